import Alarms
import Host
import Settings

/// The names and addresses that bots may dial this machine by: what a certificate of ours is good for.
struct TLSNames {
    /// A certificate of more would be larger than some clients take.
    private static let most = 100

    /// What the operator gave.
    var given: [String]
    var publicURL: String
    var environment: [String: String]
    var addresses: [LocalAddress] = LocalAddresses.all()
    var hostName: String = AlarmRunner.hostName()

    /// The best first, each once.
    var all: [String] {
        var seen: Set<String> = []
        let candidates =
            self.given + [self.publicHost, self.hostName].compactMap(\.self) + ["localhost", "host.docker.internal"]
            + self.reached + ["127.0.0.1", "::1"]
            + self.addresses.filter { $0.kind != .linkLocal }.map(\.address)
        return Array(candidates.filter { Self.isUsable($0) && seen.insert($0.lowercased()).inserted }.prefix(Self.most))
    }

    private var publicHost: String? {
        WebAddress(self.publicURL, schemes: ["ws", "wss", "http", "https"])?.host
    }

    /// The address that the operator's SSH connection goes to, which may be the provider's.
    private var reached: [String] {
        let fields = (self.environment["SSH_CONNECTION"] ?? "").split(separator: " ").map(String.init)
        return fields.count == 4 ? [fields[2]] : []
    }

    /// Whether a certificate can name it: an IP address, or a host name (RFC 1123 §2.1) that may begin with `*.`.
    static func isUsable(_ name: String) -> Bool {
        if AddressClass.of(name) != nil { return !name.contains("%") }
        guard (1...253).contains(name.utf8.count) else { return false }
        let labels = (name.hasPrefix("*.") ? name.dropFirst(2) : name[...])
            .split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
        }
    }
}

import Glibc

/// Judges the text of hosts and addresses; looks nothing up.
package enum HostText {
    /// Whether `text` is an IP address (without brackets) or reads like a host name.
    package static func isHost(_ text: String) -> Bool {
        self.isIPv4(text) || self.isIPv6(text) || self.isName(text)
    }

    /// Four decimal numbers with dots, as `inet_pton` has it.
    package static func isIPv4(_ text: String) -> Bool {
        self.addressBytes(text)?.count == 4
    }

    /// An IPv6 address, a zone (`%eth0`) allowed behind it.
    package static func isIPv6(_ text: String) -> Bool {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first else { return false }
        if parts.count == 2 {
            let zone = parts[1]
            guard !zone.isEmpty, zone.count < 16, zone.utf8.allSatisfy({ Self.isNameByte($0) || $0 == 0x2E }) else {
                return false
            }
        }
        return self.addressBytes(String(address))?.count == 16
    }

    /// The 4 or 16 bytes of an address without zone; nil for anything else.
    static func addressBytes(_ text: String) -> [UInt8]? {
        // A C string ends at the first NUL, so that what follows would go unseen.
        guard !text.utf8.contains(0) else { return nil }
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return sixteen }
        return nil
    }

    /// Labels of letters, digits, `-` and (as container names have it) `_`; RFC 1123 section 2.1.
    private static func isName(_ text: String) -> Bool {
        var name = Array(text.utf8)
        if name.last == UInt8(ascii: ".") { name.removeLast() }
        guard !name.isEmpty, name.count <= 253 else { return false }
        let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels {
            guard (1...63).contains(label.count), label.allSatisfy(Self.isNameByte),
                label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-")
            else { return false }
        }
        // `256.1.1.1` and `1.2.3` are mistyped addresses, no names.
        return labels.last.map { label in !label.allSatisfy { (0x30...0x39).contains($0) } } ?? false
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

/// `host:port` as `metrics.listen` has it; an IPv6 address stands in brackets.
package struct HostPort: Equatable, Sendable {
    package var host: String
    package var port: Int

    /// Nil when `text` is no host and port.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = String(text[..<colon])
        let digits = text[text.index(after: colon)...]
        guard let port = try? ScalarText.integer(String(digits), in: 0...65_535),  // which mistake does not matter here
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard HostText.isIPv6(host) else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard HostText.isHost(host) else { return nil }
        self.host = host
        self.port = port
    }
}

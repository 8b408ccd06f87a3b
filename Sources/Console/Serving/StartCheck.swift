import Certificates
import Glibc
import Host
import NIOCore
import Settings
import Snapshot

/// What a start with certain settings would fail with, found out without starting and without disturbing the console that
/// serves meanwhile.
struct StartCheck {
    private struct Address: Hashable {
        var ip: String
        var port: Int
    }

    /// An address of the settings, by the path of the setting.
    private struct Place {
        var path: String
        var host: String
        var port: Int
    }

    private let settings: Settings
    private let held: Set<Address>
    private let language: Language

    /// - Parameters:
    ///   - held: Where need not be tried: these addresses are handed over, `host:port`.
    ///   - language: Of the sentence.
    init(_ settings: Settings, held: [String], language: Language) {
        self.settings = settings
        self.held = Set(held.compactMap { HostPort($0) }.flatMap { Self.addresses(of: $0.host, $0.port) })
        self.language = language
    }

    /// The first thing that is in the way, as a sentence with what to do; nil when nothing is.
    func failure() -> String? {
        for files in CertificateFiles.all(self.settings.endpoint) {
            do throws(CertificateProblem) {
                _ = try CertificatePair(files, validAt: nil)
            } catch {
                return CertificateTrouble(error).sentence(self.language)
            }
        }
        for place in self.places {
            guard let problem = self.problem(at: place) else { continue }
            let reason = EffectPhrases(language: self.language).problem(problem)
            return SuccessionPhrases(self.language).setting(place.path, reason)
        }
        return nil
    }

    private var places: [Place] {
        let endpoint = self.settings.endpoint
        var places = [Place(path: "endpoint", host: endpoint.host, port: endpoint.port)]
        for (index, extra) in endpoint.extraListeners.enumerated() {
            places.append(Place(path: "endpoint.extra_listeners[\(index + 1)]", host: extra.host, port: extra.port))
        }
        if let metrics = HostPort(self.settings.metrics.listen) {
            places.append(Place(path: "metrics.listen", host: metrics.host, port: metrics.port))
        }
        return places
    }

    private func problem(at place: Place) -> ListenProblem? {
        let wanted = Self.addresses(of: place.host, place.port)
        // What is bound beside the first is not needed for a start.
        if let first = wanted.first, self.isHeld(first) { return nil }
        switch BindProbe.check(host: place.host, port: place.port) {
        case .free: return nil
        case .inUse: return self.isOnlyHeld(wanted) ? nil : self.inUse(place.port, wanted)
        case .notPermitted: return .notPermitted(port: place.port)
        case .addressNotHere: return .addressNotHere(host: place.host)
        case .other(let code): return .other(String(cString: strerror(code)))
        }
    }

    private func isHeld(_ address: Address) -> Bool {
        self.held.contains { $0.ip == address.ip && (address.port == 0 || $0.port == address.port) }
    }

    // MARK: - Taken addresses

    /// Whether nothing is in the way but what is given up by the console that serves, such as `127.0.0.1` for `0.0.0.0`.
    private func isOnlyHeld(_ wanted: [Address]) -> Bool {
        self.strangers(at: wanted).isEmpty
            && self.held.contains { held in wanted.contains { Self.overlap(held.ip, $0.ip) && held.port == $0.port } }
    }

    private func inUse(_ port: Int, _ wanted: [Address]) -> ListenProblem {
        let known = self.strangers(at: wanted).lazy.compactMap { socket in
            socket.pid.map { ProcessFacts(pid: $0, name: socket.name ?? "?") }
        }
        return .inUse(port: port, owner: known.first)
    }

    /// Sockets that listen where it is wanted and are not handed over.
    private func strangers(at wanted: [Address]) -> [ListeningSocket] {
        guard let port = wanted.first?.port else { return [] }
        return PortOwner.find(port: port).filter { socket in
            !self.held.contains(Address(ip: socket.address, port: socket.port))
                && wanted.contains { Self.overlap(socket.address, $0.ip) }
        }
    }

    private static func overlap(_ one: String, _ other: String) -> Bool {
        // One of all IPv6 addresses may be of all IPv4 addresses, too.
        guard one != "::", other != "::" else { return true }
        guard one.contains(":") == other.contains(":") else { return false }
        return one == other || one == "0.0.0.0" || other == "0.0.0.0"
    }

    /// Where a listener's sockets are bound, the one first that must be had.
    private static func addresses(of host: String, _ port: Int) -> [Address] {
        let hosts = host == "0.0.0.0" ? [host, "::"] : [host]
        return hosts.compactMap { host in
            // A name that cannot be resolved is told by binding.
            let address = try? NIOCore.SocketAddress.makeAddressResolvingHost(host, port: port)
            return address?.ipAddress.map { Address(ip: $0, port: port) }
        }
    }
}

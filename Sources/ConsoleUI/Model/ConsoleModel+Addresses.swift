import Doctor
import Snapshot

extension ConsoleModel {
    /// The URL to give to a bot: the public one when set; else what the operator reached this host by, through a
    /// tunnel excepted; else the one that the adviser thinks best; until it has looked, where the endpoint listens.
    package var addressForBots: String {
        if let url = self.snapshot.endpoint.socketURL { return url }
        if let host = self.reachedHost, !isLoopback(host) { return self.url(host: host) }
        if !self.diagnosis.bestAddress.isEmpty {
            return self.safeText(self.diagnosis.bestAddress, limit: 512)
        }
        let host = self.reachedHost ?? self.mainListener?.host ?? ""
        return self.url(host: ["", "0.0.0.0", "::", "[::]"].contains(host) ? "127.0.0.1" : host)
    }

    /// NapCat's WebUI as the operator's browser reaches it: a loopback host is that of this server.
    package var webUIAddress: String {
        let url = self.snapshot.napcat.webUI
        guard let host = self.reachedHost, let range = webHostRange(in: url) else { return url }
        let named = url[range]
        guard ["127.0.0.1", "localhost", "[::1]", "0.0.0.0"].contains(named) else { return url }
        return url[..<range.lowerBound] + bracketed(host) + url[range.upperBound...]
    }

    /// The listener that addresses are made from: the first that listens, else the first.
    var mainListener: ListenerFacts? {
        self.snapshot.endpoint.listeners.first { $0.state == .listening } ?? self.snapshot.endpoint.listeners.first
    }

    /// Port of the main listener.
    var mainPort: Int {
        self.mainListener?.port ?? self.settingFacts(.port).flatMap { Int($0.value) } ?? 8021
    }

    /// `TerminalFacts.reachedAt` when it is an address indeed; the client's environment may hold anything.
    private var reachedHost: String? {
        guard var host = self.terminal.reachedAt, !host.isEmpty, host.utf8.count <= 64 else { return nil }
        let fine = host.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || ".:%-_".unicodeScalars.contains(scalar))
        }
        guard fine else { return nil }
        if host.lowercased().hasPrefix("::ffff:"), host.contains(".") { host.removeFirst(7) }
        return host
    }

    private func url(host: String) -> String {
        let scheme = self.mainListener?.tls == true ? "wss" : "ws"
        return "\(scheme)://\(bracketed(host)):\(self.mainPort)\(self.snapshot.endpoint.path)"
    }
}

/// Whether a host is this machine by its own name for itself.
private func isLoopback(_ host: String) -> Bool { host.hasPrefix("127.") || host == "::1" || host == "localhost" }

/// A host as a URL has it: IPv6 in brackets.
func bracketed(_ host: String) -> String {
    host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
}

/// Where the host of `scheme://host:port/…` stands, brackets included.
func webHostRange(in url: String) -> Range<String.Index>? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let start = scheme.upperBound
    let rest = url[start...]
    if rest.hasPrefix("[") {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        return start..<url.index(after: end)
    }
    let end = rest.firstIndex { $0 == ":" || $0 == "/" || $0 == "?" || $0 == "#" } ?? url.endIndex
    return start < end ? start..<end : nil
}

/// The port of a URL: the one written, else that of its scheme.
func webPort(in url: String) -> String? {
    guard let host = webHostRange(in: url) else { return nil }
    let rest = url[host.upperBound...]
    guard rest.first == ":" else { return url.hasPrefix("https") ? "443" : "80" }
    let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : String(digits)
}

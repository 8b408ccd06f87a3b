import Foundation
import OneBot

/// Judges single entries against where they should lead.
struct ClientJudge {
    struct Verdict {
        var pointsHere: Bool
        var isOurs: Bool
        var hasOurKey: Bool
        var faults: [ClientFault]
    }

    private let target: EndpointTarget
    private let destination: DialledURL?
    private let hosts: Set<HostName>
    private let paths: Set<String>

    init(_ target: EndpointTarget) {
        self.target = target
        self.destination = DialledURL(target.url)
        self.hosts = Set(
            target.hosts.compactMap { HostName(bare: $0)?.dialled(foldingLoopback: target.answersAllLoopback) }
        )
        self.paths = Set(target.paths.map(Self.normalized))
    }

    func verdict(_ client: NetworkConfiguration.Client) -> Verdict {
        let url = DialledURL(client.url)
        let isOwnLoopback = self.target.hasOwnLoopback && (url?.host.isLoopback ?? false)
        let leadsHere = !isOwnLoopback && (url.map(self.leadsHere) ?? false)
        let keyFault = self.keyFault(client.token, url)
        guard leadsHere || self.isMeantForUs(client.name, url, hasOurKey: keyFault == nil) else {
            return Verdict(pointsHere: false, isOurs: false, hasOurKey: keyFault == nil, faults: [])
        }

        var faults: [ClientFault] = client.isEnabled ? [] : [.disabled]
        faults += self.faults(of: url, leadsHere: leadsHere, isOwnLoopback: isOwnLoopback)
        if let keyFault { faults.append(keyFault) }
        // Where nothing is said it may be off all the same: the WebUI never tells.
        if leadsHere, url?.isSecure ?? false, self.target.isSelfSigned, client.verifiesCertificate ?? false {
            faults.append(.verifiesCertificate)
        }
        if client.messagePostFormat != "array" { faults.append(.stringFormat) }
        return Verdict(pointsHere: leadsHere, isOurs: true, hasOurKey: keyFault == nil, faults: faults)
    }

    /// Whether an entry that does not lead here was made for us all the same.
    private func isMeantForUs(_ name: String, _ url: DialledURL?, hasOurKey: Bool) -> Bool {
        let hasOurName = name == self.target.entryName
        guard let url else { return hasOurName }
        let host = self.dialled(url.host)
        // Other consoles call theirs the same: the name counts where the machine is ours, or is taken for it.
        let isOurMachine = self.hosts.contains(host) || host == self.destination.map { self.dialled($0.host) }
        if hasOurName, isOurMachine || (self.target.hasOwnLoopback && host.isLoopback) { return true }
        guard host.isLoopback, self.target.ports.contains(url.port) else { return false }
        // Who listens at our port of another loopback, or of a chosen address of ours, may be anybody.
        if self.target.hasOwnLoopback || host.isChosenLoopback { return hasOurKey && !self.target.key.isEmpty }
        // One that is not served, as ::1 with IPv4 alone.
        return true
    }

    // MARK: - Where to

    private func faults(of url: DialledURL?, leadsHere: Bool, isOwnLoopback: Bool) -> [ClientFault] {
        guard let url, url.isDiallable else { return [.badURL] }
        if isOwnLoopback { return [.ownLoopback] }
        var faults: [ClientFault] = []
        if !leadsHere || !self.isPutIn(url) { faults.append(.otherAddress(self.address(of: url))) }
        guard leadsHere else { return faults }
        // What the URL to put in leads to may be a proxy in front of us, with TLS and a path of its own.
        let destination = self.isPutIn(url) ? self.destination : nil
        let isSecure = destination?.isSecure ?? self.target.securePorts.contains(url.port)
        if url.isSecure != isSecure { faults.append(.otherScheme) }
        let path = Self.normalized(url.path)
        let isServed = self.paths.contains(path) || path == destination.map { Self.normalized($0.path) }
        if !isServed { faults.append(.otherPath(MaskedURL.withoutKey(url.path, self.target.key))) }
        return faults
    }

    private func leadsHere(_ url: DialledURL) -> Bool {
        let host = self.dialled(url.host)
        if let destination = self.destination, host == self.dialled(destination.host), url.port == destination.port {
            return true
        }
        return self.target.ports.contains(url.port) && self.hosts.contains(host)
    }

    /// Whether it is the host and port put in. Loopbacks that are served are one and the same.
    private func isPutIn(_ url: DialledURL) -> Bool {
        guard let destination = self.destination else { return false }
        let isSameHost =
            self.dialled(url.host) == self.dialled(destination.host)
            || (url.host.isLoopback && destination.host.isLoopback)
        return isSameHost && url.port == destination.port
    }

    private func dialled(_ host: HostName) -> HostName {
        host.dialled(foldingLoopback: self.target.answersAllLoopback)
    }

    private func address(of url: DialledURL) -> String {
        guard url.port != self.destination?.port else { return url.host.text }
        return url.host.text.contains(":") ? "[\(url.host.text)]:\(url.port)" : "\(url.host.text):\(url.port)"
    }

    /// As the endpoint compares paths.
    private static func normalized(_ path: String) -> String {
        "/" + path.split(separator: "/").joined(separator: "/")
    }

    // MARK: - With which key

    /// The endpoint opens to any right key, in the header or as the first `access_token` of the query.
    private func keyFault(_ token: Secret, _ url: DialledURL?) -> ClientFault? {
        // An exception stops NapCat before it dials, whatever stands in the URL.
        if token.exposed.unicodeScalars.contains(where: Self.isUnsendable) { return .unsendableKey }
        let sent = token.exposed.trimmingBlanks
        if self.target.isOpened(by: sent.utf8) { return nil }
        let inQuery = url?.query.first { $0.name == "access_token" }?.value ?? ""
        if !inQuery.isEmpty {
            let decoded = inQuery.removingPercentEncoding ?? inQuery
            if self.target.isOpened(by: inQuery.utf8) || self.target.isOpened(by: decoded.utf8) { return nil }
        }
        return sent.isEmpty && inQuery.isEmpty ? .noKey : .otherKey
    }

    /// By Node's rule for header values: Latin-1 without control characters, but tabs.
    private static func isUnsendable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x00...0x1F, 0x7F, 0x100...: true
        default: false
        }
    }
}

extension String {
    /// Without the blanks, tabs and no-break spaces at both ends that HTTP and the endpoint pass over.
    fileprivate var trimmingBlanks: String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{A0}"]
        let start = self.unicodeScalars.drop { blanks.contains($0) }
        let count = start.reversed().drop { blanks.contains($0) }.count
        return String(String.UnicodeScalarView(start.prefix(count)))
    }
}

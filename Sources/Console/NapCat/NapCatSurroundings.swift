import Alarms
import Doctor
import Endpoint
import Foundation
import NapCat
import OneBot
import Settings
import Snapshot

/// What leads to this console, seen from NapCat: what its entries are compared with.
struct NapCatSurroundings: Sendable {
    private let settings: EndpointSettings
    private let panelHost: String?
    private let evidence: Evidence?
    private let advice: [AddressAdvice]
    private let container: NapCatContainer?

    init(settings: Settings, evidence: Evidence?, advice: [AddressAdvice], container: NapCatContainer?) {
        self.settings = settings.endpoint
        self.panelHost = WebUIAddress(settings.napcat.webUIURL)?.host
        self.evidence = evidence
        self.advice = advice
        self.container = container
    }

    /// - Parameters:
    ///   - url: What the bot shall dial.
    ///   - account: Whose entries it is compared with; nil: not known.
    func target(url: String, account: String? = nil) -> EndpointTarget {
        let chosen = WebAddress(url, schemes: ["ws", "wss"])
        let outside = WebAddress(self.settings.publicURL, schemes: ["ws", "wss", "http", "https"])
        let listening = self.evidence?.snapshot.endpoint.listeners.filter { $0.state == .listening } ?? []
        var hosts: Set<String> = self.isElsewhere ? [] : ["localhost", "127.0.0.1", "::1", "host.docker.internal"]
        hosts.insert(Self.hostName)
        hosts.formUnion((self.evidence?.machine?.addresses ?? []).map(\.address))
        hosts.formUnion(self.advice.compactMap { $0.url.flatMap { WebAddress($0, schemes: ["ws", "wss"])?.host } })
        hosts.formUnion([chosen?.host, outside?.host].compactMap(\.self))
        if self.isElsewhere { hosts = hosts.filter { !WebUIPlace.isLoopback($0) } }
        var ports = Set(listening.map(\.port))
        ports.formUnion([chosen?.effectivePort, outside?.effectivePort].compactMap(\.self))
        let isSelfSigned =
            chosen?.scheme == "wss" && url != self.evidence?.snapshot.endpoint.socketURL
            && listening.contains { $0.port == chosen?.effectivePort && $0.certificate?.isSelfSigned ?? false }
        return EndpointTarget(
            url: url,
            key: self.settings.accessKey,
            furtherKeys: self.settings.keys.map { EndpointTarget.FurtherKey($0.key, account: $0.selfID) },
            account: account,
            hosts: Set(hosts.filter { !$0.isEmpty }.map { $0.lowercased() }),
            ports: ports,
            paths: PathRule(path: self.settings.path, aliases: self.settings.aliases).accepted,
            securePorts: Set(listening.filter(\.tls).map(\.port)),
            isSelfSigned: isSelfSigned,
            hasOwnLoopback: self.isElsewhere || (self.container.map { $0.isRunning && !$0.usesHostNetwork } ?? false),
            answersAllLoopback: listening.contains { $0.host == "0.0.0.0" || $0.host == "::" }
        )
    }

    /// Whether NapCat runs on another machine, as its WebUI's address says.
    var isElsewhere: Bool {
        guard self.container == nil, let host = self.panelHost, let machine = self.evidence?.machine,
            WebUIPlace.isAddress(host)
        else { return false }
        return !WebUIPlace.isHere(host, machine)
    }

    /// What NapCat's entries are compared with: one that an operator has chosen of those that lead here stays as good.
    func target(
        judging configuration: NetworkConfiguration,
        of account: String?,
        look: NapCatLook?
    ) -> EndpointTarget {
        let offered = Set(self.advice.compactMap(\.url))
        let chosen = configuration.clients.first { offered.contains($0.url) }?.url
        return self.target(url: chosen ?? self.url(look: look) ?? "", account: account)
    }

    /// The URL that NapCat is given when nobody chooses another; nil where nothing listens.
    func url(look: NapCatLook?) -> String? {
        ConnectGuide.choice(of: self.advice, look: look).flatMap { self.advice[$0].url }
    }

    private static var hostName: String { AlarmRunner.hostName() }
}

import Doctor
import Foundation
import OneBot
import Snapshot
import Testing

/// One row of a table: what is seen, and what the rule says of it.
struct MachineCase: CustomTestStringConvertible, Sendable {
    var name: String
    var evidence: Evidence
    /// As ``summary(_:)`` writes it.
    var expected: [String]

    init(_ name: String, _ expected: [String] = [], _ change: (inout Evidence) -> Void) {
        self.name = name
        self.evidence = .healthyMachine()
        self.expected = expected
        change(&self.evidence)
    }

    var testDescription: String { self.name }

    /// Id, severity, certainty and subject of each observation, in order.
    static func summary(_ observations: [Observation]) -> [String] {
        observations.map { "\($0.id.rawValue) \($0.severity) \($0.certainty) \($0.subject.text)" }
    }
}

extension Evidence {
    /// A rented server with Docker, in service for an hour, with one bot connected from a container.
    static func healthyMachine() -> Evidence {
        var evidence = Evidence.sample(bots: [.connected("10001", from: "172.17.0.5:40000")])
        evidence.machine = .healthy
        evidence.attempts = [.accepted("172.17.0.5", network: .containerBridge, ago: 3000)]
        evidence.links = [1: LinkEvidence(network: .containerBridge)]
        return evidence
    }

    /// The same without any bot, ever.
    mutating func forgetBots() {
        self.snapshot.bots = []
        self.attempts = []
        self.links = [:]
    }

    mutating func listen(_ hosts: String..., port: Int = 8021) {
        self.snapshot.endpoint.listeners = hosts.map { ListenerFacts(host: $0, port: port, state: .listening) }
    }

    mutating func fail(_ problem: ListenProblem?, host: String = "0.0.0.0", port: Int = 8021) {
        self.snapshot.endpoint.listeners = [ListenerFacts(host: host, port: port, state: .failed, problem: problem)]
    }

    /// Serves a certificate that ends in so many days.
    mutating func serve(days: Double, trouble: CertificateTrouble? = nil) {
        var listener = ListenerFacts(host: "0.0.0.0", port: 8021, tls: true, state: .listening)
        listener.certificate = CertificateFacts(
            name: "bots.example.org",
            validFrom: Self.before(86_400),
            validUntil: Self.before(-days * 86_400),
            file: "/etc/ssl/a.pem",
            reloadTrouble: trouble
        )
        self.snapshot.endpoint.listeners = [listener]
    }

    /// Before the moment of the samples.
    static func before(_ seconds: TimeInterval) -> Date { self.start.addingTimeInterval(-seconds) }
}

extension BotFacts {
    static func connected(_ selfID: String, from peer: String) -> BotFacts {
        let since = Evidence.start.addingTimeInterval(-3000)
        return BotFacts(
            selfID: selfID,
            state: .online,
            links: [LinkFacts(id: 1, role: .universal, peer: peer, connectedAt: since, speaks: true)],
            peer: peer,
            connectedAt: since
        )
    }
}

extension AttemptFacts {
    static func accepted(_ address: String, network: NetworkClass, ago: TimeInterval) -> AttemptFacts {
        AttemptFacts(
            time: Evidence.start.addingTimeInterval(-ago),
            address: address,
            network: network,
            status: 101,
            end: .upgraded
        )
    }

    static func refused(_ address: String, network: NetworkClass, ago: TimeInterval) -> AttemptFacts {
        AttemptFacts(
            time: Evidence.start.addingTimeInterval(-ago),
            address: address,
            network: network,
            status: 403,
            cause: "AUTH-03"
        )
    }

    /// A browser or a health check.
    static func visitor(_ address: String, network: NetworkClass, ago: TimeInterval) -> AttemptFacts {
        AttemptFacts(
            time: Evidence.start.addingTimeInterval(-ago),
            address: address,
            network: network,
            asksUpgrade: false,
            hasWebSocketKey: false,
            status: 426,
            cause: "HS-11"
        )
    }
}

extension MachineFacts {
    static let healthy = MachineFacts(
        takenAt: Evidence.start,
        listening: [Listening(address: "0.0.0.0", port: 8021), Listening(address: "::", port: 8021)],
        addresses: [
            Address(interface: "lo", address: "127.0.0.1", prefixLength: 8, network: .loopback),
            Address(interface: "eth0", address: "192.168.1.20", prefixLength: 24, network: .lan),
            Address(interface: "docker0", address: "172.17.0.1", prefixLength: 16, network: .containerBridge),
        ],
        defaultRouteAddress: "192.168.1.20",
        localhostIsIPv6: true,
        disks: [
            Disk(
                path: "/state",
                mountPoint: "/",
                totalBytes: 40_000_000_000,
                freeBytes: 20_000_000_000,
                totalInodes: 2_000_000,
                freeInodes: 1_900_000
            )
        ],
        memory: Memory(totalBytes: 4_000_000_000, availableBytes: 2_000_000_000),
        load: 0.1,
        processors: 2,
        descriptors: Descriptors(open: 40, limit: 1024),
        listenDrops: ListenDrops(count: 0, backlog: 1024),
        clock: .synchronised,
        firewall: Firewall(verdict: .open, tool: "ufw"),
        doorbell: Doorbell(state: .notPermitted(command: "sudo tcpdump -ni any 'tcp dst port 8021'"))
    )

    mutating func ring(
        _ address: String,
        _ network: NetworkClass = .lan,
        on interface: String = "eth0",
        first: TimeInterval,
        last: TimeInterval,
        count: Int = 4
    ) {
        if case .listening = self.doorbell.state {} else { self.listenAtDoor(for: 3600) }
        self.doorbell.rings.append(
            Doorbell.Ring(
                address: address,
                network: network,
                interface: interface,
                first: Evidence.start.addingTimeInterval(-first),
                last: Evidence.start.addingTimeInterval(-last),
                count: count
            )
        )
    }

    mutating func listenAtDoor(for seconds: TimeInterval) {
        self.doorbell.state = .listening(since: Evidence.start.addingTimeInterval(-seconds))
    }

    mutating func add(_ address: String, _ network: NetworkClass, on interface: String = "eth0", prefix: Int = 24) {
        self.addresses.append(
            Address(interface: interface, address: address, prefixLength: prefix, network: network)
        )
    }
}

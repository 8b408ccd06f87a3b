package import Doctor
import Foundation
import Snapshot

/// Every symptom of this machine and this console, in every variant that has words of its own, with its subject.
package enum MachineSymptoms {
    package static let all: [(MachineSymptom, Subject)] = {
        let door = Subject.listener(host: "0.0.0.0", port: 8021)
        var all: [(MachineSymptom, Subject)] = [
            (.defaultPort(address: "203.0.113.7"), door), (.defaultPort(address: nil), door),
        ]
        all += Self.reach.map { (.reach($0), .machine) }
        all += Self.reachOfAddresses.map { (.reach($0), .address("192.168.100.200")) }
        all += Self.reachOfListeners.map { (.reach($0), .listener(host: "127.0.0.1", port: 8021)) }
        all += Self.listeners.map { (.listener($0), door) }
        all += Self.resources.map { (.resource($0), .path("/var/lib/onebot-console")) }
        all += Self.ofMachine.map { (.resource($0), .machine) }
        all += Self.operations.map { (.operation($0.0), $0.1) }
        return all
    }()

    private static let ring = ReachSymptom.Ring(
        address: "192.168.100.200",
        interface: "eth0",
        count: 4,
        first: sampleTime.addingTimeInterval(-300)
    )
    private static let napcat = ProcessFacts(pid: 3_812_345, name: "napcat")
    private static let url = "ws://192.168.100.20:8021/onebot/v11/ws"
    private static let command = "sudo ufw allow 8021/tcp"
    private static let tcpdump = "sudo tcpdump -ni any 'tcp dst port 8021'"

    private static let packets: [ReachSymptom.Packets] = [
        .none(since: sampleTime.addingTimeInterval(-300)), .some(1), .some(40), .unseen(command: tcpdump),
        .unseen(command: nil),
    ]

    private static let neighbours: [MachineFacts.Listening] = [
        .init(address: "0.0.0.0", port: 6185, process: ProcessFacts(pid: 7, name: "astrbot"), container: "astrbot"),
        .init(address: "::", port: 8080),
    ]

    private static let reach: [ReachSymptom] =
        Self.packets.flatMap { packets in
            [[], Self.neighbours].map { .nothingYet(seconds: 3600, packets: packets, neighbours: $0, url: Self.url) }
        } + [
            .containerLoopback(bridges: [], bots: []),
            .containerLoopback(
                bridges: [
                    .init(interface: "docker0", url: "ws://172.17.0.1:8021/onebot/v11/ws"),
                    .init(interface: "br-1a2b3c4d5e6f", url: "ws://172.18.0.1:8021/onebot/v11/ws"),
                ],
                bots: [Self.napcat]
            ),
            .provider(vendor: nil, seconds: 3600), .provider(vendor: "Tencent Cloud", seconds: 61),
            .bridgeDropped(interface: "br-1a2b3c4d5e6f", ring: Self.ring, isClosed: true, command: Self.command),
            .bridgeDropped(interface: "docker0", ring: Self.ring, isClosed: false, command: nil),
            .bridgeDropped(interface: "docker0", ring: nil, isClosed: true, command: Self.command),
            .privateOnly(addresses: ["192.168.100.20", "10.0.0.4"], isWSL: false, operatorAt: "203.0.113.9"),
            .privateOnly(addresses: ["172.29.240.12"], isWSL: true, operatorAt: nil),
            .queueOverflow(count: 3, backlog: 1024),
        ]

    private static let reachOfAddresses: [ReachSymptom] =
        [MachineFacts.Firewall.Verdict.open, .closed, .unknown].flatMap { verdict in
            [true, false].map { othersComeIn in
                .firewallDrops(
                    ring: Self.ring,
                    verdict: verdict,
                    tool: othersComeIn ? nil : "ufw",
                    command: othersComeIn ? nil : Self.command,
                    othersComeIn: othersComeIn
                )
            }
        } + [
            .firewallDrops(ring: nil, verdict: .closed, tool: "nft", command: nil, othersComeIn: false),
            .captured(by: "172.18.0.3:8021", address: "192.168.100.20"), .captured(by: nil, address: "192.168.100.20"),
            .captured(by: "172.18.0.3:8021", address: nil), .captured(by: nil, address: nil),
        ]

    private static let reachOfListeners: [ReachSymptom] = [
        .loopbackOnly(host: "127.0.0.1", why: .ring(Self.ring)),
        .loopbackOnly(host: "127.0.0.1", why: .containedBots([Self.napcat])),
        .loopbackOnly(host: "::1", why: .bridges(["docker0", "br-1a2b3c4d5e6f"])),
        .loopbackOnly(host: "127.0.0.1", why: .remoteOperator("203.0.113.9")),
        .localhostIsIPv6(url: "ws://127.0.0.1:8021/onebot/v11/ws"),
    ]

    private static let answers: [SelfTestFacts.Answer] = [
        .status(200), .notReached("Connection refused"), .timedOut, .somebodyElse, .asExpected(milliseconds: 1),
    ]

    private static let listeners: [ListenerSymptom] =
        [
            .portTaken(port: 8021, owner: Self.napcat, container: "nekro_agent", freePort: 8022),
            .portTaken(port: 8021, owner: Self.napcat, container: nil, freePort: 8022),
            .portTaken(port: 8021, owner: nil, container: nil, freePort: nil),
            .notPermitted(port: 443),
            .addressNotHere(host: "203.0.113.7", candidates: ["192.168.100.20", "172.17.0.1"]),
            .addressNotHere(host: "203.0.113.7", candidates: []),
            .failed(host: "0.0.0.0", port: 8021, reason: "Cannot assign requested address"),
            .failed(host: "0.0.0.0", port: 8021, reason: ""),
            .certificateEnds(.sample, hasEnded: false),
            .certificateEnds(.expiredSample, hasEnded: true),
        ]
        + CertificateTrouble.samples.flatMap {
            [ListenerSymptom.certificateNotRead(.sample, $0), .certificateNotUsable(host: "0.0.0.0", port: 8021, $0)]
        }
        + Self.answers.flatMap { answer in
            [SelfTestFacts.Question.rightKey, .wrongKey].map {
                .selfTestFailed(address: "192.168.100.20", port: 8021, answer: answer, question: $0)
            }
        }

    private static let pauses: [JournalPause] = [
        .diskFull, .notWritable, .damaged, .held, .replaced, .notAnswering, .other("disk I/O error"),
    ]

    private static let resources: [ResourceSymptom] =
        [true, false].flatMap { paused -> [ResourceSymptom] in
            [
                .diskLow(
                    mountPoint: "/var",
                    freeBytes: 120_000_000,
                    totalBytes: 40_000_000_000,
                    journalPaused: paused
                ),
                .inodesLow(mountPoint: "/var", freeInodes: 100, totalInodes: 2_000_000, journalPaused: paused),
            ]
        }
        + Self.pauses.map { .journalPaused($0) }
        + [true, false].map {
            .foreignFile(
                .init(path: "/var/lib/onebot-console/journal.sqlite", owner: "root", us: "bot", isAccessible: $0)
            )
        } + [.journalDiskFull(path: "/var/lib/onebot-console/journal.sqlite")]

    private static let ofMachine: [ResourceSymptom] = [
        .descriptors(open: 980, limit: 1024),
        .memoryLow(availableBytes: 90_000_000, totalBytes: 2_000_000_000, ownBytes: 40_000_000),
        .memoryKills(count: 1, last: sampleTime.addingTimeInterval(-60), availableBytes: 90_000_000),
        .memoryKills(count: 3, last: sampleTime.addingTimeInterval(-60), availableBytes: 900_000_000),
    ]

    private static let faults: [Evidence.SettingsFileFault] = [
        .init(isBroken: true, english: "port: 70000 is no port", chinese: "port：70000 不是端口", line: 3),
        .init(isBroken: true, english: "no YAML", chinese: "不是 YAML"),
        .init(isBroken: false, english: "", chinese: ""),
    ]

    private static let ofFile: [(OperationSymptom, Subject)] = Self.faults.map {
        (.settingsFault($0), .path("/home/bot/.config/onebot-console/config.yaml"))
    }

    private static let ofTerminals: [(OperationSymptom, Subject)] =
        [(true, true), (false, true), (false, false)].map { (isKnown: Bool, isSmall: Bool) in
            let symptom = OperationSymptom.terminal(
                name: "xterm-kitty",
                isKnown: isKnown,
                columns: 60,
                rows: 20,
                isSmall: isSmall
            )
            return (symptom, .terminal("xterm-kitty"))
        }

    private static let ofKey: [OperationSymptom] =
        [.noKey(isReachable: true, port: 8021), .noKey(isReachable: false, port: 8021)]
        + Evidence.KeyWeakness.allCases.map { .weakKey([$0]) } + [.weakKey(Evidence.KeyWeakness.allCases)]

    private static let rest: [(OperationSymptom, Subject)] = [
        (.endsWithSession, .machine), (.notUTF8(terminal: "xterm-256color"), .terminal("xterm-256color")),
        (.keyInQuery(proxy: "192.168.100.200"), .address("192.168.100.200")),
    ]

    private static let operations: [(OperationSymptom, Subject)] =
        Self.ofFile + Self.ofTerminals + Self.ofKey.map { ($0, Subject.key) } + Self.rest
}

import Doctor
import Foundation
import OneBot
import Snapshot

/// How long the doctor's rules take, all of them, over a thousand bots and a full ledger.
enum DoctorBench {
    private static let bots = 1000
    private static let attempts = 1000
    private static let runs = 51

    static func run() {
        for (name, isIll) in [("doctor, healthy", false), ("doctor, a mistake each", true)] {
            let evidence = self.evidence(isIll: isIll)
            var examiner = Examiner()
            var times: [Double] = []
            var findings = 0
            for _ in 0..<self.runs {
                let start = ContinuousClock.now
                findings = examiner.examine(evidence).findings.count
                times.append((ContinuousClock.now - start) / .milliseconds(1))
            }
            times.sort()
            Report.examination(
                name,
                bots: self.bots,
                attempts: self.attempts,
                findings: findings,
                median: times[times.count / 2],
                worst: times[times.count - 1]
            )
        }
    }

    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    private static func selfID(_ index: Int) -> String { String(1_000_000_000 + index) }

    private static func address(_ index: Int) -> String { "10.\(index / 65_536).\(index / 256 % 256).\(index % 256)" }

    /// - Parameter isIll: Whether every bot and every attempt has something wrong.
    private static func evidence(isIll: Bool) -> Evidence {
        let snapshot = Snapshot(
            takenAt: self.now,
            console: ConsoleFacts(
                version: "0",
                pid: 1,
                startedAt: self.now.addingTimeInterval(-90_000),
                stateDirectory: "/var/lib/onebot-console",
                settingsFile: "/etc/onebot-console.yaml"
            ),
            endpoint: EndpointFacts(
                path: "/onebot/v11/ws",
                listeners: [ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)]
            ),
            access: AccessFacts(key: Secret(String(repeating: "Kx7", count: 10)), keyOrigin: .file),
            napcat: NapCatFacts(webUI: "http://127.0.0.1:6099/webui"),
            bots: (0..<self.bots).map(self.bot),
            journal: JournalFacts(state: .writing)
        )
        return Evidence(
            snapshot: snapshot,
            attempts: (0..<self.attempts).map { self.attempt($0, isIll: isIll) },
            bots: Dictionary(
                (0..<self.bots).map { (self.selfID($0), self.botEvidence(isIll: isIll)) },
                uniquingKeysWith: { first, _ in first }
            ),
            links: Dictionary(
                (0..<self.bots).map { ($0, self.link($0, isIll: isIll)) },
                uniquingKeysWith: { first, _ in first }
            ),
            machine: MachineFacts(takenAt: self.now)
        )
    }

    private static func bot(_ index: Int) -> BotFacts {
        let peer = "\(self.address(index)):50000"
        return BotFacts(
            selfID: self.selfID(index),
            implementation: "NapCat.Onebot",
            state: .online,
            links: [
                LinkFacts(
                    id: index,
                    role: .universal,
                    peer: peer,
                    userAgent: "OneBot/11",
                    connectedAt: self.now.addingTimeInterval(-7200),
                    speaks: true,
                    lastHeardAt: self.now
                )
            ],
            peer: peer,
            connectedAt: self.now.addingTimeInterval(-7200),
            lastEventAt: self.now,
            lastHeartbeatAt: self.now.addingTimeInterval(-10),
            announcedHeartbeatMilliseconds: 30_000,
            measuredHeartbeatMilliseconds: 30_000,
            events: EventCounts(messages: 1000, metas: 240)
        )
    }

    private static func link(_ index: Int, isIll: Bool) -> LinkEvidence {
        LinkEvidence(
            firstFrame: .lifecycle,
            lifecycleAt: self.now.addingTimeInterval(-7200),
            heartbeats: 240,
            events: EventCounts(messages: 1000, metas: 240),
            lastMessageAt: self.now.addingTimeInterval(-2),
            stringMessages: isIll ? .init(5, last: self.now) : .init(),
            arrayMessages: .init(1000, last: self.now.addingTimeInterval(-2)),
            recentMessages: (0..<16).map { number in
                MessageMark(
                    messageID: Int64(index * 100 + number),
                    groupID: Int64(20_000 + index % 50),
                    userID: Int64(30_000 + index * 16 + number),
                    time: Int64(self.now.timeIntervalSince1970) - Int64(number),
                    receivedAt: self.now.addingTimeInterval(-Double(number))
                )
            }
        )
    }

    private static func botEvidence(isIll: Bool) -> BotEvidence {
        guard isIll else { return BotEvidence(lastMessageAt: self.now.addingTimeInterval(-2)) }
        return BotEvidence(
            offline: .init(since: self.now.addingTimeInterval(-60), reason: "KickedOffLine"),
            endings: (0..<16).map { number in
                BotEvidence.Ending(
                    time: self.now.addingTimeInterval(-8000 - Double(number) * 600),
                    how: .reset,
                    address: "10.0.0.1",
                    lifetimeSeconds: 500,
                    idleSeconds: 3
                )
            },
            callTroubles: [
                .init(
                    action: "send_group_msg",
                    kind: .failed(retcode: 1200, wording: "ENOENT"),
                    first: self.now,
                    last: self.now
                )
            ]
        )
    }

    private static func attempt(_ index: Int, isIll: Bool) -> AttemptFacts {
        AttemptFacts(
            time: self.now.addingTimeInterval(-Double(self.attempts - index) / 2),
            address: self.address(index),
            userAgent: "OneBot/11",
            selfID: self.selfID(index),
            key: isIll ? KeyFacts(mistake: .different, length: 12, fingerprint: index) : KeyFacts(length: 32),
            status: isIll ? 403 : 101,
            cause: isIll ? "AUTH-03" : nil,
            answerMilliseconds: 1,
            end: isIll ? .refused : .upgraded
        )
    }
}

import NIOCore
import OneBot
import Settings
import Snapshot
import Testing

import struct Foundation.Date

@testable import Console
@testable import Endpoint

@Suite("Who uses which key")
struct KeyTallyTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let retiredAt = now.addingTimeInterval(-600)

    private static var history: KeyHistory {
        var history = KeyHistory()
        history.retire(Secret("the-key-before-this"), grace: .seconds(1200), now: Self.retiredAt)
        return history
    }

    private static func entry(
        _ ago: Double,
        _ selfID: String?,
        status: Int = 101,
        mistake: KeyMistake? = nil,
        name: String? = nil,
        retired: Bool = false,
        address: String = "10.0.0.9"
    ) -> LedgerEntry {
        var entry = LedgerEntry(
            time: Self.now.addingTimeInterval(-ago),
            address: address,
            port: 1,
            localPort: 8021,
            firstBytes: .http,
            end: status == 101 ? .upgraded : .refused
        )
        entry.status = status
        entry.selfID = selfID
        entry.keyMistake = mistake
        if name != nil || retired {
            var note = KeyNote()
            note.name = name
            if retired { note.retiredAt = Self.retiredAt }
            entry.key = note
        }
        return entry
    }

    private static func tally(_ entries: [LedgerEntry], capacity: Int = 1000) -> KeyTally {
        KeyTally(attempts: entries, capacity: capacity, history: Self.history, now: Self.now)
    }

    @Test("handshakes of a day are counted by key; older ones only say when it was used")
    func uses() {
        let tally = Self.tally([
            Self.entry(100_000, "1", name: "left"), Self.entry(90_000, "1"), Self.entry(500, "1", name: "left"),
            Self.entry(400, "1", name: "left"), Self.entry(300, "2"),
            Self.entry(200, "3", status: 403, mistake: .different),
            Self.entry(100, "3", status: 403, mistake: .boundElsewhere, name: "left"),
        ])
        #expect(tally.use(of: "left").uses == 2)
        #expect(tally.use(of: "left").lastUsed == Self.now.addingTimeInterval(-400))
        #expect(tally.ofAccessKey.uses == 1)
        #expect(tally.ofAccessKey.lastUsed == Self.now.addingTimeInterval(-300))
        #expect(tally.ofAccessKey.countedSince == Self.now.addingTimeInterval(-86_400))
        #expect(tally.use(of: "nobody").lastUsed == nil)
        // A ledger that is full says only what it can.
        let full = Self.tally([Self.entry(50, "1"), Self.entry(40, "1")], capacity: 2)
        #expect(full.ofAccessKey.countedSince == Self.now.addingTimeInterval(-50))
    }

    @Test("who uses a previous key is told until he comes with a present one")
    func users() throws {
        let key = try #require(
            Self.tally([
                Self.entry(500, "1", retired: true), Self.entry(400, "2", retired: true),
                Self.entry(300, "1", status: 403, mistake: .retired, retired: true),
                Self.entry(250, "2"), Self.entry(200, nil, status: 403, mistake: .retired, retired: true),
            ]).previous.first
        )
        #expect(key.replacedAt == Self.retiredAt)
        #expect(key.acceptedUntil == Self.retiredAt.addingTimeInterval(1200))
        #expect(key.users.map(\.selfID) == [nil, "1"])
        #expect(key.users.last?.state == .refused)
        #expect(key.users.last?.count == 2)
    }

    @Test("a link that was opened with a key since replaced is among its users, and one of a named key is counted")
    func links() throws {
        let history = Self.history
        var tally = KeyTally(attempts: [], history: history, now: Self.now)
        for (id, proof, isRetired, ago) in [
            (1, KeyProof.main(1), true, 900.0), (2, .main(2), false, 10),
            (3, .inGrace(id: history.retired.first?.id), true, 5),
            (4, .bound(name: "left", 3), false, 4), (5, .nobodys, false, 3),
        ] {
            let moment = NIODeadline.now()
            var link = LinkReport(
                id: id,
                selfID: "\(id)",
                role: .universal,
                peer: "10.0.0.9:\(id)",
                connectedAt: moment,
                lastHeard: moment,
                counters: LinkCounters()
            )
            link.session.proof = proof
            link.session.keyIsRetired = isRetired
            link.session.address = "10.0.0.9"
            tally.take(link, connectedAt: Self.now.addingTimeInterval(-ago))
        }
        #expect(tally.ofAccessKey.links == 1)
        #expect(tally.use(of: "left").links == 1)
        let key = try #require(tally.previous.first)
        #expect(key.users.map(\.selfID) == ["3", "1"])
        #expect(key.users.allSatisfy { $0.state == .connected })
    }

    @Test("keys of one second are told apart")
    func oneSecond() {
        var history = KeyHistory()
        for name in ["left", "right"] {
            history.revoke(Secret("the-key-of-\(name)"), name: name, now: Self.retiredAt)
        }
        for number in 1...2 { history.retire(Secret("the-key-number-\(number)"), now: Self.retiredAt) }
        let entries = history.retired.enumerated().map { index, key in
            var entry = Self.entry(Double(100 + index), "\(index)", status: 403, mistake: .retired, retired: true)
            entry.key?.name = key.name
            // Those of earlier versions have none; the names are enough for further keys.
            entry.key?.retiredID = key.name == "left" ? nil : key.id
            return entry
        }
        let tally = KeyTally(attempts: entries.reversed(), history: history, now: Self.now)
        #expect(tally.previous.map(\.name) == [nil, nil, "right", "left"])
        #expect(tally.previous.map { $0.users.map(\.selfID) } == [["0"], ["1"], ["2"], ["3"]])
    }

    @Test("a key of the past that nobody presents any more is told only while it is accepted")
    func forgotten() {
        #expect(Self.tally([]).previous.count == 1)
        let later = KeyTally(attempts: [], history: Self.history, now: Self.now.addingTimeInterval(3600))
        #expect(later.previous.isEmpty)
    }
}

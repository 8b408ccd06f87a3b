import Foundation
import OneBot
import Testing

@testable import Settings

@Suite struct KeyHistoryTests {
    private let start = Date(timeIntervalSince1970: 1_760_000_000.123)
    private let old = Array("old-key-00000001".utf8)

    @Test("a retired key is recognised and, without grace, refused")
    func recognised() throws {
        var history = KeyHistory()
        history.retire(Secret("old-key-00000001"), now: self.start)
        let found = try #require(history.recognise(self.old))
        #expect((-1...0).contains(found.retiredAt.timeIntervalSince(self.start)))
        #expect(found.graceEndsAt == nil)
        #expect(!history.accepts(self.old, now: self.start))
        #expect(history.acceptedUntil(now: self.start) == nil)
        #expect(history.recognise(Array("old-key-00000002".utf8)) == nil)
        #expect(history.recognise([]) == nil)
        #expect(history.recognise([UInt8](repeating: 0x61, count: 100_000)) == nil)
    }

    @Test("within its grace a key is accepted, then no longer")
    func grace() throws {
        var history = KeyHistory()
        history.retire(Secret("old-key-00000001"), grace: .seconds(600), now: self.start)
        #expect(history.accepts(self.old, now: self.start))
        #expect(history.accepts(self.old, now: self.start + 599))
        #expect(!history.accepts(self.old, now: self.start + 602))
        let end = try #require(history.acceptedUntil(now: self.start))
        #expect((600...601).contains(end.timeIntervalSince(self.start)))
        #expect(history.acceptedUntil(now: self.start + 602) == nil)
        #expect(history.recognise(self.old) != nil)
    }

    @Test("a negative grace is none")
    func negative() {
        var history = KeyHistory()
        history.retire(Secret("old-key-00000001"), grace: .seconds(-5), now: self.start)
        #expect(!history.accepts(self.old, now: self.start))
    }

    @Test("a rotation without grace ends the graces of before, one with grace leaves them")
    func successive() {
        var history = KeyHistory()
        history.retire(Secret("old-key-00000001"), grace: .seconds(600), now: self.start)
        history.retire(Secret("old-key-00000002"), grace: .seconds(60), now: self.start + 1)
        #expect(history.accepts(self.old, now: self.start + 2))
        history.retire(Secret("old-key-00000003"), now: self.start + 3)
        #expect(!history.accepts(self.old, now: self.start + 4))
        #expect(history.recognise(self.old) != nil)
        #expect(history.acceptedUntil(now: self.start + 4) == nil)
    }

    @Test("a grace can be given and taken afterwards")
    func setGrace() throws {
        var history = KeyHistory()
        history.retire(Secret("old-key-00000001"), now: self.start)
        let id = try #require(history.recognise(self.old)).id
        let isGiven = history.setGrace(of: id, until: self.start + 600)
        #expect(isGiven)
        #expect(history.accepts(self.old, now: self.start + 1))
        let isTaken = history.setGrace(of: id, until: nil)
        #expect(isTaken)
        #expect(!history.accepts(self.old, now: self.start + 1))
        let isNobodys = history.setGrace(of: "nobody", until: nil)
        #expect(!isNobodys)
    }

    @Test("at most sixteen are remembered, the newest first, each key once")
    func bounded() {
        var history = KeyHistory()
        for number in 0..<20 { history.retire(Secret("key-number-\(number)"), now: self.start + Double(number)) }
        #expect(history.retired.count == KeyHistory.limit)
        #expect(history.recognise(Array("key-number-3".utf8)) == nil)
        #expect(history.recognise(Array("key-number-4".utf8)) != nil)
        history.retire(Secret("key-number-10"), now: self.start + 99)
        #expect(history.retired.count == KeyHistory.limit)
        #expect(history.retired.first == history.recognise(Array("key-number-10".utf8)))
        history.retire(Secret(""), now: self.start + 100)
        #expect(history.recognise(Array("key-number-4".utf8)) != nil)
    }

    @Test("as many further keys as there may be are remembered beside the access keys, and none takes another's place")
    func boundedByKind() throws {
        var history = KeyHistory()
        for number in 0..<20 { history.retire(Secret("key-number-\(number)"), now: self.start) }
        for number in 0..<80 { history.revoke(Secret("named-\(number)"), name: "n\(number)", now: self.start) }
        #expect(history.retired.count { $0.name == nil } == KeyHistory.limit)
        #expect(history.retired.count { $0.name != nil } == BoundKey.limit)
        #expect(history.recognise(Array("key-number-4".utf8)) != nil)
        #expect(history.recognise(Array("named-15".utf8)) == nil)
        #expect(history.recognise(Array("named-16".utf8))?.name == "n16")
        // It is read back whole.
        try withTemporaryFolder { folder in
            let file = KeyHistoryFile(stateFolder: folder)
            try file.save(history)
            #expect(try file.load() == history)
        }
    }

    @Test("what is in force is none of the past")
    func inForce() throws {
        var history = KeyHistory()
        history.retire(Secret("key-number-1"), now: self.start)
        history.revoke(Secret("named-00001"), name: "left", now: self.start)
        history.revoke(Secret("named-00002"), name: "right", now: self.start)
        let text = "endpoint: {access_key: key-number-1, keys: [{name: a, key: named-00002}]}"
        history.forget(keysOf: try SettingsLoader().load(Array(text.utf8), file: "c").settings)
        #expect(history.retired.map(\.name) == ["left"])
    }

    @Test("two who change the history at once lose nothing")
    func together() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = KeyHistoryFile(stateFolder: folder)
        try file.save(KeyHistory())
        let start = self.start
        try await withThrowingTaskGroup { group in
            for number in 0..<12 {
                group.addTask { try file.update { $0.retire(Secret("key-number-\(number)"), now: start) } }
            }
            try await group.waitForAll()
        }
        #expect(try file.load().retired.count == 12)
    }

    @Test("a first history that root writes is whose the folder is", .enabled(if: geteuid() == 0, "needs root"))
    func owner() throws {
        try withTemporaryFolder { folder in
            let owner: [FileAttributeKey: Any] = [.ownerAccountID: 4321, .groupOwnerAccountID: 4322]
            try FileManager.default.setAttributes(owner, ofItemAtPath: folder)
            try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder)
            let file = KeyHistoryFile(stateFolder: folder)
            for key in ["old-key-00000001", "old-key-00000002"] {
                try file.update { $0.retire(Secret(key), now: self.start) }
                let facts = try FileManager.default.attributesOfItem(atPath: file.path)
                #expect((facts[.ownerAccountID] as? NSNumber)?.intValue == 4321)
                #expect((facts[.groupOwnerAccountID] as? NSNumber)?.intValue == 4322)
                #expect(try mode(of: file.path) == 0o600)
            }
        }
    }

    @Test("the history outlives a restart, in a file of mode 0600 without any key in it")
    func file() throws {
        try withTemporaryFolder { folder in
            let file = KeyHistoryFile(stateFolder: "\(folder)/state/console")
            #expect(try file.load() == KeyHistory())
            var history = KeyHistory()
            history.retire(Secret("old-key-00000001"), now: self.start)
            for milliseconds in 0..<50 {
                let now = Date(timeIntervalSince1970: 1_760_000_000 + Double(milliseconds) * 0.8137)
                history.retire(Secret("old-key-0000000\(milliseconds % 5)"), grace: .milliseconds(1237), now: now)
                try file.save(history)
                #expect(try file.load() == history)
            }
            let text = try String(contentsOfFile: file.path, encoding: .utf8)
            #expect(!text.contains("old-key"))
            #expect(try mode(of: file.path) == 0o600)
            #expect(try mode(of: "\(folder)/state/console") == 0o700)
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/state/console") == ["keys.json"])
        }
    }

    @Test(
        "a damaged history is a problem, no trap",
        arguments: [
            "", "{", "[]", "{\"version\":2,\"retired\":[]}", "{\"version\":1,\"retired\":[{}]}",
            "{\"version\":1,\"retired\":[{\"salt\":\"zz\",\"sha256\":\"00\",\"retired_at\":\"x\"}]}",
        ]
    )
    func damaged(text: String) throws {
        try withTemporaryFolder { folder in
            let file = KeyHistoryFile(stateFolder: folder)
            try text.write(toFile: file.path, atomically: true, encoding: .utf8)
            let problem = try #require(throws: SettingProblem.self) { try file.load() }
            #expect(problem.cause == .brokenHistory)
        }
    }
}

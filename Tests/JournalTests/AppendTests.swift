import Foundation
import Journal
import OneBot
import Testing

@Suite("Appending and reopening")
struct AppendTests {
    @Test("An event comes back as it was, with its row as its number")
    func roundTrip() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        let events = [
            EventRecord(
                number: 77,
                time: Date(timeIntervalSince1970: 1_764_000_000.123456),
                selfID: "10001",
                postType: .notice,
                userID: .max,
                groupID: .min,
                length: 5_000_000,
                bytes: Array(#"{"text":"你好 😀"}"#.utf8)
            ),
            EventRecord(number: 1, time: TestEvents.start, selfID: nil, postType: .other, length: 0, bytes: []),
            EventRecord(number: 1, time: TestEvents.start, selfID: "", postType: .meta, length: 2, bytes: [0, 255]),
        ]
        #expect(try await journal.append(events) == 1...3)
        #expect(try await journal.append([]) == nil)
        var expected = events
        for index in expected.indices { expected[index].number = Int64(index + 1) }
        #expect(try await journal.page(limit: 10).records == expected)
        try await journal.close()
    }

    @Test(
        "Every post type comes back",
        arguments: [Envelope.PostType.message, .messageSent, .notice, .request, .meta, .other]
    )
    func postTypes(type: Envelope.PostType) async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.append([TestEvents.event(1, postType: type)])
        #expect(try await journal.page(limit: 1).records.map(\.postType) == [type])
        try await journal.close()
    }

    @Test("Batches stand in the order in which they were appended")
    func order() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<700, batch: 64)
        #expect(try await journal.marks() == Array(0..<700))
        #expect(try await journal.page(limit: 1000).records.map(\.number) == Array(1...700))
        try await journal.close()
    }

    @Test("What was stored is there after reopening, and numbers go on")
    func reopening() async throws {
        let folder = try TemporaryFolder()
        for run in 0..<3 {
            let journal = try Journal(path: folder.journal)
            #expect(try await journal.holdings().rows == run * 100)
            try await journal.fill(run * 100..<run * 100 + 100)
            try await journal.close()
        }
        let journal = try Journal(path: folder.journal)
        #expect(try await journal.marks() == Array(0..<300))
        #expect(try await journal.append([TestEvents.event(300)]) == 301...301)
        try await journal.close()
    }

    @Test("After closing, every call fails and none traps")
    func closed() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10)
        try await journal.close()
        await #expect(throws: JournalProblem.self) { try await journal.append([TestEvents.event(1)]) }
        await #expect(throws: JournalProblem.self) { try await journal.page(limit: 1) }
        await #expect(throws: JournalProblem.self) { try await journal.holdings() }
        await #expect(throws: JournalProblem.self) { try await journal.prune() }
    }

    @Test("All its files are the owner's alone, also when they were not")
    func modes() async throws {
        let folder = try TemporaryFolder()
        for _ in 0..<2 {
            let journal = try Journal(path: folder.journal)
            try await journal.fill(0..<10)
            let names = try folder.names
            #expect(names == ["journal.sqlite", "journal.sqlite-shm", "journal.sqlite-wal"])
            for name in names { #expect(try folder.mode(name) == 0o600) }
            try await journal.close()
            for name in try folder.names {
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o644],
                    ofItemAtPath: folder.path + "/" + name
                )
            }
        }
    }

    @Test("Facts tell of rows, the oldest and the size")
    func facts() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        var facts = try await journal.holdings()
        #expect(facts.rows == 0)
        #expect(facts.oldest == nil)
        try await journal.fill(5..<2005, size: 600)
        facts = try await journal.holdings()
        #expect(facts.rows == 2000)
        #expect(facts.oldest == TestEvents.start.addingTimeInterval(5))
        #expect(facts.bytesOnDisk > 2000 * 600)
        try await journal.close()
    }

    @Test("The write-ahead log stays small under load, also with readers")
    func logStaysSmall() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal, limits: JournalLimits(maxMiB: 16))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    _ = try? await journal.page(where: { _ in false }, limit: 10)
                }
            }
            for round in 0..<40 {
                try await journal.fill(round * 500..<round * 500 + 500, size: 1000, batch: 100)
                #expect(try folder.size("journal.sqlite-wal") < 8 << 20)
            }
            group.cancelAll()
        }
        try await journal.close()
        #expect(try folder.size("journal.sqlite") > 20 << 19)
    }
}

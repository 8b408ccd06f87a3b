import Foundation
import Journal
import OneBot
import Synchronization
import Testing

@Suite("Searching")
struct SearchTests {
    static let events: [EventRecord] = [
        TestEvents.event(0, selfID: "10001", userID: 1, groupID: 70),
        TestEvents.event(1, selfID: "10002", userID: 1, groupID: 71),
        TestEvents.event(2, selfID: nil, postType: .meta),
        TestEvents.event(3, selfID: "10001", postType: .notice, userID: 2, groupID: 70),
        TestEvents.event(4, selfID: "10001", userID: 2),
        TestEvents.event(5, selfID: "10002", postType: .request, userID: 3),
    ]

    @Test(
        "Each field, alone and with others",
        arguments: [
            (JournalQuery(), [0, 1, 2, 3, 4, 5]),
            (JournalQuery(selfID: "10001"), [0, 3, 4]),
            (JournalQuery(selfID: "1000"), []),
            (JournalQuery(postType: .message), [0, 1, 4]),
            (JournalQuery(postType: .meta), [2]),
            (JournalQuery(groupID: 70), [0, 3]),
            (JournalQuery(userID: 2), [3, 4]),
            (JournalQuery(postType: .notice, userID: 2), [3]),
            (JournalQuery(selfID: "10001", postType: .message, groupID: 70, userID: 1), [0]),
            (JournalQuery(since: TestEvents.start.addingTimeInterval(3)), [3, 4, 5]),
            (JournalQuery(until: TestEvents.start.addingTimeInterval(3)), [0, 1, 2]),
            (JournalQuery(since: TestEvents.start.addingTimeInterval(9)), []),
            (JournalQuery(until: TestEvents.start.addingTimeInterval(-9)), []),
            (
                JournalQuery(
                    selfID: "10001",
                    since: TestEvents.start.addingTimeInterval(1),
                    until: TestEvents.start.addingTimeInterval(4)
                ), [3]
            ),
        ]
    )
    func fields(query: JournalQuery, expected: [Int]) async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.append(Self.events)
        #expect(try await journal.marks(query) == expected)
        var streamed: [Int] = []
        let collected = Mutex<[Int]>([])
        try await journal.events(matching: query) { chunk in
            collected.withLock { $0 += chunk.compactMap(TestEvents.mark) }
        }
        streamed = collected.withLock { $0 }
        #expect(streamed == expected)
        try await journal.close()
    }

    @Test("A predicate decides what the fields cannot")
    func predicate() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<3000)
        let page = try await journal.page(where: { (TestEvents.mark($0) ?? 1) % 1000 == 0 }, limit: 2)
        #expect(page.records.compactMap(TestEvents.mark) == [1000, 2000])
        #expect(page.next == 1001)
        #expect(page.searchedBack == TestEvents.start.addingTimeInterval(1000))
        let rest = try await journal.page(
            where: { (TestEvents.mark($0) ?? 1) % 1000 == 0 },
            before: page.next,
            limit: 2
        )
        #expect(rest.records.compactMap(TestEvents.mark) == [0])
        #expect(rest.next == nil)
        try await journal.close()
    }

    @Test("Pages of any size go through 10,000 events without gap or double", arguments: [1, 7, 500, 4096, 20_000])
    func paging(limit: Int) async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        let count = limit == 1 ? 300 : 10_000
        try await journal.fill(0..<count, batch: 2048)
        var marks: [Int] = []
        var before: Int64?
        repeat {
            let page = try await journal.page(before: before, limit: limit)
            #expect(page.records.count == limit || page.next == nil)
            marks = page.records.compactMap(TestEvents.mark) + marks
            before = page.next
        } while before != nil
        #expect(marks == Array(0..<count))
        try await journal.close()
    }

    @Test("A search ends after so many rows and can go on, whatever it found")
    func bounded() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10_000, batch: 2048)
        try await journal.append([TestEvents.event(10_000, userID: 5)])
        try await journal.fill(10_001..<20_000, batch: 2048)
        var before: Int64?
        var found: [Int] = []
        var calls = 0
        repeat {
            let page = try await journal.page(
                matching: JournalQuery(userID: 5),
                before: before,
                limit: 10,
                scanning: 3000
            )
            #expect(page.scanned <= 3000)
            calls += 1
            found += page.records.compactMap(TestEvents.mark)
            let oldest = 20_000 - min(20_000, calls * 3000)
            #expect(page.searchedBack == TestEvents.start.addingTimeInterval(Double(oldest)))
            before = page.next
        } while before != nil
        #expect(calls == 7)
        #expect(found == [10_000])
        try await journal.close()
    }

    @Test("A page is bounded in bytes too")
    func pageBytes() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        for mark in 0..<50 { try await journal.append([TestEvents.event(mark, size: 1 << 20)]) }
        let page = try await journal.page(limit: 100)
        #expect(page.records.compactMap(TestEvents.mark) == Array(18..<50))
        let rest = try await journal.page(before: page.next, limit: 100)
        #expect(rest.records.compactMap(TestEvents.mark) == Array(0..<18))
        #expect(rest.next == nil)
        try await journal.close()
    }

    @Test("Times bound a search exactly, also where the clock was set back")
    func clockSetBack() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        let times = [0, 10, 20, 5, 15, 25].map { TestEvents.start.addingTimeInterval($0) }
        try await journal.append(times.enumerated().map { TestEvents.event($0, time: $1) })
        #expect(try await journal.marks(JournalQuery(since: times[4])) == [2, 4, 5])
        #expect(try await journal.marks(JournalQuery(until: times[4])) == [0, 1, 3])
        try await journal.close()
    }

    @Test("The stream gives everything from a time or a number on, and tells how far it came")
    func stream() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        #expect(try await journal.events { _ in Issue.record("an empty journal has no chunks") } == nil)
        try await journal.fill(0..<20_000, batch: 2048)
        let collected = Mutex<[[Int]]>([])
        let query = JournalQuery(since: TestEvents.start.addingTimeInterval(1500))
        let end = try await journal.events(matching: query) { chunk in
            collected.withLock { $0.append(chunk.compactMap(TestEvents.mark)) }
            // Written meanwhile: does not belong to this stream, and no open reader stands in its way.
            if collected.withLock({ $0.count }) == 1 { try await journal.fill(20_000..<20_010) }
        }
        #expect(end == 20_000)
        #expect(collected.withLock { $0.count } > 2)
        #expect(collected.withLock { $0.flatMap(\.self) } == Array(1500..<20_000))
        collected.withLock { $0 = [] }
        #expect(
            try await journal.events(after: end) { chunk in
                collected.withLock { $0.append(chunk.compactMap(TestEvents.mark)) }
            } == 20_010
        )
        #expect(collected.withLock { $0 } == [Array(20_000..<20_010)])
        try await journal.close()
    }

    @Test("What the handler throws ends the stream")
    func handlerThrows() async throws {
        struct Enough: Error {}
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<10)
        await #expect(throws: Enough.self) { try await journal.events { _ in throw Enough() } }
        #expect(try await journal.marks(limit: 1) == [9])
        try await journal.close()
    }

    @Test("A cancelled search ends with a CancellationError, and the journal works on")
    func cancelling() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        try await journal.fill(0..<30_000, batch: 4096)
        let (started, signal) = AsyncStream<Void>.makeStream()
        let search = Task {
            try await journal.page(
                where: { _ in
                    signal.yield()
                    while !Task.isCancelled { Thread.sleep(forTimeInterval: 0.001) }
                    return false
                },
                limit: 10
            )
        }
        for await _ in started { break }
        search.cancel()
        await #expect(throws: CancellationError.self) { try await search.value }
        try await journal.append([TestEvents.event(30_000)])
        #expect(try await journal.marks(limit: 1) == [30_000])
        try await journal.close()
    }
}

import Foundation
import Journal
import Logging
import OneBot
import Testing

@testable import Console

@Suite("Events of the journal")
struct JournalEventsTests {
    private static let start = Date(timeIntervalSince1970: 1_764_000_000)

    private static func event(_ number: Int, group: Int64) -> EventRecord {
        let text = #"{"post_type":"message","raw_message":"\#(number)"}"#
        return EventRecord(
            number: 0,
            time: Self.start.addingTimeInterval(Double(number)),
            selfID: "1",
            postType: .message,
            groupID: group,
            length: text.utf8.count,
            bytes: Array(text.utf8)
        )
    }

    /// Which of twenty events come, a second apart, those of odd seconds from group 1.
    private func numbers(
        filter: String = "",
        since: Double? = nil,
        until: Double? = nil,
        tail: Int?
    ) async throws
        -> [Int]
    {
        try await withTemporaryFolder { folder in
            let journal = try Journal(path: folder + "/journal.sqlite")
            try await journal.append((0..<20).map { Self.event($0, group: Int64($0 % 2)) })
            let events = JournalEvents(
                journal: journal,
                filter: EventFilter(parsing: filter),
                since: since.map { Self.start.addingTimeInterval($0) },
                until: until.map { Self.start.addingTimeInterval($0) },
                tail: tail,
                rest: nil,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            var numbers: [Int] = []
            while let page = await events.next() {
                numbers += page.records.map { Int($0.time.timeIntervalSince(Self.start).rounded()) }
            }
            try await journal.close()
            return numbers
        }
    }

    @Test("without a number all come that are wanted, from old to new")
    func all() async throws {
        #expect(try await self.numbers(tail: nil) == Array(0..<20))
        #expect(try await self.numbers(filter: "group:1", since: 10, until: 16, tail: nil) == [11, 13, 15])
    }

    @Test("with one it is so many of the newest of those that are wanted")
    func tail() async throws {
        #expect(try await self.numbers(tail: 3) == [17, 18, 19])
        #expect(try await self.numbers(filter: "group:0", tail: 2) == [16, 18])
        #expect(try await self.numbers(since: 5, until: 9, tail: 2) == [7, 8])
        #expect(try await self.numbers(since: 5, until: 9, tail: 100) == [5, 6, 7, 8])
        #expect(try await self.numbers(filter: "group:2", tail: 2) == [])
        #expect(try await self.numbers(tail: 0) == [])
    }
}

import Foundation
import Journal
import OneBot

/// Events for tests, each recognisable by its mark.
enum TestEvents {
    static let start = Date(timeIntervalSince1970: 1_764_000_000)

    /// A second of time lies between an event and the next.
    static func event(
        _ mark: Int,
        selfID: String? = "10001",
        postType: Envelope.PostType = .message,
        userID: Int64? = nil,
        groupID: Int64? = nil,
        size: Int = 60,
        time: Date? = nil
    ) -> EventRecord {
        let head = #"{"mark":\#(mark),"text":""#
        let text = head + String(repeating: "x", count: max(0, size - head.count - 2)) + #""}"#
        return EventRecord(
            number: 0,
            time: time ?? Self.start.addingTimeInterval(Double(mark)),
            selfID: selfID,
            postType: postType,
            userID: userID,
            groupID: groupID,
            length: text.utf8.count,
            bytes: Array(text.utf8)
        )
    }

    static func mark(_ record: EventRecord) -> Int? {
        struct Marked: Decodable { var mark: Int }
        return try? JSONDecoder().decode(Marked.self, from: Data(record.bytes)).mark
    }
}

extension Journal {
    /// Appends events of the marks in batches.
    func fill(_ marks: Range<Int>, size: Int = 60, batch: Int = 512) async throws {
        var next = marks.lowerBound
        while next < marks.upperBound {
            let end = min(marks.upperBound, next + batch)
            try await self.append((next..<end).map { TestEvents.event($0, size: size) })
            next = end
        }
    }

    /// The marks of the newest events that fulfil a query, oldest first.
    func marks(_ query: JournalQuery = JournalQuery(), limit: Int = 1000) async throws -> [Int] {
        try await self.page(matching: query, limit: limit).records.compactMap(TestEvents.mark)
    }
}

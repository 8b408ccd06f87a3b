import Foundation
import OneBot

/// How an event stands in its row.
enum StoredEvent {
    /// In the order in which ``read(_:)`` and the statement that inserts expect them.
    static let columns = "id, time, self_id, post_type, user_id, group_id, length, bytes"

    static let insert = "INSERT INTO events (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

    static func read(_ row: RawStatement) -> EventRecord {
        EventRecord(
            number: row.integer(0),
            time: Self.date(row.integer(1)),
            selfID: row.optionalText(2),
            postType: Self.postType(of: row.integer(3)),
            userID: row.optionalInteger(4),
            groupID: row.optionalInteger(5),
            length: Int(row.integer(6)),
            bytes: row.bytes(7)
        )
    }

    /// - Parameter bytes: In place of the record's own.
    static func insert(
        _ record: EventRecord,
        number: Int64,
        bytes: [UInt8],
        by statement: RawStatement
    ) throws {
        try statement.bind(number, at: 1)
        try statement.bind(Self.microseconds(record.time), at: 2)
        if let selfID = record.selfID {
            try statement.bind(selfID, at: 3)
        } else {
            try statement.bind(nil, at: 3)
        }
        try statement.bind(Self.code(of: record.postType), at: 4)
        try statement.bind(record.userID, at: 5)
        try statement.bind(record.groupID, at: 6)
        try statement.bind(Int64(record.length), at: 7)
        try bytes.withUnsafeBytes { buffer in
            try statement.bindUncopied(buffer, at: 8)
            _ = try statement.step()
            statement.reset()
        }
    }

    // MARK: - Times, microseconds since 1970

    static func microseconds(_ date: Date) -> Int64 {
        let value = (date.timeIntervalSince1970 * 1_000_000).rounded()
        return Int64(exactly: value) ?? (value > 0 ? .max : .min)
    }

    static func date(_ microseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    // MARK: - Post types; these numbers are in files and never change

    static func code(of postType: Envelope.PostType) -> Int64 {
        switch postType {
        case .other: 0
        case .message: 1
        case .messageSent: 2
        case .notice: 3
        case .request: 4
        case .meta: 5
        }
    }

    static func postType(of code: Int64) -> Envelope.PostType {
        switch code {
        case 1: .message
        case 2: .messageSent
        case 3: .notice
        case 4: .request
        case 5: .meta
        default: .other
        }
    }
}

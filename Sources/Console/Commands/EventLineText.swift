import Glibc
import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

/// One event as a line for a person.
struct EventLineText: Sendable {
    private let words: EventWords
    /// Behind who it was.
    private let colon: String

    init(_ language: Language) {
        self.words = language == .chinese ? .chinese : .english
        self.colon = language == .chinese ? "：" : ": "
    }

    func line(_ bytes: [UInt8], _ envelope: Envelope) -> String {
        let time = Self.seconds(envelope.time).map { Date(timeIntervalSince1970: $0) } ?? Date()
        let record = EventRecord(
            number: 0,
            time: time,
            selfID: envelope.selfID.map(String.init),
            postType: envelope.postType ?? .other,
            userID: envelope.userID,
            groupID: envelope.groupID,
            length: bytes.count,
            bytes: bytes
        )
        let summary = EventSummary(record, self.words)
        let who = [summary.place, summary.who].filter { !$0.isEmpty }.joined(separator: " ")
        let columns = [
            Self.clock(time), record.selfID ?? "?", summary.kind,
            who.isEmpty ? summary.what : who + self.colon + summary.what,
        ]
        return displaySafe(columns.filter { !$0.isEmpty }.joined(separator: " "), limit: 4000)
    }

    /// Some send milliseconds.
    private static func seconds(_ time: Int64?) -> Double? {
        guard let time, time > 0 else { return nil }
        return time > 100_000_000_000 ? Double(time) / 1000 : Double(time)
    }

    /// The operator's own clock.
    private static func clock(_ date: Date) -> String {
        var seconds = time_t(min(date.timeIntervalSince1970, 100_000_000_000))
        var fields = tm()
        guard localtime_r(&seconds, &fields) != nil else { return "" }
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%m-%d %H:%M:%S", &fields)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

import struct Foundation.Date

@testable import OneBot

extension FuzzTarget {
    static let event = FuzzTarget("event", longest: 700, seeds: OneBotSeeds.frames, words: OneBotSeeds.words) { bytes in
        let record = Self.record(bytes)
        let event = Event(bytes)
        for words in [EventWords.english, .chinese] {
            let summary = EventSummary(record, event, words)
            try hold(summary.what.count <= EventSummary.longestWhat, "\(summary.what.count) characters")
            for name in [summary.who, summary.place] {
                try hold(name.count <= EventSummary.longestName, "\(name.count) characters")
            }
            try hold(!summary.what.isEmpty, "nothing is said")
            let line = [summary.what, summary.who, summary.place].joined()
            try hold(!line.unicodeScalars.contains { "\n\r\u{85}\u{2028}".unicodeScalars.contains($0) }, "two lines")
        }
    }

    static let filter = FuzzTarget(
        "filter",
        longest: 200,
        seeds: [
            "bot:1000010001 kind:message group:20001000 user:30001000 hello", "kind：通知 群", "kind:sent kind:meta",
            "\"a\\b\"",
            "group:abc", "user:-1", "é İ ß", "bot: :x", "kind:消息  你",
        ],
        words: ["bot:", "kind:", "group:", "user:", "：", "message", "通知", " ", "1000010001", "hi", "@", "×"]
    ) { bytes in
        let filter = EventFilter(parsing: String(decoding: bytes, as: UTF8.self))
        _ = filter.isEmpty
        var choice = FuzzChoice(bytes)
        for _ in 0..<2 { _ = choice.one(of: Self.records).map { filter.matches($0) } }
    }

    private static let records = OneBotSeeds.frames.prefix(9).map { Self.record(Array($0.utf8)) }

    private static func record(_ bytes: [UInt8]) -> EventRecord {
        let envelope = EnvelopeScanner.scan(bytes)
        return EventRecord(
            number: 1,
            time: Date(timeIntervalSince1970: 1_767_323_045),
            selfID: envelope.selfID.map(String.init),
            postType: envelope.postType ?? .other,
            userID: envelope.userID,
            groupID: envelope.groupID,
            length: bytes.count,
            bytes: bytes
        )
    }
}

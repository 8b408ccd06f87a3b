import OneBot
import Snapshot

import struct Foundation.Date

/// What a command reads on its standard input and a webhook gets: one JSON object on one line, in UTF-8.
///
/// - `change`: `appeared`, `cleared` or `test`
/// - `id`, `severity` (`error`, `warning`, `notice`), `subject`, `title`, `evidence`, `fix` (texts): the finding
/// - `since`, `last`: when it was seen first and last, RFC 3339 in UTC
/// - `count`: how often it was seen
/// - `repeats`: how often it came or went since the message before without one of its own
/// - `host`: the name of this machine
/// - `text`: all of it in one line, fit for a chat message
struct AlarmMessage: Sendable {
    let notice: AlarmNotice
    let host: String
    let language: Language

    /// The object and a line end.
    var bytes: [UInt8] {
        let finding = self.notice.finding
        let value = JSONValue.object([
            JSONMember("change", .string(self.notice.change.rawValue)),
            JSONMember("id", .string(finding.id)),
            JSONMember("severity", .string(finding.severity)),
            JSONMember("subject", .string(finding.subject)),
            JSONMember("title", .string(finding.title)),
            JSONMember("evidence", .string(finding.evidence)),
            JSONMember("fix", .array(finding.fix.map(JSONValue.string))),
            JSONMember("since", .string(Self.timestamp(finding.since))),
            JSONMember("last", .string(Self.timestamp(finding.last))),
            JSONMember("count", .integer(finding.count)),
            JSONMember("repeats", .integer(self.notice.repeats)),
            JSONMember("host", .string(self.host)),
            JSONMember("text", .string(AlarmPhrases(self.language).text(of: self.notice, host: self.host))),
        ])
        return Array((value.rendered + "\n").utf8)
    }

    private static func timestamp(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}

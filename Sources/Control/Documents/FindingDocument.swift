import OneBot
import Snapshot

package import struct Foundation.Date

/// One thing that is wrong, as `findings` of the status has it.
package struct FindingDocument: Equatable, Sendable {
    package enum Severity: String, Sendable {
        case error
        case warning
        case notice
    }

    /// Of the findings catalogue.
    package var id: String
    package var severity: Severity
    /// What it is about: a file, an address, a bot.
    package var subject: String
    package var title: String
    package var evidence: String
    /// What to do, step by step.
    package var fix: [String]
    package var since: Date
    package var last: Date
    package var count: Int
}

extension FindingDocument {
    /// - Returns: Nil where the journal is written, or switched off.
    init?(_ journal: JournalFacts, of snapshot: Snapshot, _ phrases: ControlPhrases) {
        guard case .paused(let reason, let since) = journal.state else { return nil }
        self.init(
            id: reason == .diskFull ? "SYS-03" : "JRN-01",
            severity: reason == .diskFull ? .error : .warning,
            subject: snapshot.console.stateDirectory,
            title: phrases.journalPaused(),
            evidence: phrases.journalPause(reason),
            fix: phrases.journalFix(reason),
            since: since,
            last: snapshot.takenAt,
            count: 1
        )
    }

    var json: JSONValue {
        .object([
            JSONMember("id", .string(self.id)),
            JSONMember("severity", .string(self.severity.rawValue)),
            JSONMember("subject", .string(self.subject)),
            JSONMember("title", .string(self.title)),
            JSONMember("evidence", .string(self.evidence)),
            JSONMember("fix", .array(self.fix.map(JSONValue.string))),
            JSONMember("since", .string(Timestamp.text(self.since))),
            JSONMember("last", .string(Timestamp.text(self.last))),
            JSONMember("count", .integer(self.count)),
        ])
    }

    init?(json: JSONValue) {
        guard let id = json["id"]?.string, let severity = json["severity"]?.string.flatMap(Severity.init(rawValue:)),
            let subject = json["subject"]?.string, let title = json["title"]?.string,
            let evidence = json["evidence"]?.string, let fix = json["fix"]?.all(\.string),
            let since = json["since"]?.date, let last = json["last"]?.date, let count = json["count"]?.integer
        else { return nil }
        self.init(
            id: id,
            severity: severity,
            subject: subject,
            title: title,
            evidence: evidence,
            fix: fix,
            since: since,
            last: last,
            count: count
        )
    }
}

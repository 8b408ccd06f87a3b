import OneBot

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
    /// How far the evidence carries: `proved`, `likely`, or `unseen`, which cannot be seen from here.
    package var certainty: String
    /// What makes it go away.
    package var clears: String

    package init(
        id: String,
        severity: Severity,
        subject: String,
        title: String,
        evidence: String,
        fix: [String],
        since: Date,
        last: Date,
        count: Int,
        certainty: String,
        clears: String
    ) {
        self.id = id
        self.severity = severity
        self.subject = subject
        self.title = title
        self.evidence = evidence
        self.fix = fix
        self.since = since
        self.last = last
        self.count = count
        self.certainty = certainty
        self.clears = clears
    }
}

extension FindingDocument {
    /// The keys of the contract, as the status has them.
    private var members: [JSONMember] {
        [
            JSONMember("id", .string(self.id)),
            JSONMember("severity", .string(self.severity.rawValue)),
            JSONMember("subject", .string(self.subject)),
            JSONMember("title", .string(self.title)),
            JSONMember("evidence", .string(self.evidence)),
            JSONMember("fix", .array(self.fix.map(JSONValue.string))),
            JSONMember("since", .string(Timestamp.text(self.since))),
            JSONMember("last", .string(Timestamp.text(self.last))),
            JSONMember("count", .integer(self.count)),
        ]
    }

    var json: JSONValue { .object(self.members) }

    /// With what the doctor says beyond the status.
    var fullJSON: JSONValue {
        .object(
            self.members + [
                JSONMember("certainty", .string(self.certainty)),
                JSONMember("clears", .string(self.clears)),
            ]
        )
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
            count: count,
            certainty: json["certainty"]?.string ?? "",
            clears: json["clears"]?.string ?? ""
        )
    }
}

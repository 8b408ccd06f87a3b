package import struct Foundation.Date

/// One finding as the doctor has it at present: what an alarm tells. Its texts are already in the operator's language.
package struct AlarmFinding: Equatable, Sendable {
    /// Id of the catalogue, `LIVE-08`.
    package var id: String
    /// `error`, `warning` or `notice`.
    package var severity: String
    /// What it is about: an account, an address.
    package var subject: String
    package var title: String
    /// What was seen.
    package var evidence: String
    /// What to do, step by step.
    package var fix: [String]
    package var since: Date
    package var last: Date
    /// How often it was seen.
    package var count: Int

    package init(
        id: String,
        severity: String,
        subject: String,
        title: String,
        evidence: String,
        fix: [String],
        since: Date,
        last: Date,
        count: Int
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
    }
}

/// What is told: a finding that appeared or cleared.
package struct AlarmNotice: Equatable, Sendable {
    package enum Change: String, Sendable, CaseIterable {
        case appeared
        case cleared
        /// The operator tries the rule.
        case test
    }

    package var finding: AlarmFinding
    package var change: Change
    /// How often this finding came or went since the last notice about it without being told.
    package var repeats: Int

    package init(_ finding: AlarmFinding, _ change: Change, repeats: Int = 0) {
        self.finding = finding
        self.change = change
        self.repeats = repeats
    }
}

package import struct Foundation.Date

/// What a rule says at one moment. The examiner adds what only time can tell.
package struct Observation: Equatable, Sendable {
    package var subject: Subject
    package var symptom: Symptom
    package var severity: Severity
    package var certainty: Certainty
    /// When it began, where the evidence says so; nil: when it was first observed.
    package var since: Date?
    /// When it was last seen, where the evidence says so; nil: now.
    package var last: Date?
    /// How often, where that can be counted.
    package var count: Int
    package var remedy: Remedy?
    /// The bots and addresses that it explains, for hiding what follows from it.
    package var concerns: Set<Subject>

    /// - Parameter concerns: Beside the subject.
    package init(
        _ symptom: Symptom,
        of subject: Subject,
        severity: Severity,
        certainty: Certainty = .proved,
        since: Date? = nil,
        last: Date? = nil,
        count: Int = 1,
        remedy: Remedy? = nil,
        concerns: Set<Subject> = []
    ) {
        self.symptom = symptom
        self.subject = subject
        self.severity = severity
        self.certainty = certainty
        self.since = since
        self.last = last
        self.count = count
        self.remedy = remedy
        self.concerns = concerns.union([subject])
    }

    package var id: FindingID { self.symptom.id }
    package var key: Finding.Key { Finding.Key(id: self.id, subject: self.subject) }
}

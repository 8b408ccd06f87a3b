import struct Foundation.Date

/// Writes ages into texts and notes when the first of them reads differently. Views hand that time on for what they
/// really draw, so that nothing out of sight makes the screen change.
struct AgeWriter {
    let now: Date
    let phrases: any Phrases
    private(set) var changes: Date?

    init(now: Date, phrases: any Phrases) {
        self.now = now
        self.phrases = phrases
    }

    /// An age as a table shows it: `2 s`.
    mutating func age(of moment: Date) -> String {
        self.note(moment)
        return self.phrases.age(Age(of: moment, at: self.now))
    }

    /// An age in a sentence: `2 s ago`.
    mutating func ago(_ moment: Date) -> String {
        self.note(moment)
        return self.phrases.ago(Age(of: moment, at: self.now))
    }

    private mutating func note(_ moment: Date) {
        let next = Age.nextChange(of: moment, at: self.now)
        self.changes = self.changes.map { min($0, next) } ?? next
    }
}

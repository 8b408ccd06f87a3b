/// Decides what is told of the doctor's findings: no flapping, no floods, nothing that was never true for long.
///
/// A finding is told when it has stood for a while, and its clearing when it has been away for as long. What comes
/// and goes faster is told once or not at all. Of one finding (id and subject) each direction is told at most once in
/// ``quiet``; what is due sooner waits, and is counted as a repeat when it has passed by then. So what was told last
/// is always true within ``quiet``, and a finding that was never told never clears.
///
/// A value with the time given to it; it does nothing by itself. Call ``observe(_:at:)`` when the findings change and
/// at ``nextLook``.
package struct AlarmPlan: Sendable {
    package typealias Instant = ContinuousClock.Instant

    /// How long an account must be offline, or back, before it is told: a login that is renewed takes a second.
    package static let offlineHold = Duration.seconds(2)
    /// How long any other finding must stand, or stay away, before it is told.
    package static let hold = Duration.seconds(10)
    /// The least time between two notices of one finding in the same direction.
    package static let quiet = Duration.seconds(300)
    /// The most findings that are followed: those beyond it, which may come from as many addresses, are not told.
    package static let capacity = 1024

    private struct Key: Hashable {
        let id: String
        let subject: String
    }

    private struct Entry {
        var finding: AlarmFinding
        /// Whether it stands, and since when that is so.
        var stands = true
        var turned: Instant
        /// What the operator knows: whether it stood by the last notice.
        var told = false
        var lastAppeared: Instant?
        var lastCleared: Instant?
        /// Turns that held and were not told.
        var repeats = 0

        var hold: Duration { self.finding.id == "LIVE-08" ? AlarmPlan.offlineHold : AlarmPlan.hold }

        /// When the present state is to be told; nil: the operator knows it.
        var due: Instant? {
            guard self.stands != self.told else { return nil }
            let held = self.turned + self.hold
            guard let last = self.stands ? self.lastAppeared : self.lastCleared else { return held }
            return max(held, last + AlarmPlan.quiet)
        }

        /// When it can be forgotten: it is away, the operator knows, and nothing keeps it quiet any more.
        var forgotten: Instant? {
            guard !self.stands, !self.told else { return nil }
            let last = [self.lastAppeared, self.lastCleared].compactMap { $0 }.max()
            return last.map { $0 + AlarmPlan.quiet } ?? self.turned
        }

        mutating func turn(at now: Instant) {
            if self.stands != self.told, now - self.turned >= self.hold { self.repeats += 1 }
            self.stands.toggle()
            self.turned = now
        }

        mutating func tell(at now: Instant) -> AlarmNotice {
            defer { self.repeats = 0 }
            self.told = self.stands
            if self.stands { self.lastAppeared = now } else { self.lastCleared = now }
            return AlarmNotice(self.finding, self.stands ? .appeared : .cleared, repeats: self.repeats)
        }
    }

    private var entries: [Key: Entry] = [:]

    package init() {}

    /// When something is due though the findings do not change; nil: never.
    package var nextLook: Instant? {
        self.entries.values.compactMap(\.due).min()
    }

    /// - Parameters:
    ///   - findings: All that stand now; of several with the same id and subject the last one counts.
    ///   - now: Not before that of the call before.
    /// - Returns: What is to be told now, in the order of the findings' ids and subjects.
    package mutating func observe(_ findings: [AlarmFinding], at now: Instant) -> [AlarmNotice] {
        var present: [Key: AlarmFinding] = [:]
        for finding in findings { present[Key(id: finding.id, subject: finding.subject)] = finding }

        for (key, var entry) in self.entries {
            if let finding = present.removeValue(forKey: key) {
                entry.finding = finding
                if !entry.stands { entry.turn(at: now) }
            } else if entry.stands {
                entry.turn(at: now)
            }
            let isOver = entry.forgotten.map { $0 <= now } ?? false
            self.entries[key] = isOver ? nil : entry
        }
        for finding in findings {
            let key = Key(id: finding.id, subject: finding.subject)
            guard let latest = present.removeValue(forKey: key), self.makeRoom() else { continue }
            self.entries[key] = Entry(finding: latest, turned: now)
        }
        return self.tellDue(at: now)
    }

    private mutating func tellDue(at now: Instant) -> [AlarmNotice] {
        let due = self.entries.filter { $0.value.due.map { $0 <= now } ?? false }.keys
        return due.sorted { ($0.id, $0.subject) < ($1.id, $1.subject) }
            .compactMap { self.entries[$0]?.tell(at: now) }
    }

    /// Whether there is room for one more finding; forgets the one that has been away longest, if need be.
    private mutating func makeRoom() -> Bool {
        guard self.entries.count >= Self.capacity else { return true }
        let idle = self.entries.filter { $0.value.forgotten != nil }.min { $0.value.turned < $1.value.turned }
        guard let idle else { return false }
        self.entries[idle.key] = nil
        return true
    }
}

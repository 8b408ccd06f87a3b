import NIOCore
import OneBot

/// What a link keeps for the doctor, at an address that does not move.
///
/// Every event touches it, and the event loop alone does: as a property of the handler each touch would be checked for
/// overlapping ones, which costs more than what is noted.
struct SessionNotes {
    var tally = SessionTally()
    /// Made with the link's first message, so that idle links stay small.
    private(set) var recent: RecentMessages?
    /// The link's account as a number; nil while it has none.
    var account: Int64?
    /// Our clock, since 1970; set each second.
    var wallMilliseconds: Int64

    static func make(account: Int64?) -> UnsafeMutablePointer<SessionNotes> {
        let notes = UnsafeMutablePointer<SessionNotes>.allocate(capacity: 1)
        notes.initialize(to: SessionNotes(account: account, wallMilliseconds: EventClock().milliseconds(.now())))
        return notes
    }

    static func free(_ notes: UnsafeMutablePointer<SessionNotes>) {
        notes.pointee.recent?.free()
        notes.deinitialize(count: 1)
        notes.deallocate()
    }

    /// - Returns: Whether the same message came shortly before.
    @inline(__always)
    mutating func noteMessage(_ id: Int64, _ envelope: Envelope, now: NIODeadline) -> Bool {
        if self.recent == nil { self.recent = RecentMessages() }
        return self.recent?.note(id, envelope, now: now) ?? false
    }
}

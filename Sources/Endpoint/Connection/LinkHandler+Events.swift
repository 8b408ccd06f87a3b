import NIOCore
import OneBot

/// Where events go: the display ring, and the journal when it is on.
extension LinkHandler {
    @inline(__always)
    func keep(
        _ bytes: UnsafeRawBufferPointer,
        _ envelope: Envelope,
        _ postType: Envelope.PostType,
        _ reading: MessageReading?,
        now: NIODeadline
    ) {
        let entry = EventRing.Entry(
            length: bytes.count,
            selfID: self.registration.selfID,
            time: now,
            postType: postType,
            userID: envelope.userID,
            groupID: envelope.groupID
        )
        if bytes.count <= EventRing.longestKept {
            self.loop.ring.append(bytes, entry)
            if self.state.journal.isOn { self.record(bytes, envelope, entry) }
        } else {
            self.keep(reading?.shortened ?? JSONShortener.shorten(bytes, limit: EventRing.longestKept), envelope, entry)
        }
        self.state.bell.ring()
    }

    /// Pictures in a message are megabytes of base64, which no display shows and no journal wants.
    @inline(never)
    private func keep(_ shortened: [UInt8], _ envelope: Envelope, _ entry: EventRing.Entry) {
        shortened.withUnsafeBytes { short in
            self.loop.ring.append(short, entry)
            if self.state.journal.isOn { self.record(short, envelope, entry) }
        }
    }

    /// Heartbeats are left out: they say nothing a day later, and would be most of what a quiet bot leaves behind.
    @inline(never)
    private func record(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope, _ entry: EventRing.Entry) {
        guard envelope.metaType != .heartbeat else { return }
        let record = EventRecord(entry, bytes: Array(bytes), clock: self.loop.clock)
        if !self.state.journal.append(record) { self.mustWaitForJournal = true }
    }
}

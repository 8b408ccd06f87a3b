import NIOCore
import OneBot
import Synchronization

import struct Foundation.Date

/// What the doctor wants to know of a link, noted as its frames come.
extension LinkHandler {
    @inline(__always)
    func noteEvent(
        _ bytes: UnsafeRawBufferPointer,
        _ envelope: Envelope,
        _ postType: Envelope.PostType,
        now: NIODeadline
    ) {
        self.notes.pointee.tally.noteEvent(
            envelope,
            postType,
            bytes: bytes.count,
            account: self.notes.pointee.account,
            wallMilliseconds: self.notes.pointee.wallMilliseconds,
            now: now
        )
        switch postType {
        case .message:
            if let id = envelope.messageID, self.notes.pointee.noteMessage(id, envelope, now: now) {
                self.notes.pointee.tally.repeatedMessages.note(now)
            }
        case .notice: self.noteNotice(bytes, envelope, now: now)
        case .messageSent, .request, .meta, .other: break
        }
        if envelope.hasRaw { self.noteRaw(now: now) }
    }

    private func noteRaw(now: NIODeadline) {
        self.notes.pointee.tally.rawEvents.note(now)
        self.notes.pointee.tally.eventsAtRaw = self.counters.events
    }

    func noteMeta(_ envelope: Envelope, now: NIODeadline) {
        switch envelope.metaType {
        case .heartbeat: self.notes.pointee.tally.heartbeats &+= 1
        case .lifecycle: self.notes.pointee.tally.lifecycle = now
        case .other, nil: return
        }
        self.skew.note(time: envelope.time, wallMilliseconds: self.loop.clock.milliseconds(now))
    }

    // MARK: - Whether QQ is there

    /// NapCat says by a notice that QQ is gone, and why.
    private func noteNotice(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope, now: NIODeadline) {
        guard let reason = OfflineNotice.reason(bytes, envelope) else { return }
        self.noteOffline(reason: reason, now: now)
    }

    /// - Parameters:
    ///   - online: What a heartbeat says that the one before did not.
    ///   - wasKnown: Whether there was one before on this link. The first takes back what was said on earlier links, but
    ///     not what a notice has said on this one.
    func noteOnline(_ online: Bool, wasKnown: Bool, now: NIODeadline) {
        guard online else { return self.noteOffline(reason: "", now: now) }
        let connectedAt = self.connectedAt
        self.changeTrace { trace in
            guard wasKnown || (trace.offline.map { $0.moment < connectedAt } ?? false) else { return }
            trace.cameOnline()
        }
    }

    private func noteOffline(reason: String, now: NIODeadline) {
        let lastMessage = self.notes.pointee.tally.lastMessage
        // All that is read at once has one time: a message before the notice is not one after it.
        let moment = lastMessage == now ? now + .nanoseconds(1) : now
        let offline = BotTrace.Offline(since: Date(), moment: moment, reason: reason)
        self.changeTrace { $0.wentOffline(offline, lastMessage: lastMessage) }
    }

    private func changeTrace(_ change: (inout BotTrace) -> Void) {
        guard let selfID = self.registration.selfID else { return }
        self.state.guarded.withLock { state in
            state.registry.update(selfID) { change(&$0.trace) }
        }
    }

    // MARK: - Telling

    func session(at now: NIODeadline) -> LinkSession {
        var session = LinkSession()
        session.tally = self.notes.pointee.tally
        session.recentMessages = self.notes.pointee.recent?.all ?? []
        session.skewSeconds = self.skew.median
        session.address = self.address
        session.isTLS = self.isTLS
        session.proxyMarks = self.proxyMarks
        session.via = self.via
        session.isNamedByHeader = self.isNamedByHeader
        session.proof = self.proof
        // A call of the kernel each, so only where the answer matters soon.
        let isSilent = (now - self.liveness.lastHeard).nanoseconds > self.liveness.lostAfter.nanoseconds / 2
        if isSilent, self.phase == .open { session.tcp = self.context.flatMap { TCPState($0.channel) } }
        return session
    }
}

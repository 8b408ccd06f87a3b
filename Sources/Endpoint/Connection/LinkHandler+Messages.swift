import NIOCore
import OneBot
import Synchronization

import struct Foundation.Date

extension LinkHandler {
    /// One whole data message, text in UTF-8. This is the hot path: everything here is either cheap or rare.
    @inline(__always)
    func received(_ bytes: UnsafeRawBufferPointer, isText: Bool, now: NIODeadline) {
        guard self.phase == .open else { return }
        guard isText, !bytes.isEmpty else { return self.odd(isText ? .empty : .binary, bytes, now: now) }
        self.lastText = now
        self.act(on: bytes, EnvelopeScanner.scan(bytes), nil, now: now)
    }

    /// - Parameter reading: Of a long message, what was made of it elsewhere.
    @inline(__always)
    func act(on bytes: UnsafeRawBufferPointer, _ envelope: Envelope, _ reading: MessageReading?, now: NIODeadline) {
        switch envelope.kind {
        case .event:
            guard let postType = envelope.postType else { return }
            // An event that does not say whose it is, as far as we can read it, may be anybody's.
            if let bound = self.boundAccount, envelope.selfID != bound {
                return self.refuseForeign(envelope.selfID, bound: bound)
            }
            self.counters.count(postType)
            self.lastEvent = now
            self.noteEvent(bytes, envelope, postType, now: now)
            self.keep(bytes, envelope, postType, reading, now: now)
            if postType == .meta { self.receivedMeta(bytes, envelope, now: now) }
            if self.registration.selfID == nil { self.adopt(envelope) }
        case .answer:
            self.counters.answers &+= 1
            self.notes.pointee.tally.noteFrame(envelope, bytes: bytes.count)
            if !self.receivedCallAnswer(bytes, envelope, reading, now: now) { self.receivedAnswer(bytes, envelope) }
        case .request, .satori, .oneBot12, .unknown, .junk:
            self.notes.pointee.tally.noteFrame(envelope, bytes: bytes.count)
            self.odd(OddFrame.Kind(envelope.kind) ?? .unknown, bytes, now: now)
        }
    }

    /// Counts a frame that is no OneBot, and keeps the beginning of the first, the second, the fourth and so on, so that
    /// a flood of them costs no more than the count.
    @inline(never)
    private func odd(_ kind: OddFrame.Kind, _ bytes: UnsafeRawBufferPointer, now: NIODeadline) {
        self.counters.badFrames &+= 1
        self.notes.pointee.tally.noteOdd(kind, bytes: bytes.count, now: now)
        guard self.counters.badFrames.nonzeroBitCount == 1, let selfID = self.registration.selfID else { return }
        let sample = OddFrame(
            time: Date(),
            kind: kind,
            length: bytes.count,
            beginning: Array(bytes.prefix(OddFrame.bytesKept))
        )
        self.state.guarded.withLock { state in
            state.registry.update(selfID) { $0.remember(sample) }
        }
    }

    private func receivedMeta(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope, now: NIODeadline) {
        self.noteMeta(envelope, now: now)
        guard envelope.metaType == .heartbeat else { return }
        self.heartbeat.beat(at: now, announced: envelope.interval)
        guard let online = HeartbeatStatus.online(bytes, envelope.status), online != self.online else { return }
        let wasKnown = self.online != nil
        self.online = online
        self.noteOnline(online, wasKnown: wasKnown, now: now)
        if !online || wasKnown { self.remember(online ? .cameOnline : .wentOffline) }
    }

    /// Answers to questions of ours that nobody asked any more are counted and otherwise ignored.
    private func receivedAnswer(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope) {
        guard let (_, answer) = Introduction.read(bytes, envelope) else { return }
        self.notes.pointee.tally.answers &+= 1
        guard let selfID = self.registration.selfID else { return }
        if answer == .failed { self.counters.callFailures &+= 1 }
        self.state.guarded.withLock { state in
            state.registry.update(selfID) { bot in
                switch answer {
                case .login(let name):
                    bot.name = name
                case .version(let implementation, let version):
                    bot.implementation = implementation ?? bot.implementation
                    bot.implementationVersion = version ?? bot.implementationVersion
                case .failed:
                    break
                }
            }
        }
    }

    /// A link without `X-Self-ID` belongs to the account that its first event names.
    private func adopt(_ envelope: Envelope) {
        guard let number = envelope.selfID, number > 0 else { return }
        let registration = self.registration
        let adopted = self.state.guarded.withLock { $0.registry.adopt(registration, as: String(number)) }
        guard let adopted else {
            self.close(.policyViolation, reason: "this account has four links already")
            return
        }
        self.registration = adopted
        self.remember(.connected(link: self.id, peer: self.peer))
        self.introduce()
    }
}

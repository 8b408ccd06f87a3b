import Logging
import NIOCore

/// What a bot does not take in. Pings and pongs wait for room; calls are bounded, of one bot and of all together; and
/// after 30 s in which it takes in nothing at all the kernel ends the connection (`TCP_USER_TIMEOUT`).
extension LinkHandler {
    struct Stuck {
        var since: NIODeadline
        /// Bytes that the kernel had taken by then.
        var taken: Int
        var isTold = false
        /// Whether its machine answers while its program reads nothing.
        var isFrozen = false
    }

    private static let toldAfter: TimeAmount = .seconds(10)

    /// Takes room for a call that is about to be sent.
    ///
    /// - Returns: Bytes that wait already, when they leave no room.
    func takeRoom(forCall bytes: Int) -> Int? {
        let limit = self.state.unsent.limitOfLink
        if self.unsentCallBytes > 0, bytes > limit - self.unsentCallBytes { return self.unsentCallBytes }
        if let waiting = self.state.unsent.add(bytes) { return waiting }
        self.unsentCallBytes += bytes
        return nil
    }

    func returnRoom(_ bytes: Int) {
        self.state.unsent.remove(bytes)
        self.unsentCallBytes -= bytes
    }

    /// Sends a call and returns its room when the kernel has taken the bytes or the link has ended.
    func sendCall(_ frame: ByteBuffer, room bytes: Int) {
        let promise = self.loop.eventLoop.makePromise(of: Void.self)
        let unsent = self.state.unsent
        let bound = NIOLoopBound(WeakLink(link: self), eventLoop: self.loop.eventLoop)
        promise.futureResult.whenComplete { _ in
            unsent.remove(bytes)
            bound.value.link?.unsentCallBytes -= bytes
        }
        self.queue(frame, promise: promise)
        self.context?.flush()
    }

    /// Once a second: whether something waits, and nothing of it moves.
    func lookAtUnsent(at now: NIODeadline) {
        guard let context = self.context, self.unsentCallBytes > 0 || !context.channel.isWritable else {
            self.stuck = nil
            return
        }
        // A channel that does not tell is taken for one that moves.
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let taken = self.counters.bytesOut - waiting
        // What waits is counted as it goes over the line: by TLS more than was given to be sent. So it is a rise that tells
        // of something taken in.
        guard let stuck = self.stuck, taken <= stuck.taken else {
            self.stuck = Stuck(since: now, taken: taken)
            return
        }
        self.stuck?.taken = taken
        guard !stuck.isTold, now - stuck.since > Self.toldAfter else { return }
        self.stuck?.isTold = true
        self.stuck?.isFrozen = TCPState(context.channel).map { !$0.isUnanswered } ?? false
        var metadata = self.logMetadata
        metadata["waiting_bytes"] = "\(waiting)"
        self.state.logger.warning("bot takes in nothing of what is sent to it", metadata: metadata)
    }

    /// Remembers why a link ends whose bot has taken in nothing for so long that the kernel gave it up.
    func endStuck() {
        guard let stuck = self.stuck else { return }
        self.ending =
            self.ending ?? .closed(link: self.id, code: nil, reason: "took in nothing of what was sent to it")
        if stuck.isFrozen { self.how = self.how ?? .lostFrozen }
    }
}

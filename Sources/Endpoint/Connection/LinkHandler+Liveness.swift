import NIOCore
import Synchronization

/// Pings and pongs, and when a link is given up. The rules are in ``Liveness`` and ``RoundTripMeter``.
extension LinkHandler {
    /// Once a second, for every link of the loop.
    func tick(at now: NIODeadline) {
        self.notes.pointee.wallMilliseconds = self.loop.clock.milliseconds(now)
        self.lookAtUnsent(at: now)
        guard self.phase == .open else { return }
        guard !self.isStalled(at: now) else { return self.close(.policyViolation, reason: "message came too slowly") }
        guard !self.isHeld else { return }
        let speaks = self.roundTrip.everAnswered || self.heartbeat.last != nil || self.decoder.assembledBytes != nil
        switch self.liveness.judge(at: now, speaks: speaks, heartbeat: self.heartbeat.interval) {
        case .fine: break
        case .ping: self.sendPing(at: now)
        case .lost(let seconds): self.abandon(afterSeconds: seconds)
        }
    }

    /// A message that never ends would keep its part of the budget from other bots, the more so when they wait for it.
    func isStalled(at now: NIODeadline) -> Bool {
        guard let bytes = self.decoder.assembledBytes else { return false }
        if self.holdsBudget, self.state.budget.overstays(self.id, at: now) { return true }
        return !self.isHeld
            && self.pace.isTooSlow(bytes, at: now, othersWait: self.holdsBudget && self.state.budget.isContended)
    }

    /// Puts changed settings in force on a link that is open.
    func apply(_ configuration: EndpointConfiguration) {
        self.liveness.pingInterval = configuration.pingInterval
        self.liveness.lostAfter = configuration.lostAfter
        self.decoder.limits.messageBytes = configuration.maxMessageBytes
    }

    func sendPing(at now: NIODeadline) {
        guard let context = self.context, context.channel.isWritable else { return }
        let payload = self.roundTrip.ping(at: now)
        self.send(ServerFrame.ping(payload, allocator: context.channel.allocator))
    }

    func pong(_ payload: ByteBuffer) {
        guard self.phase == .open, let context = self.context else { return }
        let frame = ServerFrame.pong(payload.readableBytesView, allocator: context.channel.allocator)
        guard context.channel.isWritable else {
            self.owedPong = frame
            return
        }
        self.send(frame)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let pong = self.owedPong {
            self.owedPong = nil
            self.send(pong)
        }
        context.fireChannelWritabilityChanged()
    }

    func ponged(_ payload: ByteBuffer, now: NIODeadline) {
        guard let milliseconds = self.roundTrip.pong(payload.readableBytesView, at: now) else { return }
        self.state.tally.withLock { $0.noteRoundTrip(milliseconds: milliseconds) }
        for waiter in self.pingWaiters.values { waiter.succeed(milliseconds) }
        self.pingWaiters.removeAll()
    }

    /// Pings now; the promise gets milliseconds, or nil after `timeout` or when the link ends first.
    func ping(timeout: TimeAmount, promise: EventLoopPromise<Double?>) {
        guard self.phase == .open, let context = self.context else {
            promise.succeed(nil)
            return
        }
        let number = self.nextPingWaiter
        self.nextPingWaiter += 1
        self.pingWaiters[number] = promise
        self.sendPing(at: .now())
        context.eventLoop.assumeIsolated().scheduleTask(in: timeout) { [weak self] in
            self?.pingWaiters.removeValue(forKey: number)?.succeed(nil)
        }
    }
}

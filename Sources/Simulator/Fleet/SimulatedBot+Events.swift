import NIOCore

/// What a bot sends unasked, and when.
extension SimulatedBot {
    /// More than this is not caught up with after a pause.
    private static let longestDebt = TimeAmount.seconds(1)
    /// Events that go out together at most, so that the event loop stays free for others.
    private static let batch = 128

    private var isMute: Bool {
        let mute: Set<Fault> = [.silent, .dead, .oneBot12]
        return !self.configuration.faults.isDisjoint(with: mute)
    }

    /// The first words on a connection that carries events.
    ///
    /// - Parameter isOrphan: They are the last ones too.
    func introduce(_ link: BotLink, isOrphan: Bool) {
        if self.configuration.has(.oneBot12) {
            link.send(.text, Array(Self.oneBot12Connect(now: Self.now).utf8))
            return
        }
        guard !self.configuration.has(.silent) else { return }
        self.send(event: self.maker.lifecycle(now: Self.now), isMeta: true)
        guard !self.isMute, !isOrphan else { return }
        if self.configuration.has(.offline) {
            if [.napCat, .lagrange].contains(self.configuration.implementation) {
                self.send(event: self.maker.botOffline(now: Self.now), isMeta: false)
            }
            self.beat()
        }
        switch self.configuration.implementation {
        case .napCat, .llBot: break
        case .lagrange:
            self.beat()
            self.scheduleHeartbeat()
        case .goCQHTTP: self.scheduleHeartbeat()
        }
        self.startEvents()
    }

    private static func oneBot12Connect(now: Int64) -> String {
        #"{"id":"c1f1b7a0-0000-4000-8000-000000000001","time":\#(now).0,"type":"meta","detail_type":"connect","#
            + #""sub_type":"","version":{"impl":"simulator","version":"1.0","onebot_version":"12"}}"#
    }

    // MARK: - Heartbeat

    private func beat() {
        guard let interval = self.configuration.heartbeatInterval else { return }
        let event = self.maker.heartbeat(now: Self.now, interval: interval.nanoseconds / 1_000_000)
        self.send(event: event, isMeta: true)
    }

    func scheduleHeartbeat() {
        guard let interval = self.configuration.heartbeatInterval, !self.isMute, !self.isStopped else { return }
        self.heartbeatTimer?.cancel()
        self.heartbeatTimer = self.loop.assumeIsolated().scheduleTask(in: interval) { [weak self] in
            self?.beat()
            self?.scheduleHeartbeat()
        }
    }

    // MARK: - Events

    private var isSpent: Bool { self.configuration.count.map { self.sent >= $0 } ?? false }

    private func startEvents() {
        if self.isSpent { return self.finish() }
        if self.configuration.has(.flood) { return self.pump() }
        guard self.configuration.rate > 0 else { return }
        // Not all bots at once.
        let part = Double.random(in: 0..<1, using: &self.rhythm)
        self.nextEvent = .now() + Self.pause(rate: self.configuration.rate, factor: part)
        self.scheduleEvents()
    }

    private func scheduleEvents() {
        guard !self.isStopped, !self.isSpent else { return }
        let soonest = NIODeadline.now() + .milliseconds(5)
        self.eventTimer?.cancel()
        self.eventTimer = self.loop.assumeIsolated().scheduleTask(deadline: max(self.nextEvent, soonest)) {
            [weak self] in self?.sendDue()
        }
    }

    /// Sends what is due by now; a connection that takes no more is let alone.
    private func sendDue() {
        guard !self.isStopped, let link = self.eventLink else { return }
        let now = NIODeadline.now()
        if now - self.nextEvent > Self.longestDebt { self.nextEvent = now }
        var left = Self.batch
        while left > 0, self.nextEvent <= now, link.isWritable, link.isOpen, !self.isSpent {
            left -= 1
            self.sendNext()
            let factor = Double.random(in: 0.5..<1.5, using: &self.rhythm)
            self.nextEvent = self.nextEvent + Self.pause(rate: self.configuration.rate, factor: factor)
        }
        self.scheduleEvents()
    }

    /// Sends until the connection takes no more, and goes on when it does again.
    func pump() {
        var left = Self.batch
        while left > 0, !self.isStopped, !self.isSpent, let link = self.eventLink, link.isWritable {
            left -= 1
            self.sendNext()
        }
        guard left == 0 else { return }
        // Not at once: an event loop runs all that is ready before it looks at its sockets again.
        self.loop.assumeIsolated().scheduleTask(in: .microseconds(100)) { [weak self] in self?.pump() }
    }

    private func sendNext() {
        self.send(event: self.maker.next(now: Self.now), isMeta: false)
        self.sent += 1
        if self.isSpent { self.finish() }
    }

    private static func pause(rate: Double, factor: Double) -> TimeAmount {
        // A week at most, so that no rate can leave the range of nanoseconds.
        .nanoseconds(Int64(min(factor / rate, 604_800) * 1_000_000_000))
    }
}

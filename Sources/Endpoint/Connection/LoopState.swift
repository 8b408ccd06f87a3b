import NIOCore

/// What all links of one event loop share. Confined to that loop.
final class LoopState {
    let eventLoop: any EventLoop
    let ring = EventRing()
    /// Wall-clock time for the journal; set anew each second, so that a clock that was put right is followed.
    private(set) var clock = EventClock()
    private(set) var links: [Int: LinkHandler] = [:]
    private var sweeper: RepeatedTask?

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func add(_ link: LinkHandler) {
        self.eventLoop.assertInEventLoop()
        self.links[link.id] = link
        if self.links.count == 1 { self.clock = EventClock() }
        self.startSweeping()
    }

    func remove(_ link: LinkHandler) {
        self.eventLoop.assertInEventLoop()
        self.links[link.id] = nil
        guard self.links.isEmpty else { return }
        self.sweeper?.cancel()
        self.sweeper = nil
    }

    /// One timer for all links of the loop, and none while there are no links.
    private func startSweeping() {
        guard self.sweeper == nil else { return }
        // Holds on to this state only while there are links.
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        self.sweeper = self.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            let now = NIODeadline.now()
            bound.value.clock = EventClock()
            for link in bound.value.links.values { link.tick(at: now) }
        }
    }
}

import Glibc
import Synchronization

/// Many bots on one thread, each with its own connection: messages at a steady rate, a heartbeat every 30 s, answers to
/// pings and calls. It costs little more than one system call a message, so that the console has the machine to itself.
final class BotFleet {
    /// What a fleet has sent.
    struct Sent: Sendable {
        /// Messages and other events, by account.
        var messages: [Int: Int] = [:]
        var events: [Int: Int] = [:]
        /// The longest time by which a message went out late, in seconds.
        var worstDelay = 0.0
    }

    /// How others tell it to end, and see that it has begun.
    struct Signals: ~Copyable, Sendable {
        let mustStop = Atomic<Bool>(false)
        let isRunning = Atomic<Bool>(false)
    }

    private static let heartbeatSeconds = 30.0
    /// Between two looks at what is due.
    private static let tickMilliseconds: Int32 = 4

    private let bots: [FleetBot]
    private let rate: Double
    /// One for each bot, in their order.
    private var sockets: [pollfd]

    /// Connects all bots, one after the other.
    ///
    /// - Parameters:
    ///   - rate: Messages of each bot a second.
    ///   - first: The account of the first bot; the others count up from it.
    init(port: Int, bots: Int, rate: Double, eventBytes: Int, first: Int = 10_001) throws {
        self.rate = rate
        self.bots = try (0..<bots).map { try FleetBot(number: first + $0, port: port, eventBytes: eventBytes) }
        self.sockets = self.bots.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    }

    deinit {
        for bot in self.bots { bot.close() }
    }

    /// Sends until it is told to stop, and then what is begun to its end.
    ///
    /// - Throws: ``FleetBot/Problem`` when a connection ends.
    func run(_ signals: borrowing Signals) throws -> Sent {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)
        defer { buffer.deallocate() }
        var sent = Sent()
        let start = ContinuousClock.now
        var beats = Array(repeating: 0, count: self.bots.count)
        signals.isRunning.store(true, ordering: .relaxed)
        while !signals.mustStop.load(ordering: .relaxed) {
            try self.serve(buffer)
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            let now = time(nil)
            for (index, bot) in self.bots.enumerated() {
                // Each has its own place within the interval, so that the load is even.
                let phase = Double(index) / Double(self.bots.count)
                let due = Int(elapsed * self.rate + phase)
                sent.worstDelay = max(sent.worstDelay, (Double(due - bot.messages) - 1) / self.rate)
                while bot.messages < due {
                    let before = bot.messages
                    try bot.sendMessage(time: now)
                    // The console does not take more at present: so TCP slows a bot down.
                    if bot.messages == before { break }
                }
                if Int(elapsed / Self.heartbeatSeconds + phase) > beats[index] {
                    beats[index] += 1
                    try bot.sendHeartbeat()
                }
            }
        }
        try self.finish(buffer)
        for bot in self.bots {
            sent.messages[bot.number] = bot.messages
            sent.events[bot.number] = bot.messages + bot.metas
        }
        return sent
    }

    /// Goes on answering for a moment: what was sent last is on its way.
    private func finish(_ buffer: UnsafeMutableRawBufferPointer) throws {
        let end = ContinuousClock.now + .seconds(60)
        while let late = self.bots.first(where: { !$0.isDone }) {
            guard ContinuousClock.now < end else { throw FleetBot.Problem.failed(bot: late.number, code: ETIMEDOUT) }
            for bot in self.bots { try bot.flush() }
            try self.serve(buffer)
        }
    }

    /// Waits until the next look is due, or somebody has something to say.
    private func serve(_ buffer: UnsafeMutableRawBufferPointer) throws {
        guard poll(&self.sockets, nfds_t(self.sockets.count), Self.tickMilliseconds) > 0 else { return }
        for (index, socket) in self.sockets.enumerated() where socket.revents != 0 {
            try self.bots[index].receive(buffer)
        }
    }
}

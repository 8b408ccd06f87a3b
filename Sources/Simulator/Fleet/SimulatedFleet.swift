package import NIOCore
import Synchronization

/// Acts as many bots at once.
///
/// ```swift
/// let fleet = SimulatedFleet(configuration, group: group) { print($0) }
/// let first = await fleet.start()
/// await fleet.waitUntilSent()
/// await fleet.stop()
/// ```
///
/// ``stop()`` has to be called before the group shuts down.
package final class SimulatedFleet: Sendable {
    /// Handshakes at the start that are in work at the same time.
    private static let window = 64

    private let bots: [NIOLoopBoundBox<SimulatedBot>]
    private let meter = FleetMeter()
    private let allSent: AsyncStream<Void>
    private let sentContinuation: AsyncStream<Void>.Continuation

    /// What was done so far.
    package var counts: FleetCounts { self.meter.value }

    /// - Parameters:
    ///   - group: Where the connections live.
    ///   - observer: Called on an event loop for whatever happens; must not wait.
    package init(
        _ configuration: FleetConfiguration,
        group: any EventLoopGroup,
        observer: @escaping @Sendable (Happening) -> Void = { _ in }
    ) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        self.allSent = stream
        self.sentContinuation = continuation
        let programs = configuration.has(.twice) ? 2 : 1
        let left = Countdown(configuration.bots * programs) { continuation.finish() }
        let meter = self.meter
        meter.count { $0.bots = configuration.bots }
        var bots: [NIOLoopBoundBox<SimulatedBot>] = []
        for number in 0..<configuration.bots {
            let (selfID, _) = configuration.firstSelfID.addingReportingOverflow(Int64(number))
            for _ in 0..<programs {
                let loop = group.next()
                let bot = SimulatedBot(
                    configuration,
                    selfID: selfID,
                    loop: loop,
                    meter: meter,
                    report: observer,
                    whenDone: { left.step() }
                )
                bots.append(.makeBoxSendingValue(bot, eventLoop: loop))
            }
        }
        self.bots = bots
    }

    /// Connects them all, some at a time, and lets them run.
    ///
    /// - Returns: How the first try of each ended; when ``stop()`` came in between, what had been tried.
    package func start() async -> [FirstOutcome] {
        await withTaskGroup(of: FirstOutcome?.self) { group in
            var waiting = self.bots.makeIterator()
            var outcomes: [FirstOutcome] = []
            for _ in 0..<Self.window {
                if let bot = waiting.next() { group.addTask { await Self.start(bot) } }
            }
            while let outcome = await group.next() {
                if let outcome { outcomes.append(outcome) }
                if let bot = waiting.next() { group.addTask { await Self.start(bot) } }
            }
            return outcomes
        }
    }

    private static func start(_ bot: NIOLoopBoundBox<SimulatedBot>) async -> FirstOutcome? {
        // A loop that is shut down has nothing to start.
        try? await bot.eventLoop.flatSubmit {
            bot.value.isStopped ? bot.eventLoop.makeSucceededFuture(nil) : bot.value.start().map { $0 }
        }.get()
    }

    /// Waits until every bot has sent its ``FleetConfiguration/count``, was refused, or was stopped.
    package func waitUntilSent() async {
        for await _ in self.allSent {}
    }

    /// Closes every connection with a close frame and waits for the ends; nothing is dialled any more.
    package func stop() async {
        let futures = self.bots.map { bot in bot.eventLoop.flatSubmit { bot.value.stop() } }
        for future in futures {
            // A loop that is shut down has nothing to stop.
            try? await future.get()
        }
        self.sentContinuation.finish()
    }
}

/// Does something once when it has been stepped often enough.
private final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let action: @Sendable () -> Void

    init(_ steps: Int, action: @escaping @Sendable () -> Void) {
        self.left = Mutex(steps)
        self.action = action
    }

    func step() {
        let isLast = self.left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { self.action() }
    }
}

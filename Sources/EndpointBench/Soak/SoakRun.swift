import CPlatform
import Control
import Dispatch
import Foundation
import GRDB
import NIOCore
import Synchronization

/// `make soak`: the built console under a steady load of many bots, for hours if wanted. What is promised: no event is
/// lost, no bot is put out, and memory does not grow once it has settled.
struct SoakRun {
    static let parameters: [String: UInt64?] = ["SECONDS": nil, "MINUTES": 30, "BOTS": 1000, "RATE": 20, "BYTES": 600]

    /// When memory has settled: the queues, rings and caches have been full once.
    private static let settling = 300.0
    /// A line through less than this is none, and one through less than the other is no promise.
    private static let shortestLine = 30.0
    private static let shortestTrend = 900.0
    /// Bytes an hour.
    private static let allowedGrowth = Double(1 << 20)

    private let seconds: Double
    private let bots: Int
    private let rate: Int
    private let eventBytes: Int

    init(_ parameters: RunParameters) throws {
        let given =
            parameters.number("SECONDS") == nil ? try parameters.count("MINUTES") * 60 : try parameters.count("SECONDS")
        self.seconds = Double(given)
        self.bots = try parameters.count("BOTS")
        self.rate = try parameters.count("RATE")
        self.eventBytes = try parameters.count("BYTES")
    }

    /// - Returns: Whether all promises were kept.
    func run() async throws -> Bool {
        Report.line(
            "\(self.bots) bots, \(self.rate) messages of \(self.eventBytes) bytes each a second, \(Int(self.seconds)) s"
        )
        let home = try ConsoleProcess.Home()
        defer { home.remove() }
        let console = try ConsoleProcess(home: home)
        do {
            let result = try await self.measure(console)
            console.stop()
            return try self.judge(result, home: home)
        } catch {
            console.stop()
            throw error
        }
    }

    private struct Result {
        var sent: BotFleet.Sent
        var counted: [Int: Int]
        var counters: StatusDocument.Counters
        var memory: MemoryTrend
        var anonymous: MemoryTrend
        var consoleSeconds: Double
        var loaderSeconds: Double
        var seconds: Double
    }

    private func measure(_ console: ConsoleProcess) async throws -> Result {
        let fleet = FleetThread()
        let before = console.gauge.processorSeconds() ?? 0
        let ownBefore = ProcessGauge(process: getpid()).processorSeconds() ?? 0
        try await fleet.start(port: console.port, bots: self.bots, rate: self.rate, eventBytes: self.eventBytes)
        let start = ContinuousClock.now
        var memory = MemoryTrend()
        var anonymous = MemoryTrend()
        var nextLine = 60.0
        while !fleet.hasEnded {
            try await Task.sleep(for: .seconds(1))
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            guard let resident = console.gauge.resident() else {
                throw ConsoleProcess.Failed(step: "the console has ended")
            }
            memory.add(resident.all, at: elapsed)
            anonymous.add(resident.anonymous, at: elapsed)
            if elapsed >= nextLine {
                nextLine += 60
                Report.line(
                    "  \(Int(elapsed)) s: \(Report.mebibytes(resident.all)) resident, \(Report.mebibytes(resident.anonymous)) anonymous"
                )
            }
            if elapsed >= self.seconds { break }
        }
        let sent = try await fleet.stop()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let used = (console.gauge.processorSeconds() ?? 0) - before
        let own = (ProcessGauge(process: getpid()).processorSeconds() ?? 0) - ownBefore
        let (counted, counters) = try await self.counts(console, expecting: sent)
        fleet.close()
        return Result(
            sent: sent,
            counted: counted,
            counters: counters,
            memory: memory,
            anonymous: anonymous,
            consoleSeconds: used,
            loaderSeconds: own,
            seconds: seconds
        )
    }

    /// What the console has counted, once that is all that was sent, or no more comes.
    private func counts(
        _ console: ConsoleProcess,
        expecting sent: BotFleet.Sent
    ) async throws -> ([Int: Int], StatusDocument.Counters) {
        let client = ControlClient(path: console.home.controlSocket, deadline: .seconds(30))
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let status = try await client.status()
            var counted: [Int: Int] = [:]
            for bot in status.bots { if let number = Int(bot.selfID) { counted[number] = bot.events } }
            if counted == sent.events || ContinuousClock.now > end { return (counted, status.counters) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func judge(_ result: Result, home: ConsoleProcess.Home) throws -> Bool {
        var promises = Promises()
        let messages = result.sent.messages.values.reduce(0, +)
        let events = result.sent.events.values.reduce(0, +)
        Report.line(
            "sent \(messages) messages in \(Report.number(result.seconds, digits: 1)) s, "
                + "\(Report.number(Double(messages) / result.seconds)) a second; the latest went out "
                + "\(Report.number(result.sent.worstDelay, digits: 2)) s late"
        )
        Report.line(
            "processor: console \(Report.number(result.consoleSeconds / result.seconds * 100)) % of one core, "
                + "\(Report.number(result.consoleSeconds / Double(max(1, messages)) * 1e6, digits: 1)) µs a message; "
                + "loader \(Report.number(result.loaderSeconds / result.seconds * 100)) %"
        )
        let wrong = result.sent.events.filter { result.counted[$0.key] != $0.value }
        promises.check(
            wrong.isEmpty && result.counters.events == events,
            "every event of every bot is counted: \(events) sent, \(result.counters.events) counted"
                + (wrong.isEmpty ? "" : ", \(wrong.count) bots differ")
        )
        promises.check(result.counters.framesBad == 0, "no frame was bad: \(result.counters.framesBad)")
        promises.check(
            result.counters.handshakesAccepted == self.bots,
            "every bot kept its first connection: \(result.counters.handshakesAccepted) handshakes"
        )
        let stored = try Self.stored(home.journal)
        // Heartbeats are not kept; each bot said once that it is there.
        promises.check(
            stored == messages + self.bots,
            "every message went into the journal: \(messages + self.bots) to be stored, \(stored) were"
        )
        self.judgeMemory(result, &promises)
        return promises.areKept
    }

    private func judgeMemory(_ result: Result, _ promises: inout Promises) {
        guard let highest = result.memory.highest, let last = result.memory.last else { return }
        Report.line("memory: \(Report.mebibytes(Int(last))) at the end, \(Report.mebibytes(Int(highest))) at most")
        for (name, trend) in [("resident", result.memory), ("anonymous", result.anonymous)] {
            let settled = trend.after(min(Self.settling, result.seconds / 2))
            guard let slope = settled.slope, settled.duration >= Self.shortestLine else { continue }
            let growth = slope * 3600
            let text =
                "\(name) memory grows by \(Report.number(growth / Double(1 << 20), digits: 2)) MiB an hour, "
                + "over the last \(Int(settled.duration)) s"
            if name == "resident", settled.duration >= Self.shortestTrend {
                promises.check(growth < Self.allowedGrowth, text + "; allowed is 1")
            } else {
                Report.line(text + (name == "resident" ? "; too short a time to judge" : ""))
            }
        }
    }

    /// How many events the journal has ever taken: they are numbered, also those that were pruned.
    private static func stored(_ path: String) throws -> Int {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }  // read, and not needed any more
        return try queue.read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT max((SELECT next FROM numbering), (SELECT coalesce(max(id), 0) + 1 FROM events)) - 1"
            ) ?? 0
        }
    }
}

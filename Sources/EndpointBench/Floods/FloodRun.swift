import CPlatform
import Control
import Dispatch
import Foundation
import NIOCore
import Synchronization

/// What strangers cost a bot: the built console on the first core, crowds of them on the second, and meanwhile a bot that
/// shakes hands, or sends.
enum FloodRun {
    static let names: Set = ["garbage", "silent", "drip"]

    private static let seconds = 15.0
    /// What a right handshake may take, in milliseconds, in 99 of 100 cases.
    private static let allowed = 200.0
    /// The room for unfinished messages, one message beyond it, 64 KiB for each connection without asking, and the console
    /// itself.
    private static let allowedMemory = (128 + 60 + 64 + 64) << 20

    /// - Parameter chosen: Names of scenarios; empty for all.
    /// - Returns: Whether all promises were kept.
    static func run(_ chosen: Set<String>) async throws -> Bool {
        var areKept = true
        func wants(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }
        for origin in [Origin.oneAddress, .addresses(64)] {
            if wants("garbage") {
                let isKept = try await self.handshakes("garbage, 2,000 a second", origin) {
                    GarbageCrowd(port: $0, rate: 2000, origin: origin)
                }
                areKept = areKept && isKept
            }
            if wants("silent") {
                let isKept = try await self.handshakes("5,000 silent ones", origin) {
                    SilentCrowd(port: $0, count: 5000, origin: origin)
                }
                areKept = areKept && isKept
            }
        }
        if wants("drip") {
            let isKept = try await self.drip()
            areKept = areKept && isKept
        }
        return areKept
    }

    private static func handshakes(
        _ name: String,
        _ origin: Origin,
        _ make: @escaping @Sendable (Int) throws -> any Crowd
    ) async throws -> Bool {
        let home = try ConsoleProcess.Home()
        defer { home.remove() }
        let console = try ConsoleProcess(home: home)
        defer { console.stop() }
        let port = console.port
        let bot = RightHandshakes()
        let measuring = Self.thread { bot.run(port: port) }
        let before = console.gauge.processorSeconds() ?? 0
        let crowd = try await Self.onThread { try Self.drive(try make(port), for: Self.seconds) }
        let used = (console.gauge.processorSeconds() ?? 0) - before
        let memory = console.gauge.resident()?.all ?? 0
        bot.stop()
        await measuring.value
        let (times, refused) = bot.results
        var promises = Promises()
        let p99 = times.isEmpty ? Double.infinity : times[times.count * 99 / 100]
        promises.check(
            p99 < Self.allowed && refused.isEmpty,
            "\(name) \(origin.text): \(times.count) right handshakes, "
                + "p50 \(Report.number(times.isEmpty ? 0 : times[times.count / 2], digits: 1)) ms, "
                + "p99 \(Report.number(p99, digits: 1)) ms, worst \(Report.number(times.last ?? 0, digits: 1)) ms"
                + (refused.first.map { ", \(refused.count) failed: \($0)" } ?? "")
        )
        Report.line(
            "        \(crowd); console \(Report.number(used / Self.seconds * 100)) % of a core, \(Report.mebibytes(memory))"
        )
        return promises.areKept
    }

    private static func drip() async throws -> Bool {
        let home = try ConsoleProcess.Home()
        defer { home.remove() }
        let console = try ConsoleProcess(home: home)
        defer { console.stop() }
        let port = console.port
        let fleet = FleetThread()
        try await fleet.start(port: port, bots: 1, rate: 100, eventBytes: 600)
        let highest = Atomic<Int>(0)
        let gauge = console.gauge
        let crowd = try await Self.onThread {
            try Self.drive(try DrippingCrowd(port: port, count: 1000), for: 2 * Self.seconds) {
                highest.max(gauge.resident()?.all ?? 0, ordering: .relaxed)
            }
        }
        let sent = try await fleet.stop()
        let client = ControlClient(path: home.controlSocket, deadline: .seconds(30))
        var counted = 0
        let end = ContinuousClock.now + .seconds(20)
        repeat {
            counted = try await client.status().bots.first { $0.selfID == "10001" }?.events ?? 0
        } while counted != sent.events[10_001] && ContinuousClock.now < end
        fleet.close()
        var promises = Promises()
        let most = highest.load(ordering: .relaxed)
        promises.check(
            most < Self.allowedMemory,
            "1,000 dripping messages of 60 MiB: \(Report.mebibytes(most)) resident at most, "
                + "\(Report.mebibytes(Self.allowedMemory)) allowed"
        )
        promises.check(
            counted == sent.events[10_001],
            "a healthy bot beside them: \(sent.events[10_001] ?? 0) events sent, \(counted) counted, the latest sent "
                + "\(Report.number(sent.worstDelay * 1000, digits: 0)) ms late"
        )
        Report.line("        \(crowd)")
        return promises.areKept
    }

    // MARK: - Threads

    /// Lets a crowd be for a time, and says what it did.
    private static func drive(
        _ crowd: any Crowd,
        for seconds: Double,
        watch: () -> Void = {}
    ) throws -> String {
        _ = cp_pin_to_core(1)
        var crowd = crowd
        defer { crowd.end() }
        let start = ContinuousClock.now
        var nextLook = 0.0
        while true {
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            guard elapsed < seconds else { break }
            try crowd.step(elapsed)
            if elapsed >= nextLook {
                nextLook = elapsed + 0.1
                watch()
            }
            usleep(1000)
        }
        return crowd.summary
    }

    private static func thread(_ body: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        Task {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    _ = cp_pin_to_core(1)
                    body()
                    continuation.resume()
                }
            }
        }
    }

    private static func onThread(_ body: @escaping @Sendable () throws -> String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}

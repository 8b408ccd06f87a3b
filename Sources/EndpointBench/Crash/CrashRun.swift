import Control
import Foundation
import GRDB
import NIOCore
import OneBot
import Settings
import Synchronization

/// `make crash`: kills the built console again and again in the middle of its work, as an end of power to the process
/// would, and looks at what it left behind.
///
/// What is promised: the settings file is whole, and what the console had last acknowledged or was about to; the journal
/// is whole, and holds every event that the console said it has stored.
struct CrashRun {
    /// `LIFE` is the longest life of a console, in milliseconds.
    static let parameters: [String: UInt64?] = ["CYCLES": 1000, "SEED": nil, "BOTS": 10, "RATE": 50, "LIFE": 350]

    /// Lives beyond those that are wanted, where nothing was acknowledged in them.
    private static let further = 20

    private let cycles: Int
    private let seed: UInt64
    private let bots: Int
    private let rate: Int
    private let longestLife: Double

    init(_ parameters: RunParameters) throws {
        self.cycles = try parameters.count("CYCLES")
        self.seed = parameters.number("SEED") ?? .random(in: 0...999_999_999)
        self.bots = try parameters.count("BOTS")
        self.rate = try parameters.count("RATE")
        self.longestLife = max(2, Double(try parameters.count("LIFE"))) / 1000
    }

    /// - Returns: Whether all promises were kept.
    func run() async throws -> Bool {
        Report.line("\(self.cycles) cycles, \(self.bots) bots, \(self.rate) messages each a second, SEED=\(self.seed)")
        var random = CrashRandom(seed: self.seed)
        let home = try ConsoleProcess.Home()
        defer { home.remove() }
        try SettingsProof.prepare(home)
        var settings = SettingsProof(home: home)
        var journal = JournalProof(home: home)
        var edits = 0
        let watchdog = Watchdog()
        let start = ContinuousClock.now
        let wanted = max(1, self.cycles)
        var cycle = 0
        while cycle < wanted || cycle < wanted + Self.further && (edits == 0 || journal.acknowledged == 0) {
            cycle += 1
            // From the moment it listens: short ones hit the first edits and connections, long ones the steady state.
            // Where the machine was too slow for anything to be acknowledged in them, some longer ones follow.
            let life =
                Double.random(in: 0.001...self.longestLife, using: &random)
                + self.longestLife * Double(max(0, cycle - wanted))
            do {
                let cycleEnd = try await self.cycle(home, life: life, settings: settings, watchdog)
                edits += cycleEnd.edits
                watchdog.begin("cycle \(cycle): looking at what it left")
                try settings.check(cycleEnd.editor)
                try journal.check(cycleEnd.stored)
            } catch let broken as Broken {
                Report.line("BROKEN  in cycle \(cycle) of SEED=\(self.seed): \(broken)")
                return false
            }
            if cycle % 100 == 0 {
                Report.line("  \(cycle) cycles, \(edits) edits acknowledged, \(journal.acknowledged) events")
            }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Report.line(
            "\(cycle) cycles in \(Report.number(seconds)) s, "
                + "\(Report.number(seconds / Double(cycle) * 1000)) ms each"
        )
        var promises = Promises()
        // Where nothing was acknowledged nothing was tried.
        promises.check(edits > 0, "the settings file was whole each time and as acknowledged: \(edits) edits")
        promises.check(
            journal.acknowledged > 0,
            "the journal was whole each time and held what was acknowledged: \(journal.acknowledged) of its \(journal.events) events"
        )
        return promises.areKept
    }

    private struct CycleEnd {
        var edits: Int
        var editor: SettingsProof.State
        var stored: [String: Int64]
    }

    private func cycle(
        _ home: ConsoleProcess.Home,
        life: Double,
        settings: SettingsProof,
        _ watchdog: Watchdog
    ) async throws -> CycleEnd {
        watchdog.begin("the start")
        let console = try ConsoleProcess(home: home)
        let port = console.port
        let editor = SettingsEditor(home: home, state: settings.state)
        let witness = StoredWitness(home: home)
        let fleet = FleetThread()
        let editing = Task { await editor.run() }
        let watching = Task { await witness.run() }
        // Whether all bots come to be connected is not the question here.
        let loading = Task { [bots, rate] in
            try? await fleet.start(port: port, bots: bots, rate: rate, eventBytes: 600)
        }
        watchdog.begin("the life of the console")
        try await Task.sleep(for: .seconds(life))
        console.kill()
        fleet.close()
        watchdog.begin("the end of the editor")
        await editing.value
        watchdog.begin("the end of the witness")
        await watching.value
        watchdog.begin("the end of the bots")
        await loading.value
        // The console is gone, and with it the connections.
        _ = try? await fleet.stop()
        return CycleEnd(edits: editor.edits, editor: editor.state, stored: witness.stored)
    }
}

/// What was promised and is not so.
struct Broken: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct CrashRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

import Foundation
import Synchronization
import Testing

@testable import NapCat

@Suite("Logins in a minute")
struct LoginBudgetTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// Of an earlier run, in seconds.
        var saved: [Double] = []
        /// When one is tried.
        let tries: [Double]
        /// Whether it may be made, or from when on.
        let answers: [Double?]
        var testDescription: String { "\(self.saved) \(self.tries)" }
    }

    private static func date(_ seconds: Double) -> Date { Date(timeIntervalSinceReferenceDate: 800_000_000 + seconds) }

    @Test(arguments: [
        Case(tries: [0, 0, 0], answers: [nil, nil, 64]),
        Case(tries: [0, 30, 59.9, 63.9, 64, 64, 94, 94], answers: [nil, nil, 64, 64, nil, 94, nil, 128]),
        Case(tries: [0, 100, 200, 300], answers: [nil, nil, nil, nil]),
        // What was tried in vain does not count.
        Case(tries: [0, 1, 2, 3, 4, 64, 65], answers: [nil, nil, 64, 64, 64, nil, nil]),
        // After a restart.
        Case(saved: [-10, -5], tries: [0, 54, 59, 59], answers: [54, nil, nil, 118]),
        Case(saved: [-70], tries: [0, 0, 0], answers: [nil, nil, 64]),
        // In any order, and more than there should be.
        Case(saved: [-1, -63, -2, -500], tries: [0], answers: [62]),
        // The clock was set back: not longer than a window.
        Case(saved: [86_400, 86_401], tries: [0, 63, 64], answers: [64, 64, nil]),
        Case(saved: [.infinity, .nan], tries: [0, 0, 0], answers: [nil, nil, 64]),
    ])
    func budget(_ example: Case) {
        var budget = LoginBudget(attempts: example.saved.map(Self.date))
        for (time, answer) in zip(example.tries, example.answers) {
            #expect(budget.take(at: Self.date(time)) == answer.map(Self.date), "at \(time)")
        }
        #expect(budget.attempts.count <= LoginBudget.limit)
    }

    /// Whatever the moments and however often the console is started anew.
    @Test(arguments: 0..<20)
    func neverMoreThanTwo(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        var budget = LoginBudget()
        var time = 0.0
        var made: [Double] = []
        for _ in 0..<2000 {
            time += Double(random.next() % 20_000) / 1000
            if random.next() % 3 == 0 { budget = LoginBudget(attempts: budget.attempts.reversed()) }
            if budget.take(at: Self.date(time)) == nil { made.append(time) }
        }
        #expect(made.count > 100)
        for (first, third) in zip(made, made.dropFirst(2)) { #expect(third - first > 60) }
    }

    /// Clocks of machines are set, most often shortly after these have started. While the console runs that changes
    /// nothing; over a restart a clock that was set back never lets more through.
    @Test(arguments: 0..<20)
    func neverMoreThanTwoByAnyClock(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        func some(_ most: UInt64) -> Double { Double(random.next() % (most * 1000)) / 1000 }
        var time = 0.0
        var wall = 0.0
        var saved: [Double] = []
        var made: [Double] = []
        for _ in 0..<300 {
            // One run, on a clock that begins with the wall's.
            let start = (time: time, wall: wall)
            var budget = LoginBudget(attempts: saved.map(Self.date))
            for _ in 0..<random.next() % 8 {
                let step = some(30)
                time += step
                wall += step
                if random.next() % 4 == 0 { wall -= some(200) }
                let now = start.wall + time - start.time
                guard budget.take(at: Self.date(now)) == nil else { continue }
                made.append(time)
                saved = budget.attempts.map { $0.timeIntervalSince(Self.date(now)) + wall }
            }
            if random.next() % 4 == 0 { wall -= some(200) }
            let pause = some(20)
            time += pause
            wall += pause
        }
        #expect(made.count > 100)
        for (first, third) in zip(made, made.dropFirst(2)) { #expect(third - first >= LoginBudget.window - 0.001) }
    }

    @Test func manyAtATime() async {
        let ledger = LoginLedger()
        let problems = await withTaskGroup(of: WebUIProblem?.self) { group in
            for _ in 0..<50 {
                group.addTask { await problem { () async throws(WebUIProblem) in try await ledger.take() } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(problems.filter { $0 == nil }.count == 2)
        #expect(await ledger.attempts.count == 2)
    }

    private struct SplitMix {
        var state: UInt64
        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var z = self.state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test func tellsOfEveryAttemptBeforeItIsMade() async {
        let told = Mutex<[[Date]]>([])
        let first = LoginLedger { attempts in told.withLock { $0.append(attempts) } }
        #expect(await problem { () async throws(WebUIProblem) in try await first.take() } == nil)
        let saved = told.withLock { $0 }
        #expect(saved.map(\.count) == [1])
        #expect(abs(saved[0][0].timeIntervalSinceNow) < 20)

        // The console is started again, and again.
        let second = LoginLedger(attempts: saved[0]) { attempts in told.withLock { $0.append(attempts) } }
        #expect(await problem { () async throws(WebUIProblem) in try await second.take() } == nil)
        let third = LoginLedger(attempts: told.withLock { $0.last } ?? [])
        guard case .heldBack(let end) = await problem(of: { () async throws(WebUIProblem) in try await third.take() })
        else {
            Issue.record("not held back")
            return
        }
        #expect((30...64).contains(end.timeIntervalSinceNow))
        #expect(await third.attempts.count == 2)
    }

    @Test func leavesNapCatAloneForAMinute() async {
        let time = Mutex(0.0)
        let ledger = LoginLedger(attempts: [], now: { Self.date(time.withLock { $0 }) }, onChange: { _ in })
        await ledger.close()
        for (moment, isHeldBack) in [(0.0, true), (59.9, true), (60, false), (61, false), (62, true)] {
            time.withLock { $0 = moment }
            let problem = await problem { () async throws(WebUIProblem) in try await ledger.take() }
            #expect((problem != nil) == isHeldBack, "at \(moment)")
        }
    }
}

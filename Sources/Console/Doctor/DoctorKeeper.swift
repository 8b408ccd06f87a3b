import Doctor
import Endpoint
import ServiceLifecycle
import Snapshot
import Synchronization

import struct Foundation.Date
import struct Foundation.TimeInterval

/// Has the doctor look again whenever something may have changed, and gives what he found to whoever asks.
///
/// An attempt to connect is looked at within half a second. While bots are connected time itself changes the evidence, so
/// that the rules run every two seconds; with nothing to judge, once a minute. They never take more than a twentieth of
/// one processor. This machine is looked at in the background: once a minute, and every few seconds while something is
/// wrong with it.
actor DoctorKeeper: Service {
    private static let shortest: Duration = .milliseconds(500)
    private static let watching: Duration = .seconds(2)
    private static let fading: Duration = .seconds(15)
    private static let resting: Duration = .seconds(60)
    private static let lookAgain: Duration = .seconds(3)
    /// Seconds.
    private static let testCounts: TimeInterval = 300
    /// An examination that takes long is followed by a pause of so many times its length.
    private static let share = 20

    private let core: ConsoleCore
    private let machine: MachineKeeper
    private let doorbell: DoorbellKeeper
    private let stateChanges: AsyncStream<Void>
    private let changed: @Sendable () -> Void
    private var examiner = Examiner()
    private var examinedAt: ContinuousClock.Instant?
    private var lastCost = Duration.zero
    /// Nil before there was one.
    private(set) var lastSelfTest: SelfTestFacts?
    private let pokes: AsyncStream<Void>
    private let poker: AsyncStream<Void>.Continuation
    /// What the last diagnosis was made from.
    private(set) var lastEvidence: Evidence?
    private let published = Mutex(Diagnosis())
    /// Gets every diagnosis, one after the other; for the alarms.
    private let onDiagnosis: @Sendable (Diagnosis) async -> Void
    private var terminals: [Evidence.Terminal] = []

    init(
        core: ConsoleCore,
        look: MachineLook,
        doorbell: DoorbellKeeper,
        stateChanges: AsyncStream<Void>,
        pokes: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation),
        changed: @escaping @Sendable () -> Void,
        onDiagnosis: @escaping @Sendable (Diagnosis) async -> Void
    ) {
        self.core = core
        self.machine = MachineKeeper { await look.facts(port: await core.listeningPort) }
        self.doorbell = doorbell
        self.stateChanges = stateChanges
        self.changed = changed
        self.onDiagnosis = onDiagnosis
        self.pokes = pokes.stream
        self.poker = pokes.continuation
    }

    /// The last one; made anew by ``examine()``.
    nonisolated var diagnosis: Diagnosis { self.published.withLock { $0 } }

    /// Something may have changed.
    nonisolated func poke() { self.poker.yield() }

    // MARK: - Rounds

    func run() async throws {
        let ledger = self.core.server.ledger
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                for await _ in ledger.news.changes.cancelOnGracefulShutdown() { self.poke() }
            }
            group.addTask { [stateChanges = self.stateChanges] in
                for await _ in stateChanges.cancelOnGracefulShutdown() { self.poke() }
            }
            group.addTask { try await self.rounds() }
        }
    }

    private func rounds() async throws {
        self.lookInTheBackground()
        await self.examine()
        for await _ in self.pokes.cancelOnGracefulShutdown() {
            await self.rest()
            await self.examine()
        }
        self.timer?.cancel()
        self.doorbell.stop()
    }

    /// What it finds is judged as soon as it is there.
    private func lookInTheBackground() {
        Task { [machine = self.machine, poker = self.poker] in
            await machine.look()
            poker.yield()
        }
    }

    /// Waits until the next examination may be, after the one before.
    private func rest() async {
        guard let examinedAt = self.examinedAt else { return }
        let next = examinedAt + max(Self.shortest, self.lastCost * Self.share)
        // Cut short by the shutdown.
        try? await cancelWhenGracefulShutdown { try await Task.sleep(until: next) }
    }

    // MARK: - Examining

    /// Judges now. Whoever asks while that is under way gets an examination that begins after it, so that an older one is
    /// never told after a newer one.
    @discardableResult
    func examine() async -> Diagnosis {
        while let running = self.examining {
            _ = await running.value
            // Whoever comes first clears it: a task that has ended is awaited without a pause for the others to do so.
            if self.examining == running { self.examining = nil }
        }
        let task = Task { await self.examineNow() }
        self.examining = task
        let diagnosis = await task.value
        if self.examining == task { self.examining = nil }
        return diagnosis
    }

    private func examineNow() async -> Diagnosis {
        self.forgetOldTest()
        let start = ContinuousClock.now
        var machine = await self.machine.facts
        machine?.doorbell = self.doorbell.facts(port: await self.core.listeningPort)
        let evidence = await self.core.evidence(
            machine: machine,
            selfTest: self.lastSelfTest,
            terminals: self.terminals,
            onFileChange: { [poker = self.poker] in poker.yield() }
        )
        let diagnosis = self.examiner.examine(evidence)
        self.lastEvidence = evidence
        let cost = ContinuousClock.now - start
        self.lastCost = cost
        self.examinedAt = .now
        let isNews = self.published.withLock { published in
            defer { published = diagnosis }
            return !published.says(theSameAs: diagnosis)
        }
        if isNews { self.changed() }
        await self.onDiagnosis(diagnosis)
        await self.plan(evidence, diagnosis)
        return diagnosis
    }

    private var timer: Task<Void, Never>?
    private var examining: Task<Diagnosis, Never>?

    /// What did not pass may be mended by now: after some minutes it says nothing any more.
    private func forgetOldTest() {
        guard let test = self.lastSelfTest, test.checks.contains(where: { !$0.passed }),
            Date().timeIntervalSince(test.takenAt) > Self.testCounts
        else { return }
        self.lastSelfTest = nil
    }

    /// When to look again, should nothing happen.
    private func plan(_ evidence: Evidence, _ diagnosis: Diagnosis) async {
        let isMachineIll = diagnosis.urgent.contains { if case .machine = $0.symptom { true } else { false } }
        if await self.machine.isDue(isMachineIll ? Self.lookAgain : Self.resting) { self.lookInTheBackground() }
        let pause =
            if !evidence.snapshot.bots.isEmpty || Self.isSomethingGoingOn(evidence) {
                Self.watching
            } else if isMachineIll {
                Self.lookAgain
            } else {
                diagnosis.findings.isEmpty ? Self.resting : Self.fading
            }
        self.timer?.cancel()
        self.timer = Task { [poker = self.poker] in
            // Cancelled by a newer examination.
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            poker.yield()
        }
    }

    /// Whether somebody has knocked or tried to connect within the last minute: what becomes of it, time will tell.
    private static func isSomethingGoingOn(_ evidence: Evidence) -> Bool {
        let last =
            (evidence.machine?.doorbell.rings.map(\.last) ?? []) + (evidence.attempts.last.map { [$0.time] } ?? [])
        return last.max().map { evidence.now.timeIntervalSince($0) < 60 } ?? false
    }

    /// Looks at this machine anew, tests the console's own addresses when asked to, and judges.
    func examineAnew(testing: Bool) async -> (diagnosis: Diagnosis, selfTest: SelfTestFacts?) {
        if testing { self.lastSelfTest = await self.core.selfTest() }
        await self.machine.look()
        return (await self.examine(), self.lastSelfTest)
    }

    /// The terminals that look on.
    func look(at terminals: [Evidence.Terminal]) {
        guard terminals != self.terminals else { return }
        self.terminals = terminals
        self.poke()
    }
}

extension Diagnosis {
    /// Whether a screen would show both alike.
    func says(theSameAs other: Diagnosis) -> Bool {
        var other = other
        other.takenAt = self.takenAt
        return self == other
    }
}

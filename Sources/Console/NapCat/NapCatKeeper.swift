import Control
import Doctor
import Foundation
import Logging
import NIOCore
import NapCat
import OneBot
import ServiceLifecycle
import Settings
import Snapshot

/// Looks at NapCat again and again, does what the operator asks of it, and shows what it saw on a board.
///
/// Nobody waits for NapCat: screens and doctor read the board. One look at a time; whoever asks meanwhile gets the same.
actor NapCatKeeper: Service {
    let core: ConsoleCore
    let doctor: DoctorKeeper
    let board: NapCatBoard
    let looker: NapCatLooker
    let logger: Logger
    /// For what is under way when the console ends.
    private static let farewell: Duration = .seconds(8)
    private let changed: @Sendable () -> Void
    private var cadence = NapCatCadence()
    private var watchers: Set<Int> = []
    private var looking: Task<NapCatSight, Never>?
    private var timer: Task<Void, Never>?
    private var isOver = false
    /// What the operator has begun.
    private var undertaking: Task<Void, Never>?
    /// What the last look found, with what the screens need not know.
    private(set) var sight: NapCatSight?
    /// The change that was shown last.
    var proposal: Proposal?
    /// Not from one: a number of an earlier run must not be taken for one of this.
    var proposals = Int.random(in: 1...(1 << 40))
    /// The token before the last change, when it is not known whether NapCat has taken the new one.
    var doubtedToken: Secret?
    /// When NapCat was last restarted from here.
    private var restartedAt: Date?
    /// What a file that the bot made has shown of the data folder, and for which folder.
    var probe: (folder: String, sight: DataFolderFacts.Sight)?

    init(
        core: ConsoleCore,
        doctor: DoctorKeeper,
        board: NapCatBoard,
        looker: NapCatLooker,
        logger: Logger,
        changed: @escaping @Sendable () -> Void
    ) {
        self.core = core
        self.doctor = doctor
        self.board = board
        self.looker = looker
        self.logger = logger
        self.changed = changed
    }

    // MARK: - Rounds

    func run() async throws {
        self.plan(after: .zero)
        // Cancelled without a graceful shutdown: what is under way is ended all the same.
        try? await gracefulShutdown()
        self.isOver = true
        self.timer?.cancel()
        if let undertaking = self.undertaking {
            let limit = Task { [looker = self.looker] in
                // Cancelled when it is not needed.
                guard (try? await Task.sleep(for: Self.farewell)) != nil else { return }
                await looker.shutDown()
            }
            await undertaking.value
            limit.cancel()
        }
        self.looking?.cancel()
        await self.looker.shutDown()
    }

    // MARK: - Undertakings

    /// Does one thing at a time, to its end, whoever goes away meanwhile: half a change is worse than none.
    func undertake<Value: Sendable>(
        _ language: Language,
        _ work: @escaping @Sendable (NapCatKeeper) async throws(BackendRefusal) -> Value
    ) async throws(BackendRefusal) -> Value {
        guard self.undertaking == nil, !self.isOver else {
            throw BackendRefusal(NapCatOutcomePhrases(language: language).busy)
        }
        let task = Task { () -> Result<Value, BackendRefusal> in
            do throws(BackendRefusal) {
                return .success(try await work(self))
            } catch {
                return .failure(error)
            }
        }
        self.undertaking = Task { _ = await task.value }
        let result = await task.value
        self.undertaking = nil
        self.lookSoon()
        return try result.get()
    }

    func hasRestarted() { self.restartedAt = Date() }

    func lookSoon() {
        guard !self.isOver else { return }
        self.hasChanged()
        Task { await self.lookAfresh() }
    }

    private func plan(after pause: Duration) {
        guard !self.isOver else { return }
        self.timer?.cancel()
        self.timer = Task { [weak self] in
            // Cancelled by a look that somebody asked for.
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            await self?.look()
        }
    }

    /// A screen shows NapCat's state from now on, or no longer.
    func watch(_ isWatching: Bool, by screen: Int) {
        let isFirst = isWatching && self.watchers.isEmpty
        if isWatching { self.watchers.insert(screen) } else { self.watchers.remove(screen) }
        guard isFirst else { return }
        self.cadence.reset()
        // What was just seen need not be looked at again.
        let isFresh = self.board.look.map { Date().timeIntervalSince($0.takenAt) < 2 } ?? false
        self.plan(after: isFresh ? NapCatCadence.scanning : .zero)
    }

    // MARK: - Looking

    /// Looks now, or waits for the look that is under way.
    @discardableResult
    func look() async -> NapCatLook {
        // Its end is another state, and its client must not be changed under it.
        await self.undertaking?.value
        let task = self.looking ?? Task { await self.lookNow() }
        self.looking = task
        let sight = await task.value
        // Another who waited for the same look may have begun the next one already.
        if self.looking == task {
            self.looking = nil
            self.show(sight)
            await self.settleToken(sight.look)
        }
        return sight.look
    }

    /// Looks when what is under way has ended: it may have begun before what was just done.
    @discardableResult
    func lookAfresh() async -> NapCatLook {
        if let running = self.looking {
            _ = await running.value
            if self.looking == running { self.looking = nil }
        }
        return await self.look()
    }

    private func lookNow() async -> NapCatSight {
        let evidence = await self.evidence()
        var sight = await self.looker.look(
            settings: await self.core.settingsInForce.settings,
            evidence: evidence,
            advice: self.doctor.diagnosis.advice,
            probe: self.probe,
            isWatched: !self.watchers.isEmpty
        )
        if let restartedAt = self.restartedAt, Date().timeIntervalSince(restartedAt) < NapCatLook.restartSeconds {
            sight.look.restartedAt = restartedAt
        }
        return sight
    }

    /// What is known of this machine. The first look waits for it: without its addresses no entry can be judged.
    private func evidence() async -> Evidence? {
        let end = ContinuousClock.now + NapCatCadence.scanning
        while ContinuousClock.now < end {
            if let evidence = await self.doctor.lastEvidence, evidence.machine != nil { return evidence }
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { break }
        }
        return await self.doctor.lastEvidence
    }

    private func show(_ sight: NapCatSight) {
        self.sight = sight
        let isReached = if case .up = sight.look.webUI { true } else { false }
        self.cadence.looked(reached: isReached)
        if self.board.show(sight.look) {
            self.changed()
            self.doctor.poke()
        }
        let isWaiting = if case .waiting = sight.look.login { true } else { false }
        let isRestarting = !isReached && sight.look.restartedAt != nil
        self.plan(
            after: self.cadence.pause(isWatched: !self.watchers.isEmpty, isAwaited: isWaiting || isRestarting)
        )
    }

    /// Something was changed: what failed before says nothing any more.
    func hasChanged() {
        self.cadence.reset()
    }
}

/// What a look found: what is shown, and what the next change needs.
struct NapCatSight: Sendable {
    var look: NapCatLook
    /// The engine's container, where there is one.
    var container: EngineContainer?
    var engine: ContainerEngine?
    /// NapCat's configuration folder, where it was found.
    var folder: NapCatFolder?
    /// The accounts with a configuration there, the one changed last first.
    var accounts: [String] = []
}

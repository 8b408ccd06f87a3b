import Endpoint
import Foundation
import Journal
import Logging
import OneBot
import ServiceLifecycle
import Settings
import Snapshot

/// Brings what arrives into the journal, by batches, off the event loops.
///
/// When the journal cannot be written, it pauses: the bots are served as before, what arrives meanwhile is not kept, the
/// screen says why, and every few seconds it is tried again.
actor JournalKeeper: Service {
    /// Events of one transaction.
    private static let batch = 2048
    /// What comes so soon after a transaction waits for the next: one costs the disk, and the threads between the loops
    /// and it, as much as some hundred events do.
    private static let gathering: Duration = .milliseconds(25)
    /// Bytes that are worth one at once.
    private static let worthwhile = 1 << 20
    /// Between two looks for what is too old.
    private static let pruneEvery: Duration = .seconds(600)
    /// After one that failed.
    private static let pruneAgainAfter: Duration = .seconds(60)
    /// How old the numbers on the screen may be.
    private static let factsFor: Duration = .seconds(5)

    private let queue: EventQueue
    /// The newest; more than an operator has and rotates in one life of the process.
    private static let mostSecrets = 256

    private let path: String
    private let logger: Logger
    /// Between two attempts to go on.
    private let retryAfter: Duration
    /// How long a disk may take for one batch until the bots no longer wait for it.
    private let patience: Duration
    private let changed: @Sendable () -> Void
    private var settings: JournalSettings
    private var secrets: [Secret]
    private var journal: Journal?
    private var pause: (reason: JournalPause, since: Date)?
    /// What could not be written; the first to be written when it works again.
    private(set) var kept: [EventRecord] = []
    /// What was taken from the queue and is being written.
    private(set) var inHand: ArraySlice<EventRecord> = []
    /// Events written since the start.
    private(set) var written = 0
    private var pruning: Task<Void, Never>?
    /// Not by the time of day, which may be put back: nothing would be pruned or counted until it is that late again.
    private var prunedAt: ContinuousClock.Instant?
    private var pruneFailedAt: ContinuousClock.Instant?
    private var holdings: (value: JournalHoldings, at: ContinuousClock.Instant)?
    private var isWriting = false
    private var isAppending = false
    /// Transactions since the start.
    private(set) var appends = 0
    private var watching: Task<Void, Never>?
    private var switched: CheckedContinuation<Void, Never>?

    init(
        queue: EventQueue,
        path: String,
        settings: Settings,
        logger: Logger,
        retryAfter: Duration = .seconds(5),
        patience: Duration = .seconds(10),
        changed: @escaping @Sendable () -> Void
    ) {
        self.queue = queue
        self.path = path
        self.settings = settings.journal
        self.secrets = settings.secrets
        self.logger = logger
        self.retryAfter = retryAfter
        self.patience = patience
        self.changed = changed
    }

    // MARK: - Settings

    /// Puts other settings in force: switching on and off, what is kept, and what must never get in.
    func apply(_ settings: Settings) {
        self.settings = settings.journal
        // Keys that were in force before may still stand in messages.
        let known = self.secrets.filter { !settings.secrets.contains($0) }
        self.secrets = Array((known + settings.secrets).suffix(Self.mostSecrets))
        self.journal?.limits = JournalLimits(settings.journal)
        self.journal?.secrets = self.secrets
        self.prunedAt = nil
        if !settings.journal.enabled { self.queue.turn(on: false) }
        self.switched?.resume()
        self.switched = nil
    }

    /// Covers the keys that are in force, and those that were since the start.
    var mask: SecretMask { SecretMask(self.secrets) }

    // MARK: - Writing

    func run() async throws {
        await cancelWhenGracefulShutdown { await self.keep() }
        // The endpoint has ended before: nothing more will come.
        await self.write(self.queue.takeAll())
        self.queue.turn(on: false)
        self.watching?.cancel()
        // It must not find the files closed.
        self.pruning?.cancel()
        await self.pruning?.value
        do throws(JournalProblem) {
            try await self.journal?.close()
        } catch {
            self.logger.warning("journal not closed", metadata: ["reason": "\(error)"])
        }
    }

    private func keep() async {
        while !Task.isCancelled {
            guard self.settings.enabled else {
                self.queue.turn(on: false)
                self.pause = nil
                await self.waitForSwitch()
                continue
            }
            // What arrives while the file is opened is kept; where that has failed once, nobody waits for the next try.
            if self.pause == nil { self.queue.turn(on: true) }
            guard await self.open() else {
                // It may be our own old events that fill the disk.
                self.pruneIfDue()
                // Cut short by the shutdown.
                try? await Task.sleep(for: self.retryAfter)
                continue
            }
            // Switched off meanwhile: a queue that nobody empties would stop the bots.
            guard self.settings.enabled else { continue }
            self.queue.turn(on: true)
            await self.write(await self.queue.next())
            await self.gather()
        }
    }

    private func gather() async {
        guard self.queue.waitingBytes < min(Self.worthwhile, self.queue.limit / 2) else { return }
        // Cut short by the shutdown.
        try? await Task.sleep(for: Self.gathering)
    }

    private func waitForSwitch() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled || self.settings.enabled {
                    continuation.resume()
                } else {
                    self.switched = continuation
                }
            }
        } onCancel: {
            Task { await self.wake() }
        }
    }

    private func wake() {
        self.switched?.resume()
        self.switched = nil
    }

    /// - Returns: Whether the journal can be written: it is open, and what was kept back is in it.
    private func open() async -> Bool {
        do throws(JournalProblem) {
            if self.journal == nil { self.journal = try await self.opened() }
            if !self.kept.isEmpty {
                try await self.append(self.kept)
                self.kept = []
            }
        } catch {
            self.paused(error)
            return false
        }
        if self.pause != nil {
            self.pause = nil
            self.logger.info("journal goes on")
            self.changed()
        }
        return true
    }

    private func opened() async throws(JournalProblem) -> Journal {
        let path = self.path
        let limits = JournalLimits(self.settings)
        let logger = self.logger
        // It may wait for seconds for another process, on a thread that may wait.
        let result: Result<Journal, JournalProblem> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { () throws(JournalProblem) in
                        try Self.opened(path, limits, logger)
                    }
                )
            }
        }
        let journal = try result.get()
        // Both may have changed meanwhile.
        journal.limits = JournalLimits(self.settings)
        journal.secrets = self.secrets
        return journal
    }

    private static func opened(
        _ path: String,
        _ limits: JournalLimits,
        _ logger: Logger
    ) throws(JournalProblem) -> Journal {
        do throws(JournalProblem) {
            return try Journal(path: path, limits: limits)
        } catch .damaged {
            // It stays beside the new one, for whoever wants to mend it.
            let aside = try Journal.moveAside(path: path)
            logger.error("journal was damaged, a new one is begun", metadata: ["moved_to": "\(aside)"])
            return try Journal(path: path, limits: limits)
        }
    }

    private func write(_ records: [EventRecord]) async {
        guard !records.isEmpty else { return }
        guard self.journal != nil else { return }
        self.isWriting = true
        defer { self.isWriting = false }
        self.inHand = records[...]
        defer { self.inHand = [] }
        while !self.inHand.isEmpty {
            let batch = Array(self.inHand.prefix(Self.batch))
            do throws(JournalProblem) {
                try await self.append(batch)
            } catch {
                self.kept = batch
                self.paused(error)
                return
            }
            self.inHand = self.inHand.dropFirst(batch.count)
        }
        self.pruneIfDue()
    }

    private func append(_ batch: [EventRecord]) async throws(JournalProblem) {
        guard let journal = self.journal else { return }
        self.appends += 1
        self.isAppending = true
        defer { self.isAppending = false }
        self.watch()
        try await journal.append(batch)
        self.written += batch.count
    }

    /// A disk that does not answer at all (a dead network share) must not stop the bots: then the journal pauses until
    /// it does.
    private func watch() {
        guard self.watching == nil else { return }
        self.watching = Task { [weak self, patience = self.patience] in
            var seen: Int?
            while let self, let now = await self.appendUnderWay {
                if now == seen { await self.pause(.notAnswering, "the disk does not answer") }
                seen = now
                // Ended with the keeper.
                guard (try? await Task.sleep(for: patience)) != nil else { return }
            }
        }
    }

    /// The number of the append that is under way; nil when there is none, and then the watch ends.
    private var appendUnderWay: Int? {
        guard self.isAppending else {
            self.watching = nil
            return nil
        }
        return self.appends
    }

    private func paused(_ problem: JournalProblem) {
        // Gone or replaced under our hands: opened anew by the next attempt.
        if problem == .replaced || problem == .damaged, let journal = self.journal {
            self.journal = nil
            Task { [logger = self.logger] in
                do throws(JournalProblem) {
                    try await journal.close()
                } catch {
                    logger.debug("journal not closed", metadata: ["reason": "\(error)"])
                }
            }
        }
        self.pause(JournalPause(problem), "\(problem)")
    }

    /// Takes nothing more in until it goes on. Told once for each reason.
    private func pause(_ reason: JournalPause, _ text: String) {
        self.queue.turn(on: false)
        guard self.pause?.reason != reason else { return }
        self.pause = (reason, Date())
        self.logger.error("journal pauses", metadata: ["reason": "\(text)"])
        self.changed()
    }

    private func pruneIfDue() {
        guard let journal = self.journal, self.pruning == nil else { return }
        let now = ContinuousClock.now
        if let failed = self.pruneFailedAt, now - failed < Self.pruneAgainAfter { return }
        let isDue = self.prunedAt.map { now - $0 > Self.pruneEvery } ?? true
        guard journal.isOverLimit || isDue else { return }
        self.prunedAt = now
        self.pruning = Task {
            do throws(JournalProblem) {
                try await journal.prune()
                self.pruneFailedAt = nil
            } catch {
                self.pruneFailedAt = .now
                self.logger.warning("journal not pruned", metadata: ["reason": "\(error)"])
            }
            self.pruning = nil
        }
    }

    // MARK: - Telling

    /// The state and the size for the screens; counted at most every few seconds.
    func facts() async -> JournalFacts {
        let now = ContinuousClock.now
        if let journal = self.journal, self.holdings.map({ now - $0.at > Self.factsFor }) ?? true,
            // What cannot be counted now is shown as it was.
            let value = try? await journal.holdings()
        {
            self.holdings = (value, now)
        }
        let state: JournalFacts.State =
            if !self.settings.enabled {
                .off
            } else if let pause = self.pause {
                .paused(pause.reason, since: pause.since)
            } else {
                .writing
            }
        return JournalFacts(
            state: state,
            events: self.holdings?.value.rows ?? 0,
            bytes: self.holdings?.value.bytesOnDisk ?? 0,
            oldestAt: self.holdings?.value.oldest
        )
    }

    /// Bytes that the file may grow to.
    var sizeLimit: Int { self.settings.maxMiB << 20 }

    /// The journal for reading, once all that had arrived by now is in it; nil while there is none.
    func readable() async -> Journal? {
        let end = ContinuousClock.now + .seconds(2)
        while self.queue.waitingBytes > 0 || self.isWriting, ContinuousClock.now < end {
            // Cancelled: what is there is read.
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { break }
        }
        return self.journal
    }
}

extension JournalLimits {
    fileprivate init(_ settings: JournalSettings) {
        self.init(keepDays: settings.keepDays, maxMiB: settings.maxMiB)
    }
}

extension JournalPause {
    fileprivate init(_ problem: JournalProblem) {
        self =
            switch problem {
            case .diskFull: .diskFull
            case .notWritable: .notWritable
            case .damaged: .damaged
            case .busy: .held
            case .replaced: .replaced
            case .other(let text): .other(text)
            }
    }
}

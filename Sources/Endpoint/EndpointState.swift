import Logging
import NIOCore
import OneBot
import Synchronization

/// What the event loops share. Every part guards itself; nothing here waits.
final class EndpointState: Sendable {
    struct Guarded: Sendable {
        var configuration: EndpointConfiguration
        var paths: PathRule
        var access: AccessPolicy
        var registry: BotRegistry
        var pending: PendingHandshakes
        /// Those of them that are in the handshake of TLS or behind it.
        var pendingTLS: PendingHandshakes
        var guessing = GuessingGuard()
        var good = GoodAddresses()
        /// Which addresses can be scanners at all: what is near is misconfigured rather.
        var isPublic: @Sendable (String) -> Bool = { SourceNetwork.isPublic($0) }
        var blocked: Set<String> = []
        /// Addresses that are never taken for guessing or scanning.
        var exempt: Set<String> = []
        var selfTests = ExpectedSelfTests()
        var isStopping = false
        var past = LinkCounters()
        var shortage = Shortage()
        /// What the operator was told last of how many links fit.
        var toldShares: LinkShare?

        /// Whether an address is never refused as a whole for what it tries: a bot of it is connected or was within a day,
        /// or an operator sits there.
        func spares(_ address: String, now: NIODeadline) -> Bool {
            self.exempt.contains(address) || self.registry.hasLink(from: address)
                || self.good.contains(address, now: now)
        }

        /// Whether an address is refused.
        func refuses(_ address: String, now: NIODeadline) -> GuessingGuard.Refused? {
            self.spares(address, now: now) ? nil : self.guessing.refused(address, now: now)
        }

        /// For how long wrong keys, and they alone, are answered as guesses.
        func refusesWrongKeys(_ address: String, now: NIODeadline) -> TimeAmount? {
            guard !self.exempt.contains(address) else { return nil }
            return self.refuses(address, now: now)?.remaining ?? self.guessing.triesTooMany(address, now: now)
        }
    }

    let guarded: Mutex<Guarded>
    /// Calls of ours that wait for their answers.
    let calls = CallDesk(limit: EndpointServer.callLimit)
    let unsent: UnsentBytes
    /// The way to the journal.
    let journal: EventQueue
    /// For those who follow the events.
    let bell = EventBell()
    let echo = CallEcho(run: .random(in: .min ... .max))
    let ledger: Ledger
    let budget: ByteBudget
    let signal: ChangeSignal
    let logger: Logger
    /// For the metrics.
    let tally = Mutex(EndpointTally())
    private let refusalLines = Mutex(RefusalLines())
    private let nextLink = Atomic<Int>(0)

    init(
        configuration: EndpointConfiguration,
        access: AccessPolicy,
        ledger: Ledger,
        signal: ChangeSignal,
        logger: Logger
    ) {
        let shares = DescriptorShares(configuration)
        self.guarded = Mutex(
            Guarded(
                configuration: configuration,
                paths: PathRule(path: configuration.path, aliases: configuration.aliases),
                access: access,
                registry: BotRegistry(maxLinks: shares.links),
                pending: PendingHandshakes(.init(all: shares.handshakes, ofAddress: shares.handshakesOfAddress)),
                pendingTLS: PendingHandshakes(
                    .init(all: configuration.limits.pendingTLS, ofAddress: configuration.limits.pendingTLSPerAddress)
                )
            )
        )
        self.unsent = UnsentBytes(limitOfLink: configuration.unsentCallBytes)
        self.journal = EventQueue(limit: configuration.journalQueueBytes)
        self.ledger = ledger
        self.budget = ByteBudget(limit: configuration.budgetBytes)
        self.signal = signal
        self.logger = logger
    }

    func newLinkID() -> Int {
        self.nextLink.add(1, ordering: .relaxed).newValue
    }

    /// Writes a finished attempt down and counts it.
    func finish(_ entry: LedgerEntry) {
        self.ledger.append(entry)
        self.tally.withLock { $0.note(entry) }
        if entry.end != .upgraded, entry.status != 0 {
            var details: Logger.Metadata = ["status": "\(entry.status)"]
            if let path = entry.path { details["path"] = "\(path)" }
            self.log("connection refused", entry, details)
        }
        if let fault = entry.tlsFault { self.log("TLS not agreed on", entry, ["fault": "\(fault.rawValue)"]) }
        self.signal.changed()
    }

    /// Writes a line, unless the log has had enough of them: ``RefusalLines``.
    private func log(_ message: String, _ entry: LedgerEntry, _ details: Logger.Metadata) {
        let cause = entry.cause ?? message
        let now = NIODeadline.now()
        guard let line = self.refusalLines.withLock({ $0.note(cause, of: entry.address, now: now) }) else { return }
        var metadata = details
        metadata["peer"] = "\(PeerAddress.text(entry.address, port: entry.port))"
        metadata["cause"] = "\(entry.cause ?? "")"
        if line.leftOut > 0 { metadata["left_out"] = "\(line.leftOut)" }
        // In the message, for of what follows a narrow screen has room for little.
        self.logger.info(line.times > 1 ? "\(message) \(line.times) times" : "\(message)", metadata: metadata)
    }
}

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
        var guessing = GuessingGuard()
        var blocked: Set<String> = []
        var isStopping = false
        var past = LinkCounters()
    }

    let guarded: Mutex<Guarded>
    let ledger: Ledger
    let budget: ByteBudget
    let signal: ChangeSignal
    let logger: Logger
    let handshakesAccepted = Atomic<Int>(0)
    let handshakesRefused = Atomic<Int>(0)
    private let nextLink = Atomic<Int>(0)

    init(
        configuration: EndpointConfiguration,
        access: AccessPolicy,
        ledger: Ledger,
        signal: ChangeSignal,
        logger: Logger
    ) {
        self.guarded = Mutex(
            Guarded(
                configuration: configuration,
                paths: PathRule(path: configuration.path, aliases: configuration.aliases),
                access: access,
                registry: BotRegistry(maxLinks: configuration.maxConnections),
                pending: PendingHandshakes(
                    limit: configuration.limits.pending,
                    limitPerAddress: configuration.limits.pendingPerAddress
                )
            )
        )
        self.ledger = ledger
        self.budget = ByteBudget(limit: configuration.budgetBytes)
        self.signal = signal
        self.logger = logger
    }

    func newLinkID() -> Int {
        self.nextLink.add(1, ordering: .relaxed).newValue
    }

    /// The whole verdict on a request. Accepting registers the link, so that the bounds hold whatever comes at once.
    func judge(_ request: HandshakeRequest, address: String, link: Int) -> (Admission, keyLength: Int?) {
        let now = NIODeadline.now()
        return self.guarded.withLock { state in
            if let refusal = HandshakeVerdict.judgeForm(request, paths: state.paths) {
                return (.refused(refusal), nil)
            }
            if let remaining = state.guessing.blocked(address, now: now) {
                let seconds = max(1, Int(remaining.nanoseconds / 1_000_000_000))
                return (.refused(.blockedForGuessing(retryAfterSeconds: seconds)), nil)
            }
            switch state.access.decide(request, address: address) {
            case .accepted:
                break
            case .refused(let mistake, let fingerprint, let length):
                if mistake == .different { _ = state.guessing.wrongKey(fingerprint, from: address, now: now) }
                return (.refused(.key(mistake)), length)
            }
            let identity: HandshakeVerdict.Identity
            switch HandshakeVerdict.identity(request) {
            case .failure(let error): return (.refused(error.refusal), nil)
            case .success(let value): identity = value
            }
            if state.blocked.contains(address) { return (.refused(.paused), nil) }
            if state.isStopping { return (.refused(.stopping), nil) }
            switch state.registry.register(link, selfID: identity.selfID) {
            case .fifthLink: return (.refused(.fifthLink), nil)
            case .full: return (.refused(.full), nil)
            case .registered(let registration): return (.accepted(identity, registration), nil)
            }
        }
    }

    enum Admission {
        case accepted(HandshakeVerdict.Identity, BotRegistry.Registration)
        case refused(Refusal)
    }

    /// Writes a finished attempt down and counts it.
    func finish(_ entry: LedgerEntry) {
        self.ledger.append(entry)
        if entry.end == .upgraded {
            self.handshakesAccepted.add(1, ordering: .relaxed)
        } else if entry.status != 0 {
            self.handshakesRefused.add(1, ordering: .relaxed)
            self.logger.info(
                "connection refused",
                metadata: [
                    "peer": "\(entry.address):\(entry.port)", "status": "\(entry.status)",
                    "cause": "\(entry.cause ?? "")", "path": "\(entry.path ?? "")",
                ]
            )
        }
        self.signal.changed()
    }
}

import Logging
import NIOCore
import OneBot
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

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
    /// Calls of ours that wait for their answers.
    let calls = CallDesk(limit: EndpointServer.callLimit)
    /// The way to the journal.
    let journal: EventQueue
    /// For those who follow the events.
    let bell = EventBell()
    let echo = CallEcho(run: .random(in: .min ... .max))
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
                pending: Self.pendingHandshakes(configuration)
            )
        )
        self.journal = EventQueue(limit: configuration.journalQueueBytes)
        self.ledger = ledger
        self.budget = ByteBudget(limit: configuration.budgetBytes)
        self.signal = signal
        self.logger = logger
    }

    /// Unfinished handshakes give way before they can take the descriptors that links, files and sockets need.
    private static func pendingHandshakes(_ configuration: EndpointConfiguration) -> PendingHandshakes {
        let reserve = 128
        let descriptors = max(0, Int(sysconf(Int32(_SC_OPEN_MAX))))
        let spare = max(16, descriptors - min(configuration.maxConnections, descriptors / 2) - reserve)
        return PendingHandshakes(
            limit: min(configuration.limits.pending, spare),
            limitPerAddress: min(configuration.limits.pendingPerAddress, max(8, spare / 2))
        )
    }

    func newLinkID() -> Int {
        self.nextLink.add(1, ordering: .relaxed).newValue
    }

    /// The whole verdict on a request. Accepting registers the link, so that the bounds hold whatever comes at once.
    func judge(_ request: HandshakeRequest, address: String, link: Int) -> Admission {
        let now = NIODeadline.now()
        return self.guarded.withLock { state in
            if let refusal = HandshakeVerdict.judgeForm(request, paths: state.paths) { return .refused(refusal) }
            if let remaining = state.guessing.blocked(address, now: now) {
                let seconds = max(1, Int(remaining.nanoseconds / 1_000_000_000))
                return .refused(.blockedForGuessing(retryAfterSeconds: seconds))
            }
            let credential: AccessPolicy.Credential
            switch state.access.decide(request, address: address) {
            case .accepted(let given): credential = given
            case .missing(let mistake): return .refused(.key(mistake))
            case .wrong: return .wrongKey(state.access)
            }
            let identity: HandshakeVerdict.Identity
            switch HandshakeVerdict.identity(request) {
            case .failure(let error): return .refused(error.refusal)
            case .success(let value): identity = value
            }
            if state.blocked.contains(address) { return .refused(.paused) }
            if state.isStopping { return .refused(.stopping) }
            let takesCalls = identity.role.takesCalls
            switch state.registry.register(link, selfID: identity.selfID, takesCalls: takesCalls) {
            case .fifthLink: return .refused(.fifthLink)
            case .full: return .refused(.full)
            case .registered(let registration):
                return .accepted(
                    Accepted(
                        identity: identity,
                        registration: registration,
                        credential: credential,
                        proof: state.access.proof(credential)
                    )
                )
            }
        }
    }

    struct Accepted {
        var identity: HandshakeVerdict.Identity
        var registration: BotRegistry.Registration
        var credential: AccessPolicy.Credential
        var proof: KeyProof
    }

    enum Admission {
        case accepted(Accepted)
        case refused(Refusal)
        /// To be told how it is wrong by the policy that refused it, once the answer is out.
        case wrongKey(AccessPolicy)
    }

    /// Counts wrong keys towards guessing. Near misses and garbled ones are mistakes, not guesses.
    func noteWrongKey(_ mistake: AccessPolicy.Mistake, from address: String) {
        guard mistake.kind == .different else { return }
        let now = NIODeadline.now()
        self.guarded.withLock { state in
            for fingerprint in mistake.fingerprints {
                _ = state.guessing.wrongKey(fingerprint, from: address, now: now)
            }
        }
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
                    "peer": "\(PeerAddress.text(entry.address, port: entry.port))", "status": "\(entry.status)",
                    "cause": "\(entry.cause ?? "")", "path": "\(entry.path ?? "")",
                ]
            )
        }
        self.signal.changed()
    }
}

import NIOCore
import Synchronization

extension EndpointState {
    /// The whole verdict on a request. Accepting registers the link, so that the bounds hold whatever comes at once.
    ///
    /// - Parameter isSelfTest: Ours. It leaves no trace, registers nothing, and is not refused for what others of its
    ///   address have done; all else is judged as for any other.
    func judge(_ request: HandshakeRequest, address: String, link: Int, isSelfTest: Bool) -> Admission {
        let now = NIODeadline.now()
        return self.guarded.withLock { state in
            let refused = isSelfTest ? nil : state.refuses(address, now: now)
            let block = refused.map { Self.refusal(for: $0.remaining) }
            if ScanPath.matches(request.path), !state.paths.accepts(request.path) {
                // What a proxy passes on is not its own doing.
                if !isSelfTest, request.proxyMarks.isEmpty, state.isPublic(address), !state.spares(address, now: now) {
                    _ = state.guessing.scanned(from: address, now: now)
                }
                if let block { return .refused(block) }
            }
            if let refusal = HandshakeVerdict.judgeForm(request, paths: state.paths) { return .refused(refusal) }
            // Whoever has only scanned may have a bot beside him.
            if let block, refused?.reason != .scanning { return .refused(block) }
            let credential: AccessPolicy.Credential
            switch state.access.decide(request, address: address) {
            case .accepted(.nobodys):
                if let block { return .refused(block) }
                credential = .nobodys
            case .accepted(let given): credential = given
            case .missing(let mistake): return .refused(block ?? .key(mistake))
            case .wrong:
                let remaining = isSelfTest ? nil : state.refusesWrongKeys(address, now: now)
                return .wrongKey(state.access, remaining.map(Self.refusal) ?? .key(.different))
            }
            let identity: HandshakeVerdict.Identity
            switch HandshakeVerdict.identity(request) {
            case .failure(let error): return .refused(error.refusal)
            case .success(let value): identity = value
            }
            if !isSelfTest, state.blocked.contains(address) { return .refused(.paused) }
            if state.isStopping { return .refused(.stopping) }
            if isSelfTest { return state.registry.isFull ? .refused(.full) : .passed(identity) }
            let registered = state.registry.register(
                link,
                selfID: identity.selfID,
                takesCalls: identity.role.takesCalls,
                address: credential == .nobodys ? nil : address
            )
            switch registered {
            case .fifthLink: return .refused(.fifthLink)
            case .full: return .refused(.full)
            case .registered(let registration):
                if credential != .nobodys {
                    state.guessing.pardonScans(of: address)
                    state.good.note(address, now: now)
                }
                return .accepted(
                    Accepted(
                        identity: identity,
                        registration: registration,
                        credential: credential,
                        proof: state.access.proof(credential),
                        account: state.access.account(of: credential)
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
        /// The account that its key is bound to.
        var account: String?
    }

    enum Admission {
        case accepted(Accepted)
        /// A test of ours would have been accepted.
        case passed(HandshakeVerdict.Identity)
        case refused(Refusal)
        /// To be told how it is wrong by the policy that refused it, once the answer is out.
        case wrongKey(AccessPolicy, Refusal)
    }

    private static func refusal(for remaining: TimeAmount) -> Refusal {
        .blockedForGuessing(retryAfterSeconds: max(1, Int(remaining.nanoseconds / 1_000_000_000)))
    }

    /// Counts wrong keys towards guessing. Near misses and garbled ones are mistakes, not guesses.
    func noteWrongKey(_ mistake: AccessPolicy.Mistake, of request: HandshakeRequest, from address: String) {
        guard mistake.kind == .different, let fingerprint = mistake.note.fingerprint else { return }
        let account = request.value("X-Self-ID")?.trimmingBlanks()
        let now = NIODeadline.now()
        self.guarded.withLock { state in
            guard !state.exempt.contains(address) else { return }
            _ = state.guessing.wrongKey(
                fingerprint,
                account: account,
                from: address,
                isSpared: state.spares(address, now: now),
                now: now
            )
        }
    }
}

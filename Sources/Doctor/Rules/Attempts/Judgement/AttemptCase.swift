import Snapshot

import struct Foundation.Date

/// The evidence as the rules over attempts need it, prepared once for all of them.
struct AttemptCase {
    let evidence: Evidence
    let live: LiveLinks
    /// What each attempt of the evidence shows; nil where nothing was wrong.
    let kinds: [AttemptKind?]
    let book: TallyBook
    private let operators: Set<String>

    init(_ evidence: Evidence) {
        let judge = AttemptJudge(path: evidence.snapshot.endpoint.path)
        var evidence = evidence
        evidence.attempts = evidence.pastAttempts
        self.evidence = evidence
        self.live = LiveLinks(evidence.snapshot.bots)
        self.kinds = evidence.attempts.map(judge.refusal)
        self.book = TallyBook(
            evidence.attempts,
            judge: judge,
            live: self.live,
            kinds: self.kinds,
            now: evidence.now
        )
        self.operators = Set(evidence.terminals.compactMap(\.clientAddress))
    }

    var now: Date { self.evidence.now }
    var attempts: [AttemptFacts] { self.evidence.attempts }

    /// Seconds since then.
    func age(_ date: Date) -> Double { self.now.timeIntervalSince(date) }

    /// Refusing it is offered only where it cannot hit a bot or the operator.
    func canBlock(_ address: String, _ network: NetworkClass) -> Bool {
        network == .public && !self.live.holds(address) && !self.operators.contains(address)
    }

    /// What a finding of these accounts at this address explains: the address, and bots that are not online.
    func concerns(_ address: String, _ selfIDs: some Sequence<String>) -> Set<Subject> {
        var concerns: Set<Subject> = [.address(address)]
        for selfID in selfIDs where !selfID.isEmpty && !self.live.isOnline(selfID) { concerns.insert(.bot(selfID)) }
        return concerns
    }

    /// Who they are, of tallies by account.
    func caller(_ accounts: [String: Tally]) -> Caller {
        let newest = accounts.sorted { ($0.value.last, $0.key) > ($1.value.last, $1.key) }
        let selfIDs = newest.map(\.key).filter(Self.isAccount)
        let attempt = newest.first?.value.attempt
        let isPython = ClientKind(userAgent: attempt?.userAgent) == .pythonWebSockets
        return Caller(
            userAgent: attempt?.userAgent,
            selfIDs: Array(selfIDs.prefix(Caller.named)),
            others: max(0, selfIDs.count - Caller.named),
            looksLikeFramework: isPython && selfIDs.isEmpty && attempt?.role == nil,
            keyName: attempt?.key.flatMap(Self.nearKey)
        )
    }

    private static func nearKey(_ key: KeyFacts) -> String? {
        switch key.mistake {
        case .invisibleCharacters, .quoted, .differsInCase, .cut, .percentEncoded, .schemeTypedIn: key.name
        default: nil
        }
    }

    /// A header may hold anything; only what can be an account number is told as one.
    static func isAccount(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 20 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension AttemptFacts {
    /// The account, where the attempt names one: what is no number may be any of the address's.
    var account: String? { self.selfID.flatMap { AttemptCase.isAccount($0) ? $0 : nil } }
}

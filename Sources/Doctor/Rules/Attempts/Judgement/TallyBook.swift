import Snapshot

import struct Foundation.Date

/// Attempts of one kind, address and account that nothing has mended since.
struct Tally {
    var first: Date
    var last: Date
    var count: Int
    /// Of the newest.
    var attempt: AttemptFacts
    /// Whether any of them said that it is a bot.
    var isBotLike: Bool
}

/// What stands of all attempts: one walk over the ledger, oldest first.
struct TallyBook {
    /// How long two mistakes of one bot stand beside each other before the newer is taken to have replaced the older: two
    /// entries of one bot may be wrong in two ways at once.
    static let supersededAfter: Double = 60

    /// By address, kind, account (empty where none was given).
    private(set) var tallies: [String: [AttemptKind: [String: Tally]]] = [:]
    /// By address and account: the newest attempt of a bot, whatever became of it.
    private var newest: [String: [String: Date]] = [:]
    /// By address: the newest that was no TLS.
    private var newestPlain: [String: Date] = [:]
    private let judge: AttemptJudge
    private let live: LiveLinks

    init(_ attempts: [AttemptFacts], judge: AttemptJudge, live: LiveLinks, kinds: [AttemptKind?], now: Date) {
        self.judge = judge
        self.live = live
        for (attempt, kind) in zip(attempts, kinds) { self.take(attempt, kind) }
        self.dropStale(now)
    }

    private mutating func take(_ attempt: AttemptFacts, _ kind: AttemptKind?) {
        self.mend(by: attempt)
        if let kind { self.note(kind, attempt) }
        if self.judge.isPathVariant(attempt) { self.note(.mistake(.hs02), attempt) }
        if AttemptJudge.cameThroughForwardProxy(attempt) { self.note(.mistake(.hs12), attempt) }
        // Let in by the grace of the previous key: it will be refused when that ends.
        if attempt.isAccepted, attempt.key?.retiredAt != nil { self.note(.mistake(.auth09), attempt) }
        if attempt.firstBytes == .http { self.newestPlain[attempt.address] = attempt.time }
        if attempt.isAccepted || kind?.isOfBot ?? false {
            self.newest[attempt.address, default: [:]][attempt.account ?? ""] = attempt.time
        }
    }

    private mutating func note(_ kind: AttemptKind, _ attempt: AttemptFacts) {
        if self.isExplainedByLiveLink(kind, attempt) { return }
        let account = attempt.account ?? ""
        let isBotLike = AttemptJudge.isBotLike(attempt)
        let earlier = self.tallies[attempt.address]?[kind]?[account]
        guard var tally = earlier, attempt.time.timeIntervalSince(tally.last) <= kind.fadesAfter else {
            self.tallies[attempt.address, default: [:]][kind, default: [:]][account] = Tally(
                first: attempt.time,
                last: attempt.time,
                count: 1,
                attempt: attempt,
                isBotLike: isBotLike
            )
            return
        }
        tally.last = attempt.time
        tally.count += 1
        tally.attempt = attempt
        tally.isBotLike = tally.isBotLike || isBotLike
        self.tallies[attempt.address]?[kind]?[account] = tally
    }

    /// The bot connected later, by a link that is still up, though its handshake may have left the ledger.
    private func isExplainedByLiveLink(_ kind: AttemptKind, _ attempt: AttemptFacts) -> Bool {
        guard !attempt.isAccepted, kind.isOfBot, kind != .guessing else { return false }
        // It was let in and cut for its events: being let in again explains nothing.
        if kind == .mistake(.sec05), attempt.status == 0 { return false }
        guard kind.isMendedByAcceptance || attempt.account != nil else { return false }
        guard let since = self.live.since(attempt.address, attempt.account) else { return false }
        return since >= attempt.time
    }

    // MARK: - What mends

    private mutating func mend(by attempt: AttemptFacts) {
        guard let kinds = self.tallies[attempt.address]?.keys else { return }
        for kind in Array(kinds) where self.mends(attempt, kind) {
            if kind == .mistake(.hs06) || kind == .mistake(.auth11) {
                self.mendProxy(kind, attempt)
            } else if let account = attempt.account {
                self.tallies[attempt.address]?[kind]?[account] = nil
                self.tallies[attempt.address]?[kind]?[""] = nil
            } else if self.tallies[attempt.address]?[kind]?.count == 1 {
                self.tallies[attempt.address]?[kind] = nil
            } else {
                // Which of several it was, it does not say.
                self.tallies[attempt.address]?[kind]?[""] = nil
            }
            if self.tallies[attempt.address]?[kind]?.isEmpty ?? false { self.tallies[attempt.address]?[kind] = nil }
        }
    }

    private func mends(_ attempt: AttemptFacts, _ kind: AttemptKind) -> Bool {
        switch kind {
        case .mistake(.hs02): return attempt.isAccepted && !self.judge.isPathVariant(attempt)
        case .mistake(.hs12): return attempt.isAccepted && !AttemptJudge.cameThroughForwardProxy(attempt)
        case .mistake(.hs06):
            return attempt.isAccepted || attempt.asksUpgrade && attempt.cause != FindingID.hs06.rawValue
        case .mistake(.auth11):
            guard let key = attempt.key else { return attempt.isAccepted }
            return key.mistake != .absent
        case .mistake(.sec05) where attempt.isAccepted:
            // Of a key that is bound to an account the first event tells whether it is that one.
            return attempt.account != nil
        case .mistake(.auth09) where attempt.isAccepted:
            return attempt.key?.retiredAt == nil
        default:
            if attempt.isAccepted { return kind.isMendedByAcceptance }
            return kind.isOfKey && Self.afterTheKey.contains(attempt.cause ?? "")
        }
    }

    /// Refusals that are told only to those whose key was right.
    private static let afterTheKey: Set<String> = ["ID-01", "PAUSED", "ID-03"]

    /// What came through the same proxy shows that the proxy is mended, whichever bot it was.
    private mutating func mendProxy(_ kind: AttemptKind, _ attempt: AttemptFacts) {
        let stays = self.tallies[attempt.address]?[kind]?.filter { account, tally in
            tally.attempt.proxyMarks.isEmpty != attempt.proxyMarks.isEmpty && account != (attempt.account ?? "")
        }
        self.tallies[attempt.address]?[kind] = stays
    }

    private mutating func dropStale(_ now: Date) {
        for (address, kinds) in self.tallies {
            for (kind, accounts) in kinds {
                let standing = accounts.filter { account, tally in
                    now.timeIntervalSince(tally.last) <= kind.fadesAfter
                        && !self.isSuperseded(kind, address, account, tally, now: now)
                }
                self.tallies[address]?[kind] = standing.isEmpty ? nil : standing
            }
        }
    }

    /// Whether the same caller has come since with something else, and no more with this: it has been mended, or changed.
    private func isSuperseded(
        _ kind: AttemptKind,
        _ address: String,
        _ account: String,
        _ tally: Tally,
        now: Date
    ) -> Bool {
        guard kind.isOfBot, kind != .guessing, kind != .mistake(.hs03) else { return false }
        let newer = kind == .mistake(.tls01) ? self.newestPlain[address] : self.newest[address]?[account]
        guard let newer else { return false }
        return newer > tally.last && now.timeIntervalSince(tally.last) > Self.supersededAfter
    }
}

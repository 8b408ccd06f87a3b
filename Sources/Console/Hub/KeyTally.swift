import Endpoint
import Foundation
import Settings
import Snapshot

/// Who uses which key, as the attempts and the live links say. Pure.
struct KeyTally {
    /// Uses are counted, and users of previous keys remembered, for a day.
    private static let window: Double = 86_400
    private static let usersKept = 32

    private struct Caller: Hashable {
        var selfID: String?
        var address: String
    }

    private(set) var accessKey = KeyUse()
    private(set) var named: [String: KeyUse] = [:]
    private let countedSince: Date
    private let history: KeyHistory
    private let now: Date
    private var users: [RetiredKey.ID: [Caller: KeyUser]] = [:]

    /// - Parameters:
    ///   - attempts: Oldest first.
    ///   - capacity: Attempts that the ledger keeps: when there are as many, older ones are gone.
    init(attempts: [LedgerEntry], capacity: Int = 1000, history: KeyHistory, now: Date) {
        self.history = history
        self.now = now
        let dayAgo = now.addingTimeInterval(-Self.window)
        let oldest = attempts.count >= capacity ? attempts.first?.time ?? dayAgo : dayAgo
        self.countedSince = max(dayAgo, oldest)
        for entry in attempts { self.take(entry) }
    }

    private mutating func take(_ entry: LedgerEntry) {
        let caller = Caller(selfID: entry.selfID.flatMap { $0.isEmpty ? nil : $0 }, address: entry.address)
        if entry.status == 101, entry.keyMistake == nil {
            guard entry.key?.retiredAt != nil else {
                // It has the present key now.
                for key in self.users.keys { self.users[key]?[caller] = nil }
                let isCounted = entry.time >= self.countedSince
                if let name = entry.key?.name {
                    Self.note(entry.time, isCounted, in: &self.named[name, default: KeyUse()])
                } else {
                    Self.note(entry.time, isCounted, in: &self.accessKey)
                }
                return
            }
            if let key = self.retired(entry.key) { self.note(caller, .accepted, at: entry.time, of: key) }
        } else if entry.keyMistake == .retired, let key = self.retired(entry.key) {
            self.note(caller, .refused, at: entry.time, of: key)
        }
    }

    /// Which replaced key an attempt came with. Attempts of earlier versions say only when and how it was called.
    private func retired(_ note: KeyNote?) -> RetiredKey.ID? {
        guard let note, let retiredAt = note.retiredAt else { return nil }
        return note.retiredID
            ?? self.history.retired.first { $0.retiredAt == retiredAt && $0.name == note.name }?.id
    }

    private static func note(_ time: Date, _ isCounted: Bool, in use: inout KeyUse) {
        use.lastUsed = max(use.lastUsed ?? time, time)
        if isCounted { use.uses += 1 }
    }

    private mutating func note(_ caller: Caller, _ state: KeyUser.State, at time: Date, of key: RetiredKey.ID) {
        let known = self.users[key]?[caller]
        self.users[key, default: [:]][caller] = KeyUser(
            selfID: caller.selfID,
            address: caller.address,
            state: state,
            last: max(known?.last ?? time, time),
            count: (known?.count ?? 0) + 1
        )
    }

    /// Counts a live link in.
    mutating func take(_ link: LinkReport, connectedAt: Date) {
        switch link.session.proof {
        case .nobodys: return
        case .main where !link.session.keyIsRetired: self.accessKey.links += 1
        case .bound(let name, _):
            // One that was revoked is just ending.
            if !link.session.keyIsRetired { self.named[name, default: KeyUse()].links += 1 }
        case .inGrace(let key): self.connect(link, connectedAt, of: key)
        case .main:
            // The first rotation after it came took its key away.
            let opened = connectedAt.addingTimeInterval(-1)
            let replaced = self.history.retired.filter { $0.name == nil && $0.retiredAt >= opened }
            self.connect(link, connectedAt, of: (replaced.last ?? self.history.lastAccessKey)?.id)
        }
    }

    private mutating func connect(_ link: LinkReport, _ connectedAt: Date, of key: RetiredKey.ID?) {
        guard let key else { return }
        let caller = Caller(selfID: link.selfID, address: link.session.address)
        // A bot that comes without its number is the same one.
        let known = self.users[key]?[caller] ?? self.users[key]?[Caller(address: caller.address)]
        self.users[key]?[Caller(address: caller.address)] = nil
        self.users[key, default: [:]][caller] = KeyUser(
            selfID: link.selfID,
            address: link.session.address,
            state: .connected,
            last: max(known?.last ?? connectedAt, connectedAt),
            count: max(1, known?.count ?? 1)
        )
    }

    // MARK: - What came of it

    /// The use of the access key.
    var ofAccessKey: KeyUse { self.dated(self.accessKey) }

    func use(of name: String) -> KeyUse { self.dated(self.named[name] ?? KeyUse()) }

    private func dated(_ use: KeyUse) -> KeyUse {
        var use = use
        use.countedSince = self.countedSince
        return use
    }

    /// Keys of the past that are still accepted or that somebody still presents, the newest first.
    var previous: [PreviousKey] {
        self.history.retired.compactMap { key in
            let recent = (self.users[key.id] ?? [:]).values.filter { user in
                user.state == .connected || user.last >= self.now.addingTimeInterval(-Self.window)
            }
            guard !recent.isEmpty || key.isAccepted(at: self.now) else { return nil }
            let users = recent.sorted { left, right in
                (left.last, right.address, right.selfID ?? "") > (right.last, left.address, left.selfID ?? "")
            }
            return PreviousKey(
                name: key.name,
                replacedAt: key.retiredAt,
                acceptedUntil: key.isAccepted(at: self.now) ? key.graceEndsAt : nil,
                users: Array(users.prefix(Self.usersKept))
            )
        }
    }
}

extension AccessFacts {
    /// The keys of the settings with who uses them.
    init(_ loaded: LoadedSettings, _ history: KeyHistory, _ tally: KeyTally, now: Date) {
        let endpoint = loaded.settings.endpoint
        self.init(
            key: endpoint.accessKey,
            keyOrigin: SettingOrigin(loaded.source(of: "endpoint.access_key")),
            anonymousAllowed: endpoint.allowAnonymous,
            graceEndsAt: history.acceptedUntil(now: now),
            use: tally.ofAccessKey,
            named: endpoint.keys.map { key in
                NamedKey(
                    name: key.name,
                    key: key.key,
                    selfID: key.selfID.isEmpty ? nil : key.selfID,
                    from: key.from.map(\.text),
                    use: tally.use(of: key.name)
                )
            },
            previous: tally.previous
        )
    }
}

extension LinkKey {
    /// Nil: there was no key to be had.
    init?(_ session: LinkSession) {
        switch session.proof {
        case .nobodys: return nil
        case .main: self = session.keyIsRetired ? .previous : .accessKey
        case .bound(let name, _): self = .named(name)
        case .inGrace: self = .previous
        }
    }
}

import Snapshot

import struct Foundation.Date

/// Mistakes of bots and of what stands between them and us: one finding for each kind and address.
enum MistakeRule {
    static func observe(_ facts: AttemptCase, guesses: [String: GuessingRule.Guess]) -> [Observation] {
        var observations: [Observation] = []
        for (address, kinds) in facts.book.tallies {
            for (kind, accounts) in kinds {
                guard case .mistake(let id) = kind, let newest = self.newest(accounts) else { continue }
                // Wrong keys tried one after another are told as guessing.
                if id == .auth03, let guess = guesses[address], guess.covers(newest.last) { continue }
                guard let symptom = self.symptom(id, newest.attempt, facts.caller(accounts), facts) else { continue }
                observations.append(self.observation(symptom, id: id, address: address, accounts: accounts, facts))
            }
        }
        return observations
    }

    private static func newest(_ accounts: [String: Tally]) -> Tally? {
        accounts.values.max { $0.last < $1.last }
    }

    private static func observation(
        _ symptom: AttemptSymptom,
        id: FindingID,
        address: String,
        accounts: [String: Tally],
        _ facts: AttemptCase
    ) -> Observation {
        let count = accounts.values.reduce(0) { $0 + $1.count }
        let standing = self.standing(accounts, facts)
        let isEarnest = standing != .passing
        let attempt = self.newest(accounts)?.attempt
        return Observation(
            .attempt(symptom),
            of: .address(address),
            severity: min(standing.worst, self.severity(id, attempt, accounts, facts)),
            certainty: isEarnest ? self.certainty(id, attempt) : .likely,
            since: accounts.values.map(\.first).min(),
            last: accounts.values.map(\.last).max(),
            count: count,
            remedy: attempt.flatMap { self.remedy(id, $0, isEarnest: isEarnest, facts) },
            concerns: facts.concerns(address, accounts.keys)
        )
    }

    /// The internet knocks everywhere. A stranger who never says that it is a bot may be one of the operator's when it
    /// comes again and again as bots do.
    private static func standing(_ accounts: [String: Tally], _ facts: AttemptCase) -> Standing {
        if accounts.values.allSatisfy({ !$0.isBotLike && AttemptJudge.isOfBrowser($0.attempt) }) { return .passing }
        let isBot = accounts.values.contains { tally in
            tally.isBotLike || tally.attempt.network != .public || facts.isOurs(tally.attempt.serverName)
        }
        guard !isBot, let first = accounts.values.map(\.first).min(), let last = accounts.values.map(\.last).max()
        else {
            return .bot
        }
        return Standing(
            strangerOf: accounts.values.reduce(0) { $0 + $1.count },
            seconds: last.timeIntervalSince(first)
        )
    }

    private static func severity(
        _ id: FindingID,
        _ attempt: AttemptFacts?,
        _ accounts: [String: Tally],
        _ facts: AttemptCase
    ) -> Severity {
        switch id {
        case .hs02, .hs05, .hs09, .hs11, .paused: return .notice
        case .hs12, .auth11, .sec05: return .warning
        case .auth09 where attempt?.isAccepted ?? false: return .warning
        default:
            // The bots work; it is another program, or another entry of theirs, that does not.
            let allOnline = accounts.keys.allSatisfy { !$0.isEmpty && facts.live.isOnline($0) }
            return allOnline ? .warning : .error
        }
    }

    private static func certainty(_ id: FindingID, _ attempt: AttemptFacts?) -> Certainty {
        guard let attempt else { return .likely }
        switch id {
        case .tls03:
            // It may as well be a scanner that wanted to see the certificate.
            let hasLeft = attempt.tlsFault == .leftAfterHandshake || attempt.tlsFault == .leftInHandshake
            return hasLeft ? .likely : .proved
        case .hs03: return attempt.hasSignature || attempt.selfID != nil ? .proved : .likely
        case .hs05: return .likely
        case .hs06: return !attempt.asksUpgrade && attempt.hasWebSocketKey ? .proved : .likely
        case .id05: return attempt.cause == id.rawValue ? .proved : .likely
        default: return .proved
        }
    }

    private static func remedy(
        _ id: FindingID,
        _ attempt: AttemptFacts,
        isEarnest: Bool,
        _ facts: AttemptCase
    ) -> Remedy? {
        switch id {
        case .hs01:
            guard isEarnest, let path = attempt.path, KnownPaths.canBeAlias(path) else { return nil }
            return .addAlias(path)
        case .auth09:
            guard let key = attempt.key, key.retiredAt != nil, key.name == nil else { return nil }
            return (key.graceEndsAt ?? .distantPast) <= facts.now ? .acceptPreviousKey : nil
        case .paused:
            return .release(attempt.address)
        default:
            return nil
        }
    }

    // MARK: - What it was

    private static func symptom(
        _ id: FindingID,
        _ attempt: AttemptFacts,
        _ caller: Caller,
        _ facts: AttemptCase
    ) -> AttemptSymptom? {
        let path = attempt.path ?? "/"
        switch id {
        case .hs01:
            let own = facts.evidence.snapshot.endpoint.path
            let differsInCase = KnownPaths.normalized(path).lowercased() == KnownPaths.normalized(own).lowercased()
            return .wrongPath(
                path: path,
                framework: KnownPaths.framework(path),
                differsInCase: differsInCase,
                caller
            )
        case .hs02: return .pathVariant(path: path, caller)
        case .hs03: return .httpReporting(isSigned: attempt.hasSignature, caller)
        case .hs05: return .panelRequest(path: path, panel: facts.evidence.snapshot.napcat.webUI)
        case .hs06:
            let isWhole = attempt.asksUpgrade && attempt.httpVersion == "1.1" && attempt.proxyMarks.isEmpty
            return .missingUpgrade(isWhole ? .rest : .upgrade(marks: attempt.proxyMarks), caller)
        case .hs09: return .bareConnections(self.bare(attempt))
        case .hs11: return .browser(userAgent: attempt.userAgent, path: attempt.path)
        case .hs12: return .forwardProxy(via: attempt.via, caller)
        case .auth11: return .keySwallowed(marks: attempt.proxyMarks, caller)
        case .tls01:
            let tls = facts.evidence.snapshot.endpoint.listeners.first { $0.tls && $0.state == .listening }
            return .tlsToPlainPort(serverName: attempt.serverName, tlsPort: tls?.port)
        case .tls02: return .plainToTLSPort(caller)
        case .tls03: return .certificateRefused(self.distrust(attempt, facts))
        case .id01: return .badIdentity(self.badIdentity(attempt), caller)
        case .id05: return .oneBot12(path: attempt.path, caller)
        case .paused: return facts.isBlocked(attempt.address) ? .paused(caller) : nil
        case .sec05: return .key(.boundElsewhere(self.binding(attempt, facts)), caller)
        default: return self.key(id, attempt).map { .key($0, caller) }
        }
    }

    private static func binding(_ attempt: AttemptFacts, _ facts: AttemptCase) -> KeyBinding {
        let name = attempt.key?.name
        let account = attempt.key?.boundTo
        let named = facts.evidence.snapshot.access.named.first { $0.name == name }
        return KeyBinding(name: name, account: account, ranges: account == nil ? named?.from ?? [] : [])
    }

    private static func distrust(_ attempt: AttemptFacts, _ facts: AttemptCase) -> AttemptSymptom.Distrust {
        let listeners = facts.evidence.snapshot.endpoint.listeners
        return AttemptSymptom.Distrust(
            fault: attempt.tlsFault ?? .leftAfterHandshake,
            serverName: attempt.serverName,
            certificate: listeners.first { $0.port == attempt.localPort }?.certificate
        )
    }

    private static func bare(_ attempt: AttemptFacts) -> AttemptSymptom.Bare {
        if let fault = attempt.tlsFault { return .tls(fault) }
        if attempt.status == 431 { return .tooLarge }
        switch attempt.firstBytes {
        case .none: return .silent
        case .proxy: return .proxyProtocol
        case .http2: return .http2
        case .http, .tls, .ssh, .socks, .windows, .other: return .garbled
        }
    }

    private static func badIdentity(_ attempt: AttemptFacts) -> AttemptSymptom.BadIdentity {
        let known = ["", "universal", "api", "event"]
        guard let role = attempt.role, !known.contains(role.lowercased()) else { return .selfID }
        return .role(role)
    }

    private static func key(_ id: FindingID, _ attempt: AttemptFacts) -> KeyTrouble? {
        let key = attempt.key
        switch id {
        case .auth01: return .absent
        case .auth02: return .empty
        case .auth03: return key?.mistake == .differsInCase ? .differsInCase : .different(length: key?.length)
        case .auth04: return .invisible(position: key?.oddPosition)
        case .auth05: return .schemeTypedIn
        case .auth06: return .quoted
        case .auth07: return .cut(length: key?.length, isBeginning: key?.isBeginning)
        case .auth08: return .percentEncoded
        case .auth09:
            if let name = key?.name { return .revoked(name: name, at: key?.retiredAt) }
            return .retired(at: key?.retiredAt, graceEndsAt: attempt.isAccepted ? key?.graceEndsAt : nil)
        case .auth10:
            if key?.mistake == .panelToken { return .panelToken }
            return attempt.hasSignature ? .signature : .unknownScheme
        default: return nil
        }
    }
}

extension AttemptCase {
    /// Whether a name is the one that the operator gave to the outside.
    func isOurs(_ name: String?) -> Bool {
        guard let name, !name.isEmpty, let url = self.evidence.snapshot.endpoint.publicURL else { return false }
        return url.lowercased().contains("//" + name.lowercased())
    }

    func isBlocked(_ address: String) -> Bool {
        self.evidence.snapshot.blocked.contains { $0.address == address }
    }
}

import Snapshot

import struct Foundation.Date

/// Steps 5 and 6: what the endpoint itself sees of NapCat's account.
extension ConnectGuide {
    /// Beside how the connection is: that our own port is one that scanners try. It makes no step worse.
    ///
    /// - Parameters:
    ///   - isBlocked: An earlier step is open.
    ///   - dials: Nothing is known that keeps NapCat from dialling.
    func connectedHere(isBlocked: Bool, dials: Bool) -> ConnectStep {
        var step = self.connected(isBlocked: isBlocked, dials: dials)
        guard let port = self.triedPort, self.mayMove else { return step }
        step.explanation = TroubleWords.joined([step.explanation, self.words.triedPort(port)], self.language)
        step.offers.append(.freePort)
        return step
    }

    private var triedPort: Int? {
        self.findings.lazy.compactMap { finding in
            guard case .machine(.defaultPort) = finding.symptom, case .listener(_, let port) = finding.subject else {
                return nil
            }
            return port
        }.first
    }

    private var mayMove: Bool {
        switch self.snapshot.settings.first(where: { $0.path == "endpoint.port" })?.origin {
        case .argument, .environment: false
        case .file, .builtIn, nil: true
        }
    }

    private func connected(isBlocked: Bool, dials: Bool) -> ConnectStep {
        if let bot = self.napcat.connected {
            let links = self.words.links(bot.links.count, bot.roundTrip?.last)
            switch bot.state {
            case .offline: return self.step(.connected, .warning, self.words.accountOffline, offers: self.restart)
            case .quiet: return self.step(.connected, .warning, self.words.quiet)
            case .online, .lost: return self.step(.connected, .done, StepWords(links))
            }
        }
        guard self.snapshot.endpoint.listeners.contains(where: { $0.state == .listening }) else {
            return self.step(.connected, .failed, self.words.notListening)
        }
        if let refusal = self.refusal {
            let cause = refusal.cause ?? ""
            let ago = self.snapshot.takenAt.timeIntervalSince(refusal.time)
            return self.step(
                .connected,
                .failed,
                self.words.refused(cause, status: refusal.status, ago: ago),
                offers: Self.isOfEntry(cause) ? [.apply] : []
            )
        }
        if !isBlocked, self.hasChanged(within: Self.patience) {
            return self.step(.connected, .waiting, StepWords(self.words.isComing))
        }
        if let lostAt = self.napcat.bot?.lostAt {
            let seconds = self.seconds(since: lostAt)
            let isReturning = dials && seconds < Self.returning
            guard isBlocked || isReturning else {
                return self.step(.connected, .failed, self.words.lost(seconds), offers: self.restart)
            }
            return self.step(.connected, .waiting, StepWords(self.words.gone(seconds, isReturning: isReturning)))
        }
        guard !isBlocked else { return self.step(.connected, .waiting) }
        return self.step(.connected, .failed, self.words.nothingCame(self.url), offers: self.restart)
    }

    var events: ConnectStep {
        guard let bot = self.napcat.connected else { return self.step(.events, .waiting) }
        let counts = bot.events
        guard counts.total > 0, let last = bot.lastEventAt, last >= bot.connectedAt ?? last else {
            return self.step(.events, .waiting, self.words.noEvents)
        }
        let isTalk = counts.total > counts.metas
        return self.step(
            .events,
            .done,
            StepWords(self.words.events(counts.total, ago: self.seconds(since: last), onlyHeartbeats: !isTalk))
        )
    }

    /// What NapCat dials, as it stands there.
    private var url: String? {
        self.look?.configuration?.best(anonymousAllowed: self.snapshot.access.anonymousAllowed)
            .map { PanelAddress.strippedSocket($0.url) }
    }

    /// Whether the entry in NapCat is what has to be mended.
    private static func isOfEntry(_ cause: String) -> Bool {
        cause.hasPrefix("AUTH-") || ["HS-01", "HS-02", "TLS-01"].contains(cause)
    }

    /// The newest refusal of this NapCat that still says something.
    private var refusal: AttemptFacts? {
        self.snapshot.attempts.first { attempt in
            let age = self.snapshot.takenAt.timeIntervalSince(attempt.time)
            return attempt.cause != nil && !attempt.isAccepted && age < Self.recent && age > -Self.patience
                && self.isOurs(attempt)
        }
    }

    private func isOurs(_ attempt: AttemptFacts) -> Bool {
        if let account = self.napcat.account, let selfID = attempt.selfID { return selfID == account }
        let isOfContainer = self.look?.container?.networks.contains { $0.address == attempt.address } ?? false
        if isOfContainer { return true }
        return attempt.network.isLocal && ClientKind(userAgent: attempt.userAgent) == .napCat
    }
}

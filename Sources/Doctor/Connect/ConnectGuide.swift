package import Snapshot

package import struct Foundation.Date

/// Judges the six steps of connecting NapCat from what was last seen.
package struct ConnectGuide: Sendable {
    /// After a change NapCat has so many seconds to come before its absence means anything.
    static let patience: Double = 15
    /// A refusal says something about now for so many seconds: NapCat tries again every few.
    static let recent: Double = 300
    /// NapCat comes back by itself within so many seconds, when it only lost the connection: it waits 30 between two tries.
    static let returning: Double = 45
    /// So long after a change of ours NapCat's settings may be those of before.
    static let settling: Double = 30

    let snapshot: Snapshot
    let language: Language
    let words: any ConnectWords
    let place: NapCatPlace
    let findings: [Finding]
    let changedAt: Date?
    let napcat: NapCatBot

    /// - Parameters:
    ///   - utcOffset: Times of day are written in this zone: seconds east of UTC.
    ///   - findings: What the doctor has found: who can reach WebUI and endpoint, and on which ports (SEC-06, SEC-07).
    ///   - changedAt: When the console last changed NapCat's entry, if it did.
    ///   - inPanel: The words are read in panel 2 itself, where keys need no place.
    package init(
        _ snapshot: Snapshot,
        language: Language,
        utcOffset: Int = 0,
        findings: [Finding] = [],
        changedAt: Date? = nil,
        inPanel: Bool = true
    ) {
        self.snapshot = snapshot
        self.language = language
        let keys = PanelKeys(areNear: inPanel)
        self.words = language == .english ? EnglishConnectWords(keys: keys) : ChineseConnectWords(keys: keys)
        self.place = NapCatPlace(snapshot.napcat, utcOffset: utcOffset, inPanel: inPanel)
        self.findings = findings
        self.changedAt = changedAt
        self.napcat = NapCatBot(snapshot)
    }

    var look: NapCatLook? { self.snapshot.napcat.look }
    var isRestarting: Bool { self.look?.isRestarting(at: self.snapshot.takenAt) ?? false }

    func seconds(since date: Date) -> Double { max(0, self.snapshot.takenAt.timeIntervalSince(date)) }

    /// Whether the console has changed NapCat's entry within so many seconds.
    func hasChanged(within seconds: Double) -> Bool {
        self.changedAt.map { self.seconds(since: $0) < seconds } ?? false
    }

    /// All six, in order. A step whose own evidence is known is judged by it; what only waits for an earlier one waits.
    package var steps: [ConnectStep] {
        var steps: [ConnectStep] = []
        for kind in ConnectStep.Kind.allCases {
            steps.append(self.step(kind, after: steps))
        }
        return steps
    }

    private func step(_ kind: ConnectStep.Kind, after steps: [ConnectStep]) -> ConnectStep {
        let isBlocked = steps.contains { $0.state == .failed || $0.state == .waiting }
        switch kind {
        case .webUI: return self.webUI
        case .token: return self.token
        case .login: return self.login
        case .client: return self.client(isBlocked: isBlocked)
        case .connected:
            // Without an account or an entry it does not dial.
            let dials = !steps.contains { ($0.kind == .login || $0.kind == .client) && $0.state == .failed }
            return self.connectedHere(isBlocked: isBlocked, dials: dials)
        case .events: return self.events
        }
    }

    func step(
        _ kind: ConnectStep.Kind,
        _ state: ConnectStep.State,
        _ text: StepWords = StepWords(),
        offers: [ConnectStep.Offer] = []
    ) -> ConnectStep {
        ConnectStep(kind, state, evidence: text.brief, explanation: text.sentence, offers: offers)
    }

    func step(
        _ kind: ConnectStep.Kind,
        _ state: ConnectStep.State,
        _ trouble: NapCatTrouble,
        offers: [ConnectStep.Offer] = []
    ) -> ConnectStep {
        ConnectStep(
            kind,
            state,
            evidence: trouble.words(self.language, at: self.place).brief,
            explanation: trouble.sentence(self.language, at: self.place),
            offers: offers
        )
    }

    /// A container that is known can be restarted from here, and a NapCat whose WebUI lets us in.
    var restart: [ConnectStep.Offer] {
        guard let look = self.look else { return [] }
        return look.container != nil || look.isUp && look.token.isAccepted == true ? [.restart] : []
    }

    /// The step that a trouble belongs to, where WebUI and NapCat otherwise answer.
    func troubled(_ kind: ConnectStep.Kind) -> NapCatTrouble? {
        guard let look = self.look, let trouble = look.trouble else { return nil }
        return self.step(of: trouble, look) == kind ? trouble : nil
    }

    private func step(of trouble: NapCatTrouble, _ look: NapCatLook) -> ConnectStep.Kind? {
        switch trouble {
        case .tokenMissing, .tokenRefused, .codeNeeded, .codeRefused, .rateLimited, .heldBack: .token
        case .notLoggedIn: .login
        case .tooLarge, .notTaken, .changedMeanwhile: .client
        case .folderMissing, .fileMissing, .fileBroken, .fileUnreadable, .fileReadOnly, .severalAccounts: .client
        case .noContainer, .engine: nil
        // It came in the middle: at what is not known for it.
        case .badAddress, .refused, .unreachable, .timedOut, .tls, .redirected, .otherProgram, .addressBlocked, .said:
            if look.token.isAccepted == nil { .token } else if look.login == nil { .login } else { .client }
        }
    }
}

import Snapshot

/// What one attempt shows: the catalogue's id, more exact than the endpoint could tell while it answered.
enum AttemptKind: Hashable {
    case mistake(FindingID)
    /// SEC-03: refused because its address tried many keys.
    case guessing
    /// SEC-03: asked for what only scanners ask for.
    case scanning

    var id: FindingID {
        switch self {
        case .mistake(let id): id
        case .guessing, .scanning: .sec03
        }
    }

    /// How long a finding stands without another attempt that shows it, in seconds.
    var fadesAfter: Double {
        switch self {
        case .guessing, .scanning: 86_400
        // Heartbeats are posted every half minute.
        case .mistake(.hs03): 300
        case .mistake: 900
        }
    }

    /// Whether a bot makes it: others look in, or knock.
    var isOfBot: Bool {
        switch self {
        case .mistake(let id): ![.hs09, .hs11, .hs05, .hs02, .hs12].contains(id)
        case .guessing: true
        case .scanning: false
        }
    }

    /// Whether a connection of the same bot that was accepted shows that it is mended.
    var isMendedByAcceptance: Bool {
        switch self {
        case .mistake(let id): self.isOfBot && id != .hs06 && id != .auth11
        case .guessing, .scanning: false
        }
    }

    var isOfKey: Bool { self.id.family == "AUTH" || self.id == .sec05 }
}

/// Tells the kind of attempts.
struct AttemptJudge {
    /// The endpoint's own paths, normalised.
    private let own: Set<String>

    init(path: String) {
        self.own = Set([path, "/onebot/v11/ws", "/onebot/v11"].map(KnownPaths.normalized))
    }

    /// Why it was refused, or ended before an answer; nil when it was accepted.
    func refusal(_ attempt: AttemptFacts) -> AttemptKind? {
        guard !attempt.isAccepted else { return nil }
        guard attempt.end != .dropped else { return .guessing }
        guard let stated = attempt.cause.flatMap(FindingID.init) else {
            guard attempt.status == 0 else { return nil }
            return .mistake(attempt.firstBytes == .tls ? .tls01 : .hs09)
        }
        switch stated {
        case .hs01: return self.wrongPath(attempt)
        case .hs03: return self.wrongMethod(attempt)
        case .hs06, .hs11: return .mistake(self.upgrade(attempt))
        case .sec03: return .guessing
        // No room is no room; what there is none of is the machine's finding.
        case .sys04: return .mistake(.full)
        case _ where stated.family == "AUTH": return .mistake(self.key(attempt, stated))
        default: return .mistake(stated)
        }
    }

    /// Whether it said that it is a bot.
    static func isBotLike(_ attempt: AttemptFacts) -> Bool {
        attempt.selfID != nil || attempt.role != nil || ClientKind(userAgent: attempt.userAgent).isBot
    }

    /// A page or an add-on of a browser: no bot names itself so and says nothing else of itself.
    static func isOfBrowser(_ attempt: AttemptFacts) -> Bool {
        attempt.selfID == nil && attempt.role == nil && ClientKind(userAgent: attempt.userAgent) == .browser
    }

    /// HS-02: accepted although the path is not written as ours is.
    func isPathVariant(_ attempt: AttemptFacts) -> Bool {
        guard let path = attempt.path, path != "/" else { return false }
        return attempt.isAccepted && path != KnownPaths.normalized(path)
    }

    /// HS-12: a forward proxy wrote the request.
    static func cameThroughForwardProxy(_ attempt: AttemptFacts) -> Bool {
        guard attempt.asksUpgrade else { return false }
        if attempt.isAbsoluteForm || attempt.proxyMarks.contains("Proxy-Connection") { return true }
        guard let via = attempt.via.map(SmallText.init) else { return false }
        return self.forwardProxies.contains { via.contains($0) }
    }

    private static let forwardProxies = ["squid", "privoxy", "tinyproxy", "polipo", "mitmproxy", "3proxy", "clash"]

    private func wrongPath(_ attempt: AttemptFacts) -> AttemptKind {
        let path = attempt.path ?? "/"
        if KnownPaths.isOneBot12(path) { return .mistake(.id05) }
        if Self.isBotLike(attempt) { return .mistake(.hs01) }
        if KnownPaths.isScanned(path) { return .scanning }
        if attempt.asksUpgrade || attempt.hasWebSocketKey {
            return .mistake(Self.isOfBrowser(attempt) ? .hs11 : .hs01)
        }
        if attempt.isAbsoluteForm { return .scanning }
        if KnownPaths.isPanel(path) { return .mistake(.hs05) }
        switch ClientKind(userAgent: attempt.userAgent) {
        case .browser, .tool: return .mistake(.hs11)
        default: return attempt.network == .public && !KnownPaths.isHarmless(path) ? .scanning : .mistake(.hs11)
        }
    }

    private func wrongMethod(_ attempt: AttemptFacts) -> AttemptKind {
        guard attempt.method == "POST" else { return attempt.method == "OPTIONS" ? .mistake(.hs11) : .scanning }
        if Self.isBotLike(attempt) || attempt.hasSignature { return .mistake(.hs03) }
        let isOwn = self.own.contains(KnownPaths.normalized(attempt.path ?? "/"))
        let isBrowser = ClientKind(userAgent: attempt.userAgent) == .browser
        return isOwn && !isBrowser ? .mistake(.hs03) : .scanning
    }

    /// A proxy leaves `Sec-WebSocket-Key` in place when it takes `Upgrade` away; a browser never sent one.
    private func upgrade(_ attempt: AttemptFacts) -> FindingID {
        guard !Self.isOfBrowser(attempt) else { return .hs11 }
        return attempt.asksUpgrade || attempt.hasWebSocketKey || Self.isBotLike(attempt) ? .hs06 : .hs11
    }

    private func key(_ attempt: AttemptFacts, _ stated: FindingID) -> FindingID {
        switch attempt.key?.mistake {
        case .panelToken: return .auth10
        case .boundElsewhere: return .sec05
        default: break
        }
        // It has no key to mend; whoever tries one out is another matter.
        if stated == .auth01 || stated == .auth02, Self.isOfBrowser(attempt), !attempt.hasSignature { return .hs11 }
        guard stated == .auth01 else { return stated }
        if attempt.hasSignature { return .auth10 }
        let alwaysSends = ClientKind(userAgent: attempt.userAgent).alwaysSendsKey
        return alwaysSends && !attempt.proxyMarks.isEmpty ? .auth11 : .auth01
    }
}

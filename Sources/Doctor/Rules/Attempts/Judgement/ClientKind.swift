/// What software an attempt came from, by its `User-Agent`.
package enum ClientKind: String, Equatable, Hashable, Sendable, CaseIterable {
    case napCat, llBot, lagrange, goCqhttp, otherBot
    /// The library that bot frameworks dial bots with.
    case pythonWebSockets
    case browser
    /// `curl` and its like, and programs that look whether a port answers.
    case tool
    case unknown

    package init(userAgent: String?) {
        guard let userAgent else {
            self = .unknown
            return
        }
        let text = SmallText(userAgent)
        self =
            switch true {
            case text.hasPrefix("onebot/"): .napCat
            case text.hasPrefix("llonebot/"), text.hasPrefix("llbot/"): .llBot
            case text.contains("lagrange"): .lagrange
            case text.hasPrefix("cqhttp/"): .goCqhttp
            case text.contains("gensokyo"), text.contains("shamrock"), text.contains("onebot"): .otherBot
            case text.contains("websockets/"): .pythonWebSockets
            case text.hasPrefix("mozilla/"): .browser
            case Self.tools.contains(where: { text.contains($0) }): .tool
            default: .unknown
            }
    }

    private static let tools = [
        "curl/", "wget/", "httpie/", "kube-probe", "uptime", "postman", "websocat", "wscat", "healthcheck", "haproxy",
        "prometheus", "blackbox",
    ]

    /// Implementations of OneBot.
    package var isBot: Bool {
        switch self {
        case .napCat, .llBot, .lagrange, .goCqhttp, .otherBot: true
        case .pythonWebSockets, .browser, .tool, .unknown: false
        }
    }

    /// Whether it sends `Authorization` with every handshake, be the token field empty or not.
    package var alwaysSendsKey: Bool { self == .napCat || self == .llBot }
}

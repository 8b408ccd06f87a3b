/// Something that whoever plays with the stand-in may wait for. No token is in it.
package enum StandInHappening: Equatable, Sendable {
    /// What became of a connection of the bot's.
    package enum Step: Equatable, Sendable {
        case dials(url: String)
        case connected
        /// The server answered another status than 101.
        case refused(status: Int)
        /// It did not come about, in the words of NapCat's library.
        case failed(String)
        case called(action: String)
        case closed
    }

    case listening(url: String)
    case loginAccepted
    case loginRefused(String)
    case secondFactorAsked
    case tokenChanged
    case webUISaved
    /// How many `websocketClients` the saved configuration has.
    case saved(clients: Int)
    case saveRefused(String)
    case qrCode(String)
    case loggedIn(account: Int64)
    case loggedOut
    case offline
    case online
    case restarting
    /// Connections are numbered in the order in which they are dialled.
    case link(number: Int, name: String, Step)

    /// As the executable prints it.
    package var line: String {
        switch self {
        case .listening(let url): "listening on \(url)"
        case .loginAccepted: "login accepted"
        case .loginRefused(let message): "login refused: \(message)"
        case .secondFactorAsked: "login asked for a second factor"
        case .tokenChanged: "token changed"
        case .webUISaved: "webui.json saved"
        case .saved(let clients): "configuration saved: \(clients) websocketClients"
        case .saveRefused(let message): "configuration refused: \(message)"
        case .qrCode(let text): "QQ waits for a scan: \(text)"
        case .loggedIn(let account): "QQ logged in: \(account)"
        case .loggedOut: "QQ logged out"
        case .offline: "QQ offline"
        case .online: "QQ online"
        case .restarting: "restarting"
        case .link(let number, let name, let step): "link \(number) \(name) \(step.text)"
        }
    }

    /// A URL may carry a token in its query.
    static func withoutQuery(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        return url[..<mark] + "?…"
    }
}

extension StandInHappening.Step {
    fileprivate var text: String {
        switch self {
        case .dials(let url): "dials \(url)"
        case .connected: "connected"
        case .refused(let status): "refused \(status)"
        case .failed(let text): "failed: \(text)"
        case .called(let action): "called \(action)"
        case .closed: "closed"
        }
    }
}

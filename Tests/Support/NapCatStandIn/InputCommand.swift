import NIOCore
import NapCatTesting

/// What can be typed while the stand-in runs.
enum InputCommand: Equatable {
    case scan
    case offline
    case online
    case logOut
    case restart
    case say(String)
    /// Message events a second.
    case rate(Double)
    /// Seconds that every answer of the WebUI comes later.
    case delay(Double)
    case manner(StandInManner)
    case quit

    static let help = """
        Commands on standard input:
          scan          somebody scans the QR code
          offline       QQ throws the account off; `online` brings it back
          logout        the account leaves, the next has to scan
          restart       NapCat restarts, reading its files anew
          say TEXT      somebody writes TEXT in a group
          rate N        N events a second from now on
          delay S       the WebUI answers S seconds later
          manner M      how requests are met: normal, html, silent, drops, blocked, redirect URL
          quit          ends, as do SIGTERM and the end of the input
        """

    init?(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words.first {
        case "scan": self = .scan
        case "offline": self = .offline
        case "online": self = .online
        case "logout": self = .logOut
        case "restart": self = .restart
        case "say" where !rest.isEmpty: self = .say(rest)
        case "rate":
            guard let rate = Self.amount(rest) else { return nil }
            self = .rate(rate)
        case "delay":
            guard let delay = Self.amount(rest) else { return nil }
            self = .delay(delay)
        case "manner":
            guard let manner = Self.manner(rest) else { return nil }
            self = .manner(manner)
        case "quit": self = .quit
        default: return nil
        }
    }

    private static func amount(_ text: String) -> Double? {
        Double(text).flatMap { (0...86_400).contains($0) ? $0 : nil }
    }

    private static func manner(_ text: String) -> StandInManner? {
        let words = text.split(separator: " ").map(String.init)
        return switch words.first {
        case "normal": .normal
        case "html": .html
        case "silent": .silent
        case "drops": .drops
        case "blocked": .blocked
        case "redirect" where words.count == 2: .redirect(to: words[1])
        default: nil
        }
    }

    /// - Returns: false when there was nothing to scan.
    func carryOut(_ control: StandInControl) -> Bool {
        switch self {
        case .scan: return control.scan()
        case .offline: control.goOffline()
        case .online: control.goOnline()
        case .logOut: control.logOut()
        case .restart: control.restart()
        case .say(let text): control.say(text)
        case .rate(let rate): control.setEventRate(rate)
        case .delay(let seconds): control.setDelay(.nanoseconds(Int64(seconds * 1_000_000_000)))
        case .manner(let manner): control.setManner(manner)
        case .quit: break
        }
        return true
    }
}

import Snapshot

extension OperationSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .settingsFault(let fault) where fault.isBroken:
            FindingText(
                title: "the settings file cannot be read",
                evidence: fault.english + (fault.english.hasSuffix(".") ? "" : ".")
                    + " A console that runs goes on with the settings of before; no console can start with this file.",
                steps: [
                    "Correct the file: nano \(ResourceSymptom.quoted(context.subject))",
                    "See whether it is good: onebot-console config check",
                ],
                clears: "goes away when the file can be read"
            )
        case .settingsFault:
            FindingText(
                title: "the settings file was edited; the changes are not in force",
                evidence: "\(context.subject) says something else than what this console has read. Until a restart the "
                    + "screen cannot change settings either, so as not to overwrite the edit.",
                steps: [
                    "Restart when it suits: onebot-console stop, then onebot-console.",
                    "A service reads all but alarms: again without a restart: sudo systemctl reload onebot-console",
                ],
                clears: "goes away when the file is read again, or when the file is as it was"
            )
        case .endsWithSession:
            FindingText(
                title: "the endpoint most likely ends with this SSH session",
                evidence: "The serving process belongs to the login session that started it, and this system ends what "
                    + "belongs to a session when it is closed. Then every bot drops.",
                steps: [
                    "Let processes of yours go on: sudo loginctl enable-linger \"$USER\"",
                    "Or run it as a service: onebot-console run --headless under systemd, and onebot-console attach for "
                        + "the screen.",
                    "Or start it inside tmux.",
                ],
                clears: "goes away when it is started so that it goes on"
            )
        case .notUTF8(let terminal):
            FindingText(
                title: "the terminal \(terminal) is not set to UTF-8",
                evidence:
                    "The locale of this session is not UTF-8, so that Chinese and frames may show as ???? or boxes.",
                steps: [
                    "In the shell, before the start: export LANG=C.UTF-8",
                    "In the SSH client set the character set to UTF-8.",
                ],
                clears: "goes away when the screen is opened again with UTF-8"
            )
        case .terminal(let name, let isKnown, let columns, let rows, let isSmall):
            FindingText(
                title: isKnown
                    ? "the terminal \(name) is smaller than 80x24"
                    : "this host does not know the terminal \(name)",
                evidence: (isKnown
                    ? "" : "There is no description of \(name) here, so that keys and colours may be wrong.")
                    + (isSmall
                        ? (isKnown ? "" : " ")
                            + "It has \(columns) columns and \(rows) rows; the panels need 80 and 24." : ""),
                steps: (isKnown
                    ? []
                    : [
                        "In the shell, before the start: export TERM=xterm-256color",
                        "Or install the descriptions: sudo apt install ncurses-term",
                    ]) + (isSmall ? ["Make the window larger, or its letters smaller."] : []),
                clears: "goes away when the screen is opened in a known terminal of 80x24"
            )
        case .noKey(let isReachable, let port):
            FindingText(
                title: "no key is asked for"
                    + (isReachable ? ", and port \(port) is reachable" : " on port \(port)"),
                evidence: isReachable
                    ? "Bots are let in without an access key, and port \(port) is listened on beyond this host. Whoever "
                        + "reaches it can pose as your bot and read and send through it."
                    : "Bots are let in without an access key. Port \(port) is listened on by this host alone, so that only "
                        + "its own programs can come in.",
                steps: [
                    "Turn off Without key in 8 Settings.", "Then make a key there: R.",
                    "Put the key into every bot's Token (c copies it).",
                ],
                clears: "goes away when a key is asked for"
                    + (isReachable ? ", or loopback alone is listened on" : "")
            )
        case .keyInQuery(let proxy):
            FindingText(
                title: "the access key passes the proxy \(proxy) in the address",
                evidence:
                    "A bot came through the proxy at \(proxy) with ?access_token=… in its URL. Proxies write addresses "
                    + "into their logs, and with them most likely the key.",
                steps: [
                    "In the bot put the key into the Token field and take ?access_token=… out of the URL.",
                    "Let the proxy pass Authorization on (nginx does unless it is told not to).",
                    "Then make a new key, for the old one stands in the log: 8 Settings, R.",
                ],
                clears: "goes away when the bot comes through that proxy without it, or a day after the last time"
            )
        case .weakKey(let weakness):
            FindingText(
                title: "the access key is weak",
                evidence:
                    "The key \(weakness.map(\.inEnglish).joined(separator: ", and ")). Scanners try such keys first; "
                    + "who has it can pose as your bot.",
                steps: [
                    "Make a new one: 8 Settings, R. The present one is still accepted for a while.",
                    "Put the new key into every bot's Token (c copies it); switch the entry off and on.",
                    "Where the key comes from the environment or the command line, change it there and start again.",
                ],
                clears: "goes away with a strong key"
            )
        }
    }
}

extension Evidence.KeyWeakness {
    fileprivate var inEnglish: String {
        switch self {
        case .short: "is shorter than 16 characters"
        case .oneClass: "has only one kind of characters"
        case .famous: "stands in guides and examples"
        case .repetitive: "repeats itself"
        case .account: "is an account number"
        }
    }
}

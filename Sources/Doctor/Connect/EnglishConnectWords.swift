import Snapshot

struct EnglishConnectWords: ConnectWords {
    var keys = PanelKeys(areNear: false)

    let notLooked = StepWords("not looked yet", "This console has not looked for NapCat yet; it does so in a moment.")
    let restarting = StepWords("NapCat restarts …", "This console has just restarted it; it is back in a moment.")

    func answers(_ address: String, _ milliseconds: Int) -> String { "\(address), \(milliseconds) ms" }

    let openToAll =
        "The WebUI can most likely be reached from the internet: whoever has its token has the account. Close it (7 Doctor, "
        + "SEC-07), or at least move it to another port."
    let defaultPort =
        "The WebUI listens on a public address on the port that scanners try first. Another port keeps most of them away "
        + "(7 Doctor, SEC-06)."
    let publishedPort =
        "Its container's port is published: change the left number of ports: in its compose file (Nekro Agent: "
        + "NAPCAT_EXPOSE_PORT in .env), run docker compose up -d, then put the new address into 8 Settings, WebUI URL "
        + "(napcat.webui_url)."
    var portByHand: String {
        "Once NapCat lets this console in (step 2), \(self.keys.english("w")) moves it; by hand: port in webui.json, restart "
            + "NapCat, then 8 Settings, WebUI port."
    }

    func triedPort(_ port: Int) -> String {
        "The endpoint listens on a public address on port \(port), which scanners try first (7 Doctor, SEC-06); a free "
            + "high one is quieter, and bots need it too."
    }

    let tokenGood = StepWords("known, strong")
    let tokenUntried = StepWords(
        "known, not tried yet",
        "The WebUI's token is known but has not been tried yet: that needs a WebUI that answers."
    )
    let tokenKnown = "known"

    func tokenWeak(_ weaknesses: [NapCatLook.Token.Weakness]) -> StepWords {
        StepWords(
            weaknesses.contains(.famous) ? "known, a default word" : "known, weak",
            "The WebUI's token \(NapCatLook.Token.Weakness.english(weaknesses)). Whoever guesses it has the account: a good "
                + "one has 12 characters and more, with letters, digits and signs."
        )
    }

    func offline(_ account: String?) -> StepWords {
        let who = account.map { "QQ \(FindingContext.cut($0, to: 20))" } ?? "the account"
        return StepWords(
            account.map { "\(FindingContext.cut($0, to: 16)) offline" } ?? "offline",
            "NapCat says that \(who) is logged in there but offline: QQ has thrown it out. "
                + self.keys.englishRestart
        )
    }

    func waitsForScan(_ reason: String?, hasCode: Bool) -> StepWords {
        StepWords(
            "waits for a scan",
            "NapCat runs, but no account is logged in."
                + (reason.map { " It says of the last try: \($0)." } ?? "")
                + (hasCode
                    ? " Scan its code with the phone's QQ; the code is good for a few minutes."
                    : " It has no code to scan at present: ask it for a new one, or restart it.")
        )
    }

    func pointsHere(_ entry: String) -> String { "set: \"\(self.name(entry))\"" }

    let inFile = StepWords("stands in its file; counts once NapCat has restarted")

    func formerPort(_ former: Int, now: Int) -> StepWords {
        StepWords(
            "former port \(former)",
            "NapCat's client uses the former port \(former): it stays connected now, but cannot come back. "
                + "\(self.keys.english("a")) sets \(now)."
        )
    }

    func astray(_ entry: String, to address: String) -> StepWords {
        StepWords(
            "not where we listen",
            "NapCat's client \"\(self.name(entry))\" leads to \(address), which is not where we listen now. Unless "
                + "something there leads on to here, \(self.keys.english("a")) sets the right one."
        )
    }

    func noEntry(_ others: Int) -> StepWords {
        let have =
            switch others {
            case 0: "NapCat has no WebSocket client yet."
            case 1: "NapCat has one WebSocket client, which does not point here; it is left alone."
            default: "NapCat has \(others) WebSocket clients, none of which points here; they are left alone."
            }
        return StepWords("no client for here", have + " One is needed with our address and our key, switched on.")
    }

    func onlyServers(_ names: [String]) -> StepWords {
        StepWords(
            "only a server entry",
            "NapCat has a WebSocket server (\(self.list(names, ", "))), which waits to be dialled. Needed is a WebSocket "
                + "client: NapCat dials this console."
        )
    }

    func ofOtherAccounts(_ accounts: [String]) -> StepWords {
        StepWords(
            "of another account",
            "The client that points here is saved for another account (\(self.list(accounts, ", "))). NapCat keeps its "
                + "network settings for each account: the one that is logged in needs its own."
        )
    }

    let connectedAnyway = StepWords(
        "connected",
        "NapCat is connected, though no client of its settings is known to point here: it comes by an address that is not "
            + "known to be ours, such as a name."
    )
    let connectedStill = "It is connected all the same; the next time it connects this counts."

    func links(_ count: Int, _ milliseconds: Double?) -> String {
        "\(count) link\(count == 1 ? "" : "s")" + (milliseconds.map { ", \(self.number($0)) ms" } ?? "")
    }

    var accountOffline: StepWords {
        StepWords(
            "up, but QQ is offline",
            "The connection is up, but NapCat says that QQ is offline. " + self.keys.englishRestart
        )
    }
    let quiet = StepWords(
        "up, but silent",
        "The connection is up, but for three heartbeats nothing has come over it but pongs. If it stays so, restart NapCat."
    )

    func refused(_ id: String, status: Int, ago: Double) -> StepWords {
        let why = self.reason(id)
        let answer = status > 0 ? " with \(status)" : ""
        return StepWords(
            "refused: \(id)",
            "NapCat dialled here \(FindingContext.duration(ago, .english)) ago and was refused\(answer): \(why). 7 Doctor "
                + "has the steps under \(id)."
        )
    }

    private func reason(_ id: String) -> String {
        switch id {
        case "AUTH-01", "AUTH-02": "it sent no key"
        case "AUTH-09": "it sent the key of before"
        case "AUTH-10": "it sent something that is not an access key, such as the WebUI's token"
        case "HS-01": "its URL has a path that is not served"
        case "HS-03": "it posts by HTTP instead of connecting by WebSocket"
        case "TLS-01": "its URL has wss:// where ws:// is spoken"
        case "TLS-02": "its URL has ws:// where wss:// is spoken"
        case "TLS-03": "it does not take our certificate"
        case "ID-03": "it holds four links already"
        case "SEC-03": "its address is blocked for guessing keys"
        case "PAUSED": "its address is blocked by you"
        case "FULL": "no link is free"
        case "SYS-04": "no file descriptor is left"
        default: id.hasPrefix("AUTH") ? "its token is not the access key" : "its handshake is not what is served here"
        }
    }

    let isComing = "waiting for NapCat …"

    func gone(_ seconds: Double, isReturning: Bool) -> String {
        "gone for \(FindingContext.duration(seconds, .english))" + (isReturning ? ", NapCat dials again by itself" : "")
    }

    func lost(_ seconds: Double) -> StepWords {
        let ago = FindingContext.duration(seconds, .english)
        return StepWords(
            self.gone(seconds, isReturning: false),
            "NapCat was connected and has been gone for \(ago). It tries again by itself every few seconds while it runs; "
                + "if it does not come, see whether it runs, and restart it."
        )
    }

    let notListening = StepWords(
        "nothing listens here",
        "This console itself does not listen at present, so that nobody can connect: 7 Doctor says why."
    )

    func nothingCame(_ url: String?) -> StepWords {
        StepWords(
            "nothing has come",
            "NapCat is set up, but no connection of it has arrived."
                + (url.map { " It dials \($0)." } ?? "")
                + " Most likely it cannot reach that address: inside of a container 127.0.0.1 is the container, and a "
                + "firewall may keep containers out. Choose another address beside, or restart NapCat."
        )
    }

    let noEvents = StepWords(
        "none yet",
        "No event has come over this connection yet. Send the account a message from another one."
    )

    func events(_ count: Int, ago: Double, onlyHeartbeats: Bool) -> String {
        onlyHeartbeats
            ? "\(count), no message yet" : "\(count), last \(FindingContext.duration(ago, .english)) ago"
    }
}

extension NapCatLook.Token.Weakness {
    /// As a predicate: `is shorter than 12 characters and …`.
    static func english(_ weaknesses: [Self]) -> String {
        let parts = weaknesses.map { weakness in
            switch weakness {
            case .missing: "is empty"
            case .short: "is shorter than 12 characters"
            case .plain: "lacks letters, digits or signs"
            case .famous: "is a word that everybody tries first"
            }
        }
        return parts.joined(separator: " and ")
    }
}

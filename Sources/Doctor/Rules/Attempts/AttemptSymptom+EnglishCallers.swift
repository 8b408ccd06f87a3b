extension AttemptSymptom {
    /// Who calls, how often, and whether there is room.
    func englishOfCallers(_ context: FindingContext) -> FindingText {
        switch self {
        case .badIdentity(let bad, let caller): self.english(AttemptWords(context, caller), bad)
        case .fifthLink(let address, let silent): self.english(AttemptWords(context), fifthFrom: address, silent)
        case .oneBot12(let path, let caller): self.english(AttemptWords(context, caller), oneBot12: path)
        case .storm(let perMinute, let reason, let caller):
            self.english(AttemptWords(context, caller), perMinute, reason)
        case .paused(let caller):
            FindingText(
                title: "\(context.subject) wants to connect, but you blocked it",
                evidence: AttemptWords(context, caller).seen() + " Its key is right; the block is the only reason.",
                steps: ["If it may connect again, release it. Otherwise nothing has to be done."],
                clears: "goes away when it is released, or " + "15 minutes after its last attempt"
            )
        case .full(let links):
            FindingText(
                title: "all links are taken: bots are turned away",
                evidence: "\(context.finding.count) handshakes were answered 503, last at "
                    + "\(context.clock(context.finding.last)). \(links) links are held at present.",
                steps: [
                    "Look in 3 Bots for links that nobody needs, and disconnect them.",
                    "If the machine ran out of file descriptors, raise the limit: ulimit -n 65536",
                ],
                clears: "goes away when a bot is let in again"
            )
        case .guessing(let until, let accepted):
            FindingText(
                title: "\(context.subject) tries out access keys" + (until == nil ? "" : "; it is blocked"),
                evidence: AttemptWords(context).seen("attempt", "attempts") + " It sent several different wrong keys."
                    + (until.map { " It is refused until \(context.clock($0))." } ?? "")
                    + (accepted.map { " Since then a right key came from it, at \(context.clock($0))." } ?? ""),
                steps: [
                    "If it is your bot, copy the access key (c) into it once more, then release the address.",
                    "If you do not know the address, close the port to it in the firewall: ufw prepend deny from "
                        + context.subject,
                    accepted == nil
                        ? "Let only the bots' addresses reach port \(context.port), where that is possible."
                        : "If that was not you, the key is known to a stranger: make a new one (8 Settings).",
                ],
                clears: "goes away after 24 quiet hours"
            )
        case .scanning(let paths):
            FindingText(
                title: "\(context.subject) scans for weak servers",
                evidence: AttemptWords(context).seen("request", "requests") + " Asked for: "
                    + paths.map { AttemptWords(context).cut($0, 40) }.joined(separator: ", ") + ". All were refused.",
                steps: [
                    "Nothing has to be done: the key keeps strangers out.",
                    "To see less of it, let only the bots' addresses reach port \(context.port).",
                ],
                clears: "goes away after 24 quiet hours"
            )
        case .crowd(let id, let addresses, let busiest):
            FindingText(
                title: Self.englishAddresses(addresses, busiest) + " " + Self.englishCrowd(id),
                evidence: "\(context.finding.count) attempts since \(context.clock(context.finding.since)), last at "
                    + "\(context.clock(context.finding.last)). The busiest: "
                    + busiest.map { "\($0.address) (\($0.count))" }.joined(separator: ", ")
                    + ". Most likely scanners of the internet.",
                steps: [
                    "Let only the bots' addresses reach port \(context.port): in the provider's security group, or by ufw.",
                    "Another port than the usual one is found less often: 8 Settings.",
                ],
                clears: "goes away when fewer than \(Crowd.limit + 1) addresses do so"
            )
        default: self.english(context)
        }
    }

    /// Many addresses of one network count as one.
    private static func englishAddresses(_ count: Int, _ busiest: [Busy]) -> String {
        guard count == 1, let only = busiest.first else { return "\(count) addresses" }
        return "addresses of \(only.address)"
    }

    private static func englishCrowd(_ id: FindingID) -> String {
        switch id {
        case .hs09: "open connections without a request"
        case .hs11: "looked in with browsers or test tools"
        case .sec03: "scan this port or try out keys"
        case .tls01: "speak TLS to the plain port"
        case .tls02: "speak plain ws:// to the TLS port"
        case .tls03: "do not take the certificate"
        case .live07: "connect again and again"
        default: "that nobody knows fail by \(id.rawValue)"
        }
    }

    private func english(_ words: AttemptWords, _ bad: BadIdentity) -> FindingText {
        switch bad {
        case .selfID:
            FindingText(
                title: "\(words.subject) gives an account that is no number",
                evidence: words.seen() + " X-Self-ID must be the QQ number in digits.",
                steps: [
                    "See in the bot whether QQ is logged in: some send a placeholder before that.",
                    "If it stays, update the bot program on that machine.",
                ],
                clears: "goes away when it connects with its number"
            )
        case .role(let role):
            FindingText(
                title: "\(words.subject) gives a role that OneBot does not know",
                evidence: words.seen()
                    + " X-Client-Role is \(words.cut(role, 20)); Universal, API and Event are known.",
                steps: ["Set the role to Universal in that program, or leave the header out."],
                clears: AttemptWords.clearsByConnecting
            )
        case .never(let links):
            FindingText(
                title: "\(words.subject) does not say which account it is",
                evidence: "\(links) \(links == 1 ? "link" : "links") of \(words.who) without X-Self-ID since "
                    + "\(words.first), and no event that names the account.",
                steps: [
                    "See in the bot whether QQ is logged in: it may still be loading.",
                    "If it stays, update the bot program on that machine.",
                ],
                clears: "goes away when it names its account"
            )
        }
    }

    private func english(_ words: AttemptWords, fifthFrom address: String, _ silent: Int) -> FindingText {
        let quiet = silent == 0 ? "" : " \(silent) of them \(silent == 1 ? "is" : "are") silent."
        return FindingText(
            title: "QQ \(words.subject) asks for a fifth link",
            evidence: "It holds four links; \(words.finding.count) more from \(address) refused since \(words.first), "
                + "last at \(words.last)." + quiet,
            steps: [
                "See in NapCat → Network configuration whether this address stands there more than once; leave one.",
                "Or another program uses the same account: stop it, or disconnect its link in 3 Bots.",
            ],
            clears: "goes away when the bot holds fewer than four links"
        )
    }

    private func english(_ words: AttemptWords, oneBot12 path: String?) -> FindingText {
        let asked = path.map { " It asks for \(words.cut($0, 60))." } ?? ""
        return FindingText(
            title: "\(words.subject) speaks OneBot 12 instead of OneBot 11",
            evidence: words.seen() + asked + " This console speaks OneBot 11.",
            steps: [
                "Switch that program to OneBot 11 (reverse WebSocket).",
                "Set its URL to \(words.address) (y copies it).",
            ],
            clears: "goes away when it connects by OneBot 11"
        )
    }

    private func english(_ words: AttemptWords, _ perMinute: Int, _ reason: FindingID?) -> FindingText {
        var name = words.subject
        if case .bot = words.finding.subject { name = "QQ " + name }
        let why =
            reason.map { "Most failed for one reason: \($0.rawValue)." }
            ?? "They were let in, and the connection ended again each time."
        let mend =
            reason.map { "Mend \($0.rawValue) first: the attempts end when it connects." }
            ?? "See in the bot's log why it leaves, and whether two programs use one account."
        return FindingText(
            title: "\(name) connects again and again: \(perMinute) times a minute",
            evidence: words.seen("attempt", "attempts") + " " + why,
            steps: [mend, "A longer reconnect interval in the bot, such as 10000 ms, is easier on both sides."],
            clears: "goes away after 5 minutes with fewer than 2 attempts a minute"
        )
    }
}

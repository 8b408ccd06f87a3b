import Snapshot

extension IdentitySymptom {
    func english(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        switch self {
        case .otherAccount(let own, let named, let byHeader):
            let said = byHeader ? "Its handshake says QQ \(own)" : "Its first event said QQ \(own)"
            return FindingText(
                title: "\(who) sends events of another account",
                evidence: "\(said), but events on this link say QQ \(named).",
                steps: [
                    "See whether a program between the bot and this console puts its own X-Self-ID into the handshake.",
                    "See whether two bots share one configuration folder; give each its own.",
                    "Where you know of neither, change the access key: whoever has it can claim any account.",
                ],
                clears: "goes away when ten events in a row agree with the link"
            )
        case .manyLinks(let speaking, let silent):
            let all = (speaking + silent).map(\.text).joined(separator: ", ")
            guard finding.severity > .notice else {
                let quiet = silent.map(\.text).joined(separator: ", ")
                let which = quiet.isEmpty ? "" : " Nothing of the program is heard on: \(quiet)."
                return FindingText(
                    title: "\(who) holds \(finding.count) links, one of which does the work",
                    evidence: "Connected are: \(all).\(which) Most likely an old link whose end was never reported.",
                    steps: [
                        "Nothing has to be done: calls go to the link that speaks.",
                        "The silent link can be closed here; a bot that still uses it connects again.",
                        "NapCat leaves such a link after an edit of its address: restart NapCat to be rid of it.",
                    ],
                    clears: "goes away when one link is left"
                )
            }
            return FindingText(
                title: "\(who) is connected \(finding.count) times, and several links speak",
                evidence: "These speak: \(speaking.map(\.text).joined(separator: ", ")). "
                    + (self.isOneProgram(speaking)
                        ? "They look alike: most likely one entry that was saved twice."
                        : "They differ: most likely two programs use one account."),
                steps: [
                    "Look for a second enabled WebSocket client with this address: NapCat's WebUI → Network "
                        + "configuration.",
                    "See whether a second program (another NapCat, LLBot, Lagrange) is logged in with this account.",
                    "Keep one and disable the others.",
                ],
                clears: "goes away when one link is left"
            )
        case .pingPong(let first, let second, _):
            return FindingText(
                title: "two programs take \(who) from each other",
                evidence: "\(context.count(finding.count, "takeover")) between \(first.text) and \(second.text) since "
                    + "\(context.clock(finding.since)), last at \(context.clock(finding.last)). Each time one came, "
                    + "the link of the other had ended or ended then.",
                steps: [
                    "Decide which of the two programs shall serve this account.",
                    "In the other one disable the WebSocket client, or log the account out there.",
                ],
                clears: "goes away after ten minutes without a takeover"
            )
        case .halfLink(let role, let since, let kind):
            let isAPI = role == .api
            return FindingText(
                title: "\(who) has opened only its \(isAPI ? "API" : "Event") link",
                evidence: "Since \(context.clock(since)) there is no \(isAPI ? "Event" : "API") link: "
                    + (isAPI ? "calls can be made, nothing is heard." : "events are heard, calls are not possible."),
                steps: [
                    "Open \(kind.place(.english)).",
                    "Set the universal address, so that one link does both"
                        + (context.address.map { ": \($0)" } ?? "."),
                    "Or set the missing one, "
                        + "\(isAPI ? "the Event address" : "the API address"), to the same address.",
                ],
                clears: "goes away when the other link is there, or a universal one"
            )
        case .framework(let name):
            return FindingText(
                title: "\(who) calls us as if this console were a bot",
                evidence: "The first frame from \(name.text) was an API call, and no lifecycle event has come. Most "
                    + "likely a bot framework in forward mode, not a bot.",
                steps: [
                    "In the framework switch off the forward WebSocket client that dials this address.",
                    "Connect the framework to the bot's own WebSocket server, or run it as a reverse WebSocket server.",
                    "Let the bot (NapCat, LLBot, Lagrange) dial this console.",
                ],
                clears: "goes away when that client is gone, or introduces itself as a bot"
            )
        case .olderKey(let links, let all):
            return FindingText(
                title: "\(who) is connected by the previous access key",
                evidence: "\(links) of its \(context.count(all, "link")) came with a key that has been replaced since. "
                    + "A link stays open until it ends; the next handshake needs the present key.",
                steps: [
                    "Put the present key (c copies it) into the Token of the bot's WebSocket client.",
                    "Close these links here, so that the bot must show the present key; or wait for it to reconnect.",
                ],
                clears: "goes away when no link of an older key is left"
            )
        case .clearText(let name):
            return FindingText(
                title: "\(who) is connected across the internet without encryption",
                evidence: "\(name.text) is a public address, and the link is plain ws://. The access key and all chats "
                    + "can be read on the way.",
                steps: [
                    "Switch TLS on (onebot-console tls self-signed makes a certificate), and use wss:// in the bot's "
                        + "address; or put a reverse proxy with a certificate in front.",
                    "Or connect both machines by a tailnet or VPN and use the address inside of it.",
                    "Or by SSH on the bot's machine: ssh -N -L \(context.port):127.0.0.1:\(context.port) "
                        + "USER@THIS-HOST, then ws://127.0.0.1:\(context.port)\(context.path).",
                ],
                clears: "goes away when the bot comes by wss:// or from a private address"
            )
        }
    }

    /// Links of one address and one program.
    func isOneProgram(_ names: [LinkName]) -> Bool {
        Set(names.map { LinkName(peer: LinkName.address(of: $0.peer), userAgent: $0.userAgent) }).count == 1
    }
}

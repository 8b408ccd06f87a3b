import Snapshot

extension NapCatSymptom {
    static let lookAgain = "goes away at the next look, within a minute, when"

    func englishPanel(_ context: FindingContext) -> FindingText {
        switch self {
        case .panelDown(_, let place, .container(let name, let state)) where state != "running":
            return FindingText(
                title: "NapCat's container \(name) is not running (\(FindingContext.cut(state, to: 16)))",
                evidence:
                    "The container engine says that \(name) is \(FindingContext.cut(state, to: 16)). Its WebUI at "
                    + "\(place.address) cannot answer, and its bot cannot connect.",
                steps: [
                    "See why it stopped: docker logs --tail 30 \(ResourceSymptom.quoted(name))",
                    "Start it: docker start \(ResourceSymptom.quoted(name))",
                ],
                clears: "\(Self.lookAgain) the WebUI answers"
            )
        case .panelDown(let trouble, let place, let sign):
            let words = trouble.words(.english, at: place)
            return FindingText(
                title: "NapCat's WebUI is not reached at \(FindingContext.cut(place.address, to: 32))",
                evidence: words.what + " " + sign.english,
                steps: !trouble.mayPass
                    ? words.steps
                    : words.steps + [
                        "The 127.0.0.1 in its log is the server's. From your own PC, once it answers: \(place.tunnel), then "
                            + "open \(place.tunnelPage)"
                    ],
                clears: "\(Self.lookAgain) the WebUI answers"
            )
        case .panelLocked(let trouble, let place):
            let words = trouble.words(.english, at: place)
            return FindingText(
                title: words.title,
                evidence: words.what + " Bots connect all the same; only 2 Connect cannot look into NapCat.",
                steps: words.steps,
                clears: "\(Self.lookAgain) NapCat lets this console in"
            )
        case .panelForeign(let trouble, let place):
            let words = trouble.words(.english, at: place)
            return FindingText(
                title: words.title,
                evidence: words.what,
                steps: words.steps,
                clears: "\(Self.lookAgain) NapCat itself answers"
            )
        case .loginNeeded(let isOffline, let reason, let hasCode, let place):
            return Self.englishLogin(isOffline, reason, hasCode, place, context)
        default: return self.english(context)
        }
    }

    private static func englishLogin(
        _ isOffline: Bool,
        _ reason: String?,
        _ hasCode: Bool,
        _ place: NapCatPlace,
        _ context: FindingContext
    ) -> FindingText {
        let who: String = if case .bot(let selfID) = context.finding.subject { "QQ \(selfID)" } else { "QQ" }
        // Who knows of the login is let in, and may restart it.
        let restart = "R in 2 Connect" + (place.container == nil ? "" : ", or docker restart \(place.quotedContainer)")
        let scan =
            "Scan its code with the phone's QQ: 2 Connect shows it (x). Codes expire within minutes; there is a new one then."
        return FindingText(
            title: isOffline ? "\(who) is offline and has to log in again" : "\(who) is not logged in to NapCat",
            evidence: (isOffline
                ? "NapCat itself says that the account is logged in there but offline: QQ has thrown it out."
                : "NapCat itself says that nobody is logged in there; it waits for a code to be scanned.")
                + (reason.map { " Of the last try it says: \($0)." } ?? "")
                + " Until then no bot connects from there.",
            steps: isOffline
                ? ["Restart NapCat: \(restart)", "If it then wants a login, x in 2 Connect shows the code."]
                : hasCode
                    ? [scan, "Where no code comes, restart NapCat: \(restart)"]
                    : ["Restart NapCat: \(restart)", scan],
            clears: "goes away when the account is online again"
        )
    }

    func englishReach(_ context: FindingContext) -> FindingText {
        let who = if case .bot(let selfID) = context.finding.subject { "QQ \(selfID): " } else { "" }
        let apply =
            self.isOfFile
            ? "2 Connect: a mends the file, and shows the change first; then NapCat has to be restarted."
            : "2 Connect: a mends it through NapCat, and shows the change first."
        let open = "Or by hand: NapCat's WebUI → Network configuration → WebSocket client."
        switch self {
        case .unsendableKey(let entry, let source):
            return FindingText(
                title: "\(who)NapCat's token cannot be sent",
                evidence: source.english + " "
                    + NapCatConfiguration.Fault.unsendableKey.sentence(.english, entry: entry),
                steps: [
                    apply, open,
                    "There clear the Token, paste the access key (c copies it), save; then switch the client off and on: a "
                        + "changed token alone wakes nothing.",
                ],
                clears: "goes away when the bot connects, or the next look finds the token mended"
            )
        case .ownLoopback(let entry, let source, let url):
            return FindingText(
                title: "\(who)NapCat dials its own container",
                evidence: source.english + " " + NapCatConfiguration.Fault.ownLoopback.sentence(.english, entry: entry),
                steps: [apply, open, Self.englishURL(url, context)],
                clears: "goes away when the bot connects, or the next look finds another URL"
            )
        case .notDialled(let cause, let source, let url):
            let words = EnglishConnectWords()
            let (title, what): (String, String) =
                switch cause {
                case .badURL(let entry):
                    (
                        "NapCat's URL cannot be dialled",
                        NapCatConfiguration.Fault.badURL.sentence(.english, entry: entry)
                    )
                case .disabled(let entry):
                    (
                        "NapCat's client is switched off",
                        NapCatConfiguration.Fault.disabled.sentence(.english, entry: entry)
                    )
                case .onlyServers(let names): ("NapCat waits to be dialled", words.onlyServers(names).sentence)
                case .ofOtherAccounts(let accounts):
                    ("NapCat's client is of another account", words.ofOtherAccounts(accounts).sentence)
                case .missing(let others): ("NapCat has no client for here", words.noEntry(others).sentence)
                }
            var steps = [apply, open]
            if case .disabled = cause {
                steps.append("There turn its switch on, and save.")
            } else {
                steps += [
                    Self.englishURL(url, context),
                    "Token: the access key (c copies it); format Array; switch on; save.",
                ]
            }
            if case .missing = cause { steps.append("If this NapCat is meant for something else: nothing.") }
            return FindingText(
                title: who + title,
                evidence: source.english + " " + what,
                steps: steps,
                clears: "goes away when the bot connects, or the next look finds it set up"
            )
        default: return self.english(context)
        }
    }

    private static func englishURL(_ url: String?, _ context: FindingContext) -> String {
        url.map { "Its URL: \($0)" }
            ?? "Its URL is one of this machine's, with port \(context.port) and \(context.path)."
    }

    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .panelOpen(let address, let cloud, let place, let port):
            return Self.englishOpen(address, cloud, place, port)
        case .defaultPanelPort(let address, let port):
            return FindingText(
                title: "the default port 6099 of NapCat's WebUI listens on a public address",
                evidence: (address.map { "This machine has the public address \($0), and the " }
                    ?? "You came to this machine from the internet, and the ")
                    + "WebUI's port 6099 is listened on there. Scanners for NapCat try this port first.",
                steps: port == .published
                    ? [
                        "Change the left number of ports: in NapCat's compose file, as in \"26099:6099\" (Nekro Agent: "
                            + "NAPCAT_EXPOSE_PORT in its .env).",
                        "Then: docker compose up -d", "Then set the new one here: 8 Settings, WebUI port.",
                    ]
                    : [
                        "w in 2 Connect moves it to a free high port (asks first).",
                        "Or by hand: change port in webui.json and restart NapCat; then 8 Settings, WebUI port.",
                    ],
                clears: "\(Self.lookAgain) it is another port, or no public address is listened on"
            )
        case .panelTokenWeak(let weaknesses, let place) where weaknesses.contains(.missing):
            return FindingText(
                title: "no token is set for NapCat's WebUI",
                evidence:
                    "The token in NapCat's webui.json is empty. When NapCat starts with that, it makes one of 8 characters "
                    + "for the WebUI at \(place.address): too short for what whoever guesses it gets.",
                steps: [
                    "Restart NapCat: it makes one then and writes it there, where this console reads it.",
                    "Then 2 Connect: s makes a strong one, gives it to NapCat and keeps it (asks first).",
                    "Or by hand: token in webui.json, 12 characters and more, with letters, digits and signs; then restart "
                        + "NapCat.",
                ],
                clears: "\(Self.lookAgain) NapCat has a strong one"
            )
        case .panelTokenWeak(let weaknesses, let place):
            return FindingText(
                title: "the token of NapCat's WebUI is weak",
                evidence:
                    "The token of the WebUI at \(place.address) \(NapCatLook.Token.Weakness.english(weaknesses)). Whoever "
                    + "guesses it reads every message and speaks as the account.",
                steps: [
                    "2 Connect: s makes a strong one, gives it to NapCat and keeps it (asks first).",
                    "Or by hand: NapCat's WebUI → System configuration → change the token: 12 characters and more, with "
                        + "letters, digits and signs.",
                    "Then 8 Settings, WebUI token, unless it is read from webui.json.",
                ],
                clears: "\(Self.lookAgain) NapCat has a strong one"
            )
        case .dataFolder(let fault, let container): return Self.englishFolder(fault, container, context)
        default: return self.englishReach(context)
        }
    }

    private static func englishOpen(
        _ address: String?,
        _ cloud: String?,
        _ place: NapCatPlace,
        _ port: PanelPort
    ) -> FindingText {
        FindingText(
            title: "NapCat's WebUI is most likely open to the internet",
            evidence: (address.map {
                "NapCat's WebUI listens on port \(place.port), and this machine has the public address \($0). "
            }
                ?? "NapCat's WebUI listens on port \(place.port), and you came to this machine from the internet. ")
                + "Whether the firewall of \(cloud ?? "a provider or router") keeps strangers away cannot be seen from here. "
                + "Whoever gets in has the account.",
            steps: (port == .published
                ? [
                    "Publish it to this machine alone, in NapCat's compose file: ports: \"127.0.0.1:\(place.port):6099\"",
                    "Then: docker compose up -d",
                ]
                : [
                    "Let it listen on this machine alone: \"host\": \"127.0.0.1\" in webui.json, then restart NapCat.",
                    "Or at least move it to a free high port, which few scanners try: w in 2 Connect.",
                ]) + [
                    "From your own PC it is then reached by \(place.tunnel), and \(place.tunnelPage) in the browser.",
                    "Or let only your own address in, in the provider's console (security group).",
                ],
            clears: "\(Self.lookAgain) it listens on 127.0.0.1 alone"
        )
    }
}

extension NapCatSign {
    fileprivate var english: String {
        switch self {
        case .container(let name, _): "Its container \(name) is running."
        case .file: "Its webui.json is in the data folder, so that there should be one."
        case .bot(let selfID): "Its bot \(selfID) is connected, so that it runs."
        case .setting: "Its address was set in 8 Settings, so that there should be one."
        case .before: "It has answered there before."
        }
    }
}

extension NapCatConfiguration.Source {
    fileprivate var english: String {
        switch self {
        case .webUI: "NapCat's own settings show it."
        case .file(let path):
            "NapCat's file \(FindingContext.cut(path, to: 100)), which it reads when it starts, shows it."
        }
    }
}

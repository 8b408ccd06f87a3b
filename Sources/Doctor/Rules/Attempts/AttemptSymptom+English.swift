extension AttemptSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .wrongPath(let path, let framework, let differsInCase, let caller):
            self.english(AttemptWords(context, caller), path: path, framework: framework, differsInCase: differsInCase)
        case .pathVariant(let path, let caller):
            self.english(AttemptWords(context, caller), variant: path)
        case .httpReporting(let isSigned, let caller):
            self.english(AttemptWords(context, caller), isSigned: isSigned)
        case .panelRequest(let path, let panel):
            FindingText(
                title: "\(context.subject) looks for the bot's panel at this port",
                evidence: AttemptWords(context).seen("request", "requests")
                    + " They ask for \(AttemptWords(context).cut(path, 60)), a path of NapCat's WebUI, not of this console.",
                steps: [
                    "The panel of the bot is at \(panel): open it there in a browser.",
                    "The address for the bot's WebSocket client is \(AttemptWords(context).address).",
                ],
                clears: AttemptWords.fades
            )
        case .missingUpgrade(let missing, let caller):
            self.english(AttemptWords(context, caller), missing: missing)
        case .bareConnections(let bare):
            self.english(AttemptWords(context), bare: bare)
        case .slowAnswers(let worst, let addresses, let load, let processors):
            self.english(AttemptWords(context), worst: worst, addresses: addresses, load: load, processors: processors)
        case .browser(let userAgent, let path):
            self.english(AttemptWords(context, Caller(userAgent: userAgent)), looked: path)
        case .forwardProxy(let via, let caller):
            self.english(AttemptWords(context, caller), via: via)
        case .tlsToPlainPort(let serverName, let tlsPort):
            self.english(AttemptWords(context), serverName: serverName, tlsPort: tlsPort)
        case .plainToTLSPort(let caller): self.englishPlain(AttemptWords(context, caller))
        case .certificateRefused(let distrust): self.english(AttemptWords(context), distrust)
        case .key(let trouble, let caller): trouble.english(AttemptWords(context, caller))
        case .keySwallowed(let marks, let caller): KeyTrouble.englishSwallowed(AttemptWords(context, caller), marks)
        case .badIdentity, .fifthLink, .oneBot12, .storm, .guessing, .scanning, .paused, .full, .crowd:
            self.englishOfCallers(context)
        }
    }

    private func english(
        _ words: AttemptWords,
        path: String,
        framework: String?,
        differsInCase: Bool
    ) -> FindingText {
        var why = framework.map { " That path is the one of \($0)." } ?? ""
        if differsInCase { why = " It differs from ours in capitals only." }
        return FindingText(
            title: "\(words.subject) asks for the wrong path \(words.short(path))",
            evidence: words.seen() + " The path is \(words.cut(path, 60)); ours is \(words.context.path)." + why,
            steps: [words.open, words.putAddress, words.saveAddress],
            clears: AttemptWords.clearsByConnecting
        )
    }

    private func english(_ words: AttemptWords, variant path: String) -> FindingText {
        FindingText(
            title: "\(words.subject) writes the path with other slashes; accepted",
            evidence: words.seen("handshake", "handshakes")
                + " The path is \(words.cut(path, 60)): this console takes it, other servers refuse it.",
            steps: ["Nothing has to be done. To be exact, set the URL in the bot to \(words.address)."],
            clears: "goes away when it connects with the exact path, or 15 minutes after the last time"
        )
    }

    private func english(_ words: AttemptWords, isSigned: Bool) -> FindingText {
        let secret = isSigned ? " They are signed: the secret of HTTP reporting is not the access key." : ""
        return FindingText(
            title: "\(words.subject) posts events by HTTP instead of WebSocket",
            evidence: words.seen("POST request", "POST requests") + " This console takes WebSocket only." + secret,
            steps: [
                "On that machine open NapCat's WebUI → Network configuration and disable the HTTP client entry.",
                "Create a WebSocket client there instead: URL \(words.address), Token the access key (c copies it).",
                "Set the message format to Array, enable it and save.",
            ],
            clears: "goes away when it connects by WebSocket, or after 5 minutes without a POST"
        )
    }

    private func english(_ words: AttemptWords, missing: Missing) -> FindingText {
        switch missing {
        case .upgrade(let marks):
            let left = marks.isEmpty ? "" : " A proxy left its marks: \(marks.joined(separator: ", "))."
            return FindingText(
                title: "a proxy at \(words.subject) takes the WebSocket upgrade away",
                evidence: words.seen() + " They ask for a WebSocket, but the Upgrade headers did not arrive whole."
                    + left,
                steps: [
                    "In nginx, add this to the location of the bot: \(AttemptWords.nginx)",
                    "Then run: nginx -t && nginx -s reload",
                    "In other proxies (Caddy does it by itself) switch WebSocket support on for this site.",
                ],
                clears: "goes away when a WebSocket request comes through whole"
            )
        case .rest:
            return FindingText(
                title: "\(words.subject) sends an incomplete WebSocket handshake",
                evidence: words.seen() + " The request is not a whole opening handshake: a header is missing or wrong."
                    + " Most likely a proxy changes it, or the program is hand-written.",
                steps: [
                    "If a proxy stands before this console, let it pass on Host, Connection, Upgrade and Sec-WebSocket-*.",
                    "Otherwise update the program that connects: it must speak WebSocket version 13.",
                ],
                clears: AttemptWords.clearsByConnecting
            )
        }
    }

    private func english(_ words: AttemptWords, bare: Bare) -> FindingText {
        let seen = words.seen("connection", "connections")
        let nothing = ["Nothing has to be done."]
        return switch bare {
        case .silent:
            FindingText(
                title: "\(words.subject) opens connections without a request",
                evidence: seen + " Nothing was asked: most likely a health check, a port scanner or a browser.",
                steps: nothing,
                clears: AttemptWords.fades
            )
        case .garbled:
            FindingText(
                title: "\(words.subject) sends what is no HTTP request",
                evidence: seen + " What came is no HTTP: most likely a scanner, or a program with a wrong port.",
                steps: nothing,
                clears: AttemptWords.fades
            )
        case .proxyProtocol:
            FindingText(
                title: "\(words.subject) puts PROXY protocol before its requests",
                evidence: seen + " They begin with a PROXY protocol header, which this console does not take: "
                    + "no bot gets through that proxy.",
                steps: [
                    "Switch PROXY protocol off for this port in the proxy or load balancer.",
                    "In nginx remove the line proxy_protocol on; and in HAProxy send-proxy from the server line.",
                ],
                clears: AttemptWords.fades
            )
        case .http2:
            FindingText(
                title: "\(words.subject) speaks HTTP/2 to this port",
                evidence: seen + " They begin as HTTP/2; WebSocket is taken by HTTP/1.1 here.",
                steps: ["Let the proxy speak HTTP/1.1 to this port (in nginx: proxy_http_version 1.1;)."],
                clears: AttemptWords.fades
            )
        case .tls(let fault): self.english(words, tls: fault)
        case .tooLarge:
            FindingText(
                title: "\(words.subject) sends a request head that is too large",
                evidence: seen + " Their headers are larger than 8 KiB.",
                steps: ["If it is a bot behind a proxy, let the proxy leave out cookies and other large headers."],
                clears: AttemptWords.fades
            )
        }
    }

    private func english(
        _ words: AttemptWords,
        worst: Int,
        addresses: Int,
        load: Double?,
        processors: Int
    ) -> FindingText {
        let count = words.finding.count
        let loaded = load.map { " The load of this machine is \(Self.tenths($0)) on \(processors) processors." } ?? ""
        let line = addresses == 1 ? " All of one address: a slow line to it counts in it too." : ""
        return FindingText(
            title: "handshakes are answered slowly: up to \(worst) ms",
            evidence:
                "\(count) \(count == 1 ? "handshake" : "handshakes") took more than 500 ms from the connection to "
                + "our answer, last at \(words.last). NapCat and LLBot give up after 2000 ms." + loaded + line,
            steps: [
                "See what keeps this machine busy: run top, and look at the load and at wa (waiting for the disk).",
                "Stop what is not needed, or give the machine more processors or memory.",
            ],
            clears: "goes away after 20 handshakes in less than 200 ms, or 15 minutes after the last slow one"
        )
    }

    static func tenths(_ value: Double) -> String {
        let tenths = Int((max(0, min(1e6, value)) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func english(_ words: AttemptWords, looked path: String?) -> FindingText {
        let asked = path.map { " It asked for \(words.cut($0, 60))." } ?? ""
        return FindingText(
            title: "\(words.subject) looked in with a browser or a test tool",
            evidence: words.seen("look", "looks") + asked + " The endpoint answered: it is up. Only bots can use it.",
            steps: [
                "Nothing has to be done. A browser or curl cannot connect here.",
                "For the bot's WebSocket client the address is \(words.address).",
            ],
            clears: AttemptWords.fades
        )
    }

    private func english(_ words: AttemptWords, via: String?) -> FindingText {
        let named = via.map { " It names itself \(words.cut($0, 40))." } ?? ""
        return FindingText(
            title: "a bot comes through the forward proxy \(words.subject)",
            evidence: words.seen("handshake", "handshakes") + " They were written for a forward proxy." + named
                + " Such proxies cut long connections.",
            steps: [
                "On the bot's machine let the address of this console past the proxy: "
                    + "export NO_PROXY=\(words.host), or the same in the container's environment.",
                "Restart the bot program there.",
            ],
            clears: "goes away when the bot connects without the proxy"
        )
    }

    private func english(_ words: AttemptWords, serverName: String?, tlsPort: Int?) -> FindingText {
        let name = serverName.map { " They ask for the name \(words.cut($0, 60))." } ?? ""
        var steps = [words.open, "Change wss:// to ws:// in its URL: \(words.address)", "Save."]
        if let tlsPort { steps.insert("Or keep wss:// and dial the TLS port \(tlsPort).", at: 2) }
        return FindingText(
            title: "\(words.subject) speaks TLS (wss://) to the plain port \(words.context.port)",
            evidence: words.seen("TLS connection", "TLS connections") + " This port speaks plain ws://." + name,
            steps: steps,
            clears: "goes away when it connects by ws://"
        )
    }
}

extension AttemptWords {
    /// The host of the address that the bot must use.
    var host: String {
        guard let url = self.context.address, let start = url.firstRange(of: "://") else {
            return "ADDRESS-OF-THIS-MACHINE"
        }
        let rest = url[start.upperBound...]
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") { return String(rest[...end]) }
        return String(rest.prefix { $0 != ":" && $0 != "/" })
    }
}

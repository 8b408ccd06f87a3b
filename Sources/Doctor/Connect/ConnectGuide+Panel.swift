import Snapshot

/// Steps 1 to 3: what NapCat's WebUI tells.
extension ConnectGuide {
    var webUI: ConnectStep {
        guard let look = self.look else { return self.step(.webUI, .waiting, self.words.notLooked) }
        switch look.webUI {
        case .down where self.isRestarting: return self.step(.webUI, .waiting, self.words.restarting)
        case .down(let trouble):
            let mayHelp =
                switch trouble {
                case .refused, .timedOut: true
                default: false
                }
            return self.step(.webUI, .failed, trouble, offers: mayHelp ? self.restart : [])
        case .up(let milliseconds):
            let answers = self.words.answers(self.place.address, milliseconds)
            guard let (danger, port) = self.opening else { return self.step(.webUI, .done, StepWords(answers)) }
            // Only who is let in can give it another port, and only where that is NapCat's own to choose.
            let isOurs = port == .own && look.token.isAccepted == true
            let byHand = port == .published ? self.words.publishedPort : self.words.portByHand
            let sentences = isOurs ? [danger] : [danger, byHand]
            return self.step(
                .webUI,
                .warning,
                StepWords(answers, TroubleWords.joined(sentences, self.language)),
                offers: isOurs ? [.panelPort] : []
            )
        }
    }

    /// What the doctor says of who can reach it, the worse first, and who decides on its port.
    private var opening: (danger: String, port: NapCatSymptom.PanelPort)? {
        var ofPort: NapCatSymptom.PanelPort?
        for finding in self.findings {
            guard case .listener(_, self.place.port) = finding.subject else { continue }
            switch finding.symptom {
            case .napcat(.panelOpen(_, _, _, let port)): return (self.words.openToAll, port)
            case .napcat(.defaultPanelPort(_, let port)): ofPort = port
            default: continue
            }
        }
        return ofPort.map { (self.words.defaultPort, $0) }
    }

    var token: ConnectStep {
        guard let look = self.look else { return self.step(.token, .waiting) }
        if let trouble = self.troubled(.token) { return self.tokenTrouble(trouble) }
        switch look.token.isAccepted {
        case true?:
            guard !look.token.weaknesses.isEmpty else { return self.step(.token, .done, self.words.tokenGood) }
            return self.step(.token, .warning, self.words.tokenWeak(look.token.weaknesses), offers: [.strongToken])
        case false?: return self.tokenTrouble(.tokenRefused)
        case nil:
            guard look.isUp else {
                // It may well have been accepted before.
                return self.step(
                    .token,
                    .waiting,
                    look.token.origin == nil ? StepWords() : StepWords(self.words.tokenKnown)
                )
            }
            if look.token.origin != nil { return self.step(.token, .waiting, self.words.tokenUntried) }
            return self.tokenTrouble(.tokenMissing)
        }
    }

    private func tokenTrouble(_ trouble: NapCatTrouble) -> ConnectStep {
        switch trouble {
        case .tokenMissing: self.step(.token, .failed, trouble, offers: [.typeToken])
        case .tokenRefused: self.step(.token, .failed, trouble, offers: [.typeToken] + self.restart)
        case .codeNeeded, .codeRefused: self.step(.token, .failed, trouble, offers: [.typeCode])
        case .heldBack: self.step(.token, .waiting, trouble)
        default: self.step(.token, .failed, trouble)
        }
    }

    var login: ConnectStep {
        switch self.look?.login {
        case .online(let account, let name):
            return self.step(.login, .done, StepWords(self.words.account(account, name)))
        // NapCat gives no code while it takes the account for logged in.
        case .offline(let account):
            return self.step(.login, .failed, self.words.offline(account), offers: self.restart)
        case .waiting(let reason):
            let said = reason.map { FindingContext.cut($0, to: 120) }.flatMap { $0.isEmpty ? nil : $0 }
            return self.step(
                .login,
                .failed,
                self.words.waitsForScan(said, hasCode: self.look?.qrCode != nil),
                offers: self.scan + (self.look?.qrCode == nil ? self.restart : [])
            )
        case nil:
            // What is connected, and says itself that it is online, is logged in.
            if let bot = self.napcat.connected {
                if bot.state == .offline {
                    return self.step(.login, .failed, self.words.offline(bot.selfID), offers: self.restart)
                }
                return self.step(.login, .done, StepWords(self.words.account(bot.selfID, bot.name)))
            }
            if let trouble = self.troubled(.login) { return self.step(.login, .failed, trouble, offers: self.scan) }
            return self.step(.login, .waiting)
        }
    }

    private var scan: [ConnectStep.Offer] {
        self.look?.qrCode == nil ? [.refreshQRCode] : [.showQRCode, .refreshQRCode]
    }
}

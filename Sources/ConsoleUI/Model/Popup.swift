package import Doctor
package import Snapshot
package import Terminal

package import struct Foundation.Date

/// What lies on top of a panel.
package enum Popup: Equatable, Sendable {
    case question(Question, choice: Int)
    case help(top: Int)
    /// A finding in full, with what to do.
    case finding(OpenFinding)
    /// What the self-test and the other checks found.
    case selfTest(top: Int)
    /// Which address a bot must dial, by where it runs.
    case addresses(AddressPage)
    /// A line of the log in full.
    case logLine(LogLine, top: Int)
    /// An event as JSON.
    case event(OpenEvent)
    /// The name of a dangerous action is asked for before it is called.
    case nameField(CallDraft, LineEditor)
    /// A step of the Connect panel in full.
    case connectStep(ConnectStep.Kind, top: Int)
    case connectField(OpenConnectField)
    case preview(OpenPreview)
    /// NapCat's login QR code, or its link where it cannot be drawn.
    case qrCode
    /// The end of the container's log; `top` is nil while the newest lines are followed.
    case napcatLog(top: Int?)
    /// The list of keys, and what is asked for a new one.
    case keys
    case keyForm
    /// Key and addresses in the clear; masked again at the given time.
    case bare(until: Date)

    /// What it is, without what it shows.
    enum Sort {
        case question, help, finding, selfTest, addresses, logLine, event, nameField, connectStep, connectField, preview
        case qrCode, napcatLog, keys, keyForm, bare
    }

    var sort: Sort {
        switch self {
        case .question: .question
        case .help: .help
        case .finding: .finding
        case .selfTest: .selfTest
        case .addresses: .addresses
        case .logLine: .logLine
        case .event: .event
        case .nameField: .nameField
        case .connectStep: .connectStep
        case .connectField: .connectField
        case .preview: .preview
        case .qrCode: .qrCode
        case .napcatLog: .napcatLog
        case .keys: .keys
        case .keyForm: .keyForm
        case .bare: .bare
        }
    }
}

/// What is asked before something is ended, cut or changed for everybody.
package enum Question: Equatable, Sendable {
    case quit
    case rotateKey
    case disconnect(selfID: String)
    case block(address: String)
    case call(CallDraft)
    case mend(Remedy)
    case restartNapCat
    case changeNapCatToken
    case moveToFreePort
    case movePanelPort
    case revokeKey(name: String)

    /// The context whose bindings are the choices.
    package var context: KeyContext {
        switch self {
        case .quit: .quitDialog
        case .rotateKey: .rotateDialog
        case .disconnect, .block, .call, .mend, .restartNapCat, .changeNapCatToken, .moveToFreePort, .movePanelPort,
            .revokeKey:
            .confirmDialog
        }
    }

    /// The choices in the order in which they are shown.
    package var choices: [KeyBinding] { KeyTable.bindings(in: self.context) }

    /// Cancel: where the cursor stands at first.
    package var safeChoice: Int { self.choice(of: .cancel) ?? 0 }

    /// Where a command stands among the choices.
    func choice(of command: ConsoleCommand) -> Int? { self.choices.firstIndex { $0.command == command } }
}

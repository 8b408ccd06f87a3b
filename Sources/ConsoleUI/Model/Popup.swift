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
    /// Key and addresses in the clear; masked again at the given time.
    case bare(until: Date)
}

/// What is asked before something is ended, cut or changed for everybody.
package enum Question: Equatable, Sendable {
    case quit
    case rotateKey
    case disconnect(selfID: String)
    case block(address: String)
    case call(CallDraft)
    case mend(Remedy)

    /// The context whose bindings are the choices.
    package var context: KeyContext {
        switch self {
        case .quit: .quitDialog
        case .rotateKey: .rotateDialog
        case .disconnect, .block, .call, .mend: .confirmDialog
        }
    }

    /// The choices in the order in which they are shown.
    package var choices: [KeyBinding] { KeyTable.bindings(in: self.context) }

    /// Cancel: where the cursor stands at first.
    package var safeChoice: Int { self.choice(of: .cancel) ?? 0 }

    /// Where a command stands among the choices.
    func choice(of command: ConsoleCommand) -> Int? { self.choices.firstIndex { $0.command == command } }
}

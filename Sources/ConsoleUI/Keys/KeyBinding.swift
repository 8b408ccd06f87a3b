package import Terminal

/// One line of the key table: which keys do what, where, and every text about it.
package struct KeyBinding: Sendable {
    /// All keys of the binding; the first ones make its label.
    package let keys: [Key]
    package let context: KeyContext
    package let command: ConsoleCommand
    /// A word or two for the last line.
    package let hint: Words
    /// A sentence for the help and the documentation.
    package let help: Words
    /// Place in the last line, 1 first; 0 keeps it out of there and in the help only.
    package let priority: Int
    /// Whether it ends or cuts something; such a command asks first.
    package let dangerous: Bool
    /// What stands for the keys in texts, where the first key alone does not (`↑↓`).
    package let label: String?
    /// Why it does nothing at present; nil when it works.
    package let unavailable: @Sendable (ConsoleModel) -> Unavailable?

    package init(
        _ keys: [Key],
        in context: KeyContext,
        _ command: ConsoleCommand,
        hint: Words,
        help: Words,
        priority: Int = 0,
        dangerous: Bool = false,
        label: String? = nil,
        unavailable: @escaping @Sendable (ConsoleModel) -> Unavailable? = { _ in nil }
    ) {
        self.keys = keys
        self.context = context
        self.command = command
        self.hint = hint
        self.help = help
        self.priority = priority
        self.dangerous = dangerous
        self.label = label
        self.unavailable = unavailable
    }

    /// What the screen calls the key.
    package var keyText: String { self.label ?? self.keys.first.map(KeyName.text(of:)) ?? "" }
}

/// Why a command does nothing at present.
package enum Unavailable: Equatable, Sendable {
    case noBot
    case botWithoutName
    case botNotConnected
    case addressUnknown
    case keyPinned
    case nothingToOpen
    case notASwitch
    case accessKeyStays
    case alreadyBlocked
    case notBlocked
    case nothingToWrite
    case journalOff
    case journalStandsStill
    case noOtherBot
    case noFinding
    case nothingToAct
    case notAnAlarm
    case testRuns
    case noAddress
    case changeRuns
    case notLookedYet
    case tokenAccepted
    case tokenNotAccepted
    case tokenPinned
    case noCodeAsked
    case loggedIn
    case noQRCode
    case cannotRestart
    case portPinned
    case webUIPinned
    case portPublished
    case noDataFolder
    case noContainerLog
    case readOnly
    case noShell
}

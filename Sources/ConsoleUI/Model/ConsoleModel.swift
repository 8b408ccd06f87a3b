package import Doctor
package import Snapshot
import Terminal

/// Everything that one terminal's screen depends on, but for the time.
///
/// Changed by ``update(_:at:)`` alone; drawn by ``frame(at:)``.
package struct ConsoleModel: Equatable, Sendable {
    package internal(set) var terminal: TerminalFacts
    /// The newest snapshot, its texts made safe for the screen.
    package internal(set) var snapshot: Snapshot
    /// The language of this terminal; other terminals have their own.
    package internal(set) var language: Language
    package internal(set) var panel = Panel.overview
    /// What the doctor found last, as it came.
    package internal(set) var diagnosis: Diagnosis

    /// Hides what must not be seen, as the newest snapshot says.
    var safeText: SafeText
    /// The bots as they came, to tell which of their texts are new.
    var rawBots: [BotFacts] = []
    /// Snapshots taken in.
    var generation = 0
    var shownBots = ShownBots()
    /// Diagnoses taken in.
    var examinations = 0
    var findings = FindingList()
    var addresses = AddressBook()

    var overview = OverviewState()
    var connect = ConnectState()
    var bots = BotsState()
    var doctor = DoctorState()
    var settings = SettingsState()
    var events = EventsState()
    var api = ApiState()
    var log = LogState()
    var popup: Popup?
    var commandLine: CommandLineState?
    /// Commands that were run, newest first.
    var history: [String] = []
    var flash: Flash?
    var mouse = false
    /// Wide characters in a row that meant nothing: an input method may be on.
    var strayWide = 0

    package init(terminal: TerminalFacts, snapshot: Snapshot, diagnosis: Diagnosis = Diagnosis()) {
        self.terminal = terminal
        self.diagnosis = diagnosis
        self.language = terminal.language
        self.safeText = SafeText(for: snapshot)
        self.snapshot = SafeSnapshot.made(from: snapshot, after: nil, bots: [], self.safeText)
        self.rawBots = snapshot.bots
        if let program = terminal.otherProgram {
            let text = self.phrases.otherProgram(
                displaySafe(program, limit: 24),
                console: self.snapshot.console.version,
                isReadOnly: terminal.isReadOnly
            )
            self.flash = Flash(text: text, level: .warning, until: nil)
        }
        self.settle(at: snapshot.takenAt)
    }

    package var phrases: any Phrases { self.language.phrases }
}

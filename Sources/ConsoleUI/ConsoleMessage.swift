package import Doctor
package import OneBot
package import Snapshot
package import Terminal

/// What happened: all that can change a ``ConsoleModel``.
package enum ConsoleMessage: Equatable, Sendable {
    case input(InputEvent)
    case resized(Size)
    case snapshot(Snapshot)
    /// The time that ``Frame/nextChange`` asked for has come.
    case ticked
    case judged(SettingJudgement)
    case finished(ConsoleOutcome)
    /// Events that came since the last page; sent while ``ConsoleModel/wantsEvents``.
    case events(EventPage)
    /// How a call ended that ``ConsoleEffect/call(id:_:)`` asked for.
    case called(id: Int, CallOutcome)
    case journalFound(JournalFound)
    /// What the doctor found.
    case diagnosed(Diagnosis)
    /// What the self-test found that ``ConsoleEffect/selfTest`` asked for.
    case selfTested(SelfTestFacts)
    /// The change that ``ConsoleEffect/planConnection(url:)`` asked for; without lines nothing is to be changed.
    case connectionPlanned(ConnectionPreview)
}

/// How an effect ended. Texts are in the language of the terminal that asked.
package enum ConsoleOutcome: Equatable, Sendable {
    /// A setting is in force and saved; the text says what follows (`1 bot stays connected through 8021`).
    case settingApplied(path: String, text: String)
    /// A setting was refused; the old value is in force.
    case settingRefused(path: String, reason: String)
    /// A key is in force and saved.
    case keyAdded(name: String, text: String)
    case keyRefused(String)
    /// Anything else that was done, as a sentence for the last line.
    case done(String)
    case failed(String)
}

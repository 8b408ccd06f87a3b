package import Doctor
package import OneBot
package import Snapshot

/// What shall be done: returned by ``ConsoleModel/update(_:at:)`` as values and carried out by the effect runner.
package enum ConsoleEffect: Equatable, Sendable {
    /// Put a text on the operator's clipboard; the terminal's own way is chosen by the runner.
    case copy(Secret)
    /// Judge what is being typed; answered by ``ConsoleMessage/judged(_:)``.
    case judgeSetting(path: String, text: String)
    /// Put a value in force and save it; answered by an outcome.
    case applySetting(path: String, text: String)
    /// Take the last change of a setting back.
    case undoSetting
    /// Make a new access key; the old one is refused at once, or accepted for `graceSeconds` more.
    case rotateKey(graceSeconds: Int?)
    /// Send a WebSocket ping on every link of a bot and tell the round trip.
    case ping(selfID: String)
    /// Close all links of a bot.
    case disconnect(selfID: String)
    /// Refuse an address until it is released, and close its links.
    case block(address: String)
    case release(address: String)
    /// Call an action of a bot's API; answered by ``ConsoleMessage/called(id:_:)``.
    case call(id: Int, CallRequest)
    /// Look into the journal; answered by ``ConsoleMessage/journalFound(_:)``.
    case searchJournal(JournalSearch)
    /// Write events to a file; answered by an outcome that names it.
    case saveEvents([EventRecord])
    /// Look at everything again; answered by ``ConsoleMessage/diagnosed(_:)`` and an outcome.
    case examine
    /// Connect to every address of ours; answered by ``ConsoleMessage/selfTested(_:)``, or an outcome where that failed.
    case selfTest
    /// Write a report for an issue thread to a file; answered by an outcome that names it.
    case writeReport
    /// Do what the console itself can do about a finding; answered by an outcome.
    case mend(Remedy)
    /// Set an alarm off for trial; answered by an outcome.
    case testAlarm(index: Int)
    /// Repaint everything.
    case repaint
    /// Leave this terminal; the endpoint goes on.
    case detach
    /// Stop the client in its shell's job control (Ctrl-Z).
    case suspend
    /// Stop the endpoint and the serving process.
    case stopEndpoint
}

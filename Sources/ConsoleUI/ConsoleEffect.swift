package import Doctor
package import OneBot
package import Snapshot

/// What shall be done: returned by ``ConsoleModel/update(_:at:)`` as values and carried out by the effect runner.
package enum ConsoleEffect: Equatable, Sendable {
    /// Put a key, or what is as good as one, on the operator's clipboard; the terminal's own way is chosen by the runner.
    case copy(Secret)
    /// Put an address that anybody may have on the clipboard.
    case copyAddress(String)
    /// Judge what is being typed; answered by ``ConsoleMessage/judged(_:)``.
    case judgeSetting(path: String, text: String)
    /// Put a value in force and save it; answered by an outcome.
    case applySetting(path: String, text: String)
    /// Take the last change of a setting back.
    case undoSetting
    /// Make a new access key; the old one is refused at once, or accepted for `graceSeconds` more.
    case rotateKey(graceSeconds: Int?)
    /// Add a key beside the access key; answered by ``ConsoleOutcome/keyAdded(name:text:)`` or why it was not.
    case addKey(name: String, selfID: String, from: [String])
    /// Take such a key away and close the links that it opened; answered by an outcome.
    case revokeKey(name: String)
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
    /// Work out what is to be changed in NapCat's configuration for it to connect to a URL; answered by
    /// ``ConsoleMessage/connectionPlanned(_:)``, or an outcome where that failed.
    case planConnection(url: String)
    /// Make the change that was shown; answered by an outcome.
    case applyConnection(number: Int)
    /// Look at NapCat now; answered by a snapshot, and an outcome where nothing could be learned.
    case lookAtNapCat
    /// The code of the second factor, for the next login; answered by an outcome.
    case enterNapCatCode(Secret)
    /// Restart NapCat: its container, or through its WebUI; answered by an outcome.
    case restartNapCat
    /// Make a strong token for NapCat's WebUI and put it there and into our settings; answered by an outcome.
    case changeNapCatToken
    /// Listen on a high port that is free; answered by an outcome.
    case moveToFreePort
    /// Give NapCat's WebUI a high port that is free, restart NapCat for it and keep its new address; answered by an outcome.
    case movePanelPort
    /// Have NapCat make a new login QR code; answered by a snapshot, and an outcome where that failed.
    case refreshQRCode
    /// Have the bot make a file in the data folder and look for it; answered by an outcome.
    case probeDataFolder
    /// Repaint everything.
    case repaint
    /// Leave this terminal; the endpoint goes on.
    case detach
    /// Stop the client in its shell's job control (Ctrl-Z).
    case suspend
    /// Stop the endpoint and the serving process.
    case stopEndpoint
}

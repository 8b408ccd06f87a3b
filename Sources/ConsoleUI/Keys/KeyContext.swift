/// A state of the screen in which a set of keys means something. The model lists those that hold at a moment,
/// the most particular first; the first that knows a key decides what it does.
package enum KeyContext: String, CaseIterable, Sendable {
    /// The quit question and its choices.
    case quitDialog
    /// The question before a new access key is made.
    case rotateDialog
    /// A question with yes and cancel: disconnect, block.
    case confirmDialog
    /// The name that must be typed before a dangerous call is sent.
    case nameField
    /// A change of NapCat's configuration before it is made.
    case previewDialog
    /// Moving and choosing, in every dialog.
    case dialog
    /// The bare screen that shows key and addresses.
    case bare
    /// A page to read on top of a panel: help, a finding in full, a log line in full.
    case reading
    /// The `:` line.
    case commandLine
    /// The filter of the events, while it is typed.
    case eventFilterField
    /// The filter of a list, while it is typed.
    case filterField
    /// A field of the Settings, while it is open.
    case settingsField
    /// The field for NapCat's token or code.
    case connectField
    /// A field of a call's form, while it is open.
    case apiField
    /// The Overview's box of addresses and key.
    case connectBox
    /// The Overview's boxes of addresses and of bots.
    case overview
    /// The Overview's box of bots before the first one has come.
    case noBots
    /// The page of addresses while it shows what to enter.
    case fieldsPage
    /// The page of addresses.
    case addressPage
    /// A table of bots, on the Overview and in Bots.
    case botTable
    /// The Overview's box of what needs attention.
    case attentionBox
    /// The steps of the Connect panel.
    case connectSteps
    /// The values and places of the Connect panel.
    case connectValues
    /// All of the Connect panel, and what is opened from there.
    case connect
    /// NapCat's login QR code.
    case qrCode
    /// One bot in full.
    case botDetail
    /// An event in full.
    case eventPage
    /// The Events while they show the journal.
    case journal
    case events
    /// The line of the API panel that says which bot is called.
    case apiBot
    /// The API panel's list of actions.
    case apiActions
    /// The API panel's form of parameters.
    case apiForm
    /// All of the API panel.
    case api
    /// The Doctor, and a finding opened from there.
    case doctor
    /// What the self-test found.
    case selfTestPage
    /// The row of the Settings that opens the list of keys.
    case keysRow
    /// The list of keys.
    case keyPage
    /// What is asked for a new key.
    case keyForm
    /// An alarm of the Settings, under the cursor.
    case alarmRow
    case settings
    case log
    /// Boxes of a panel, where there is more than one.
    case boxes
    /// Moving in whatever has the focus.
    case moving
    /// The copies: from every panel, never while typing.
    case copies
    case panels
    /// What every panel offers.
    case general
    /// Leaving a read-only screen.
    case onlooker
    /// Leaving; works even where nothing else fits.
    case session
    /// Control keys that work in every state, fields included.
    case always
}

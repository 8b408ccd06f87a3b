/// What a key does, by the name it has on the `:` line and in the documentation.
package enum ConsoleCommand: String, CaseIterable, Sendable {
    // Panels
    case overview
    case connect
    case bots
    case events
    case api
    case doctor
    case settings
    case log

    // Moving
    case up
    case down
    case left
    case right
    case pageUp = "page up"
    case pageDown = "page down"
    case halfPageUp = "half page up"
    case halfPageDown = "half page down"
    case first
    case last
    case nextBox = "next box"
    case previousBox = "previous box"
    case open
    case back

    // Copies
    case copyKey = "copy key"
    case copyAddress = "copy address"
    case copyWebUI = "copy webui"
    case show
    case addresses
    case copyURL = "copy url"
    case nextImplementation = "next implementation"

    // General
    case filter
    case commandLine = "command line"
    case help
    case mouse
    case redraw
    case quit
    case suspend

    // Bots
    case ping
    case disconnect
    case block
    case release
    case sort
    case reverse
    case botEvents = "events of bot"
    case botCalls = "api of bot"

    // Events
    case meta
    case write
    case journal
    case earlierEvent = "earlier event"
    case laterEvent = "later event"

    // Connect
    case applyConnection = "connect apply"
    case otherFields = "napcat others"
    case checkNapCat = "napcat check"
    case typeToken = "napcat token"
    case typeCode = "napcat code"
    case showQRCode = "napcat qr"
    case refreshQRCode = "napcat qr refresh"
    case restartNapCat = "napcat restart"
    case strongToken = "napcat token strong"
    case freePort = "port free"
    case panelPort = "napcat port"
    case probeFolder = "napcat folder"
    case napcatLog = "napcat log"
    case copyLink = "copy link"

    // API
    case send
    case nextBot = "next bot"
    case previousBot = "previous bot"
    case earlierCall = "earlier call"

    // Doctor
    case act
    case examine = "check"
    case selfTest = "selftest"
    case report

    // Settings
    case edit
    case toggle
    case rotateKey = "key rotate"
    case undo
    case testAlarm = "test alarm"

    // Keys
    case keys = "key list"
    case addKey = "key add"
    case revokeKey = "key revoke"
    case copyThisKey = "copy this key"
    case showThisKey = "show this key"
    case nextKeyField = "next key field"
    case previousKeyField = "previous key field"
    case applyKeyForm = "add this key"
    case cancelKeyForm = "cancel key"

    // Log
    case level
    case pause

    // Fields
    case applyField = "apply"
    case cancelField = "cancel edit"
    case keepFilter = "keep filter"
    case clearFilter = "clear filter"
    case completeFilter = "complete filter"
    case keepField = "keep field"
    case nextField = "next field"
    case leaveField = "leave field"
    case applyConnectField = "apply field"
    case cancelConnectField = "close field"
    case runCommand = "run"
    case completeCommand = "complete"
    case earlierCommand = "earlier"
    case laterCommand = "later"
    case leaveCommandLine = "leave"

    // Dialogs
    case choose
    case nextChoice = "next choice"
    case previousChoice = "previous choice"
    case cancel
    case confirm
    case confirmName = "confirm name"
    case detach
    case stop
    case rotateNow = "rotate now"
    case rotateWithGrace = "rotate with grace"
    case applyPreview = "apply change"

    /// Whether it stands on its own on the `:` line. Moving, fields and dialogs do not.
    package var isTypeable: Bool {
        switch self {
        case .overview, .connect, .bots, .events, .api, .doctor, .settings, .log, .copyKey, .copyAddress, .copyWebUI,
            .show,
            .addresses, .filter,
            .help, .mouse,
            .redraw, .quit, .suspend, .ping, .disconnect, .block, .release, .sort, .reverse, .rotateKey, .keys, .undo,
            .level, .pause, .meta, .write, .journal, .send, .detach, .stop, .act, .examine,
            .selfTest, .report, .testAlarm, .applyConnection, .otherFields, .checkNapCat, .typeToken, .typeCode,
            .showQRCode, .refreshQRCode, .restartNapCat, .strongToken, .freePort, .panelPort, .probeFolder,
            .napcatLog:
            true
        default:
            false
        }
    }
}

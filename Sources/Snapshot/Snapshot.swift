package import OneBot

// Foundation only for `Date`, a value; nothing here does I/O.
package import struct Foundation.Date

/// Everything the screens, the control socket and the doctor know, at one moment, as plain values.
///
/// Text that a peer chose (names, paths, user agents) is in here as it came; whoever draws it passes it
/// through `displaySafe` first.
package struct Snapshot: Equatable, Sendable {
    package var takenAt: Date
    package var console: ConsoleFacts
    package var endpoint: EndpointFacts
    package var access: AccessFacts
    package var napcat: NapCatFacts
    package var bots: [BotFacts]
    package var counters: CounterFacts
    /// Events a second over the last seconds, oldest first; at most 60 values, a value a second.
    package var eventRates: [Double]
    /// Refused and odd attempts, newest first, at most 500.
    package var attempts: [AttemptFacts]
    package var settings: [SettingFacts]
    /// The console's own log, oldest first, at most 2,000 lines.
    package var log: [LogLine]
    /// Addresses that are refused at present, with the end of the block (nil: until released).
    package var blocked: [BlockedAddress]
    package var journal: JournalFacts
    package var alarms: [AlarmFacts]
    /// Whatever must not be seen in texts of others: keys of ours, also those of the past, and tokens.
    package var secrets: [Secret] = []

    package init(
        takenAt: Date,
        console: ConsoleFacts,
        endpoint: EndpointFacts,
        access: AccessFacts,
        napcat: NapCatFacts,
        bots: [BotFacts] = [],
        counters: CounterFacts = CounterFacts(),
        eventRates: [Double] = [],
        attempts: [AttemptFacts] = [],
        settings: [SettingFacts] = [],
        log: [LogLine] = [],
        blocked: [BlockedAddress] = [],
        journal: JournalFacts = JournalFacts(),
        alarms: [AlarmFacts] = []
    ) {
        self.takenAt = takenAt
        self.console = console
        self.endpoint = endpoint
        self.access = access
        self.napcat = napcat
        self.bots = bots
        self.counters = counters
        self.eventRates = eventRates
        self.attempts = attempts
        self.settings = settings
        self.log = log
        self.blocked = blocked
        self.journal = journal
        self.alarms = alarms
    }
}

/// The serving process itself.
package struct ConsoleFacts: Equatable, Sendable {
    package var version: String
    package var pid: Int32
    package var startedAt: Date
    package var stateDirectory: String
    /// Where the sockets are, when that is not the state folder (its path is too long for a socket).
    package var socketDirectory: String?
    package var settingsFile: String
    /// Why the program that had followed this one in its process could not serve, so that this one does again.
    package var wentBack: String?

    package init(
        version: String,
        pid: Int32,
        startedAt: Date,
        stateDirectory: String,
        socketDirectory: String? = nil,
        settingsFile: String,
        wentBack: String? = nil
    ) {
        self.version = version
        self.pid = pid
        self.startedAt = startedAt
        self.stateDirectory = stateDirectory
        self.socketDirectory = socketDirectory
        self.settingsFile = settingsFile
        self.wentBack = wentBack
    }
}

/// Our listening side.
package struct EndpointFacts: Equatable, Sendable {
    package var path: String
    package var listeners: [ListenerFacts]
    /// `endpoint.public_url` when set.
    package var publicURL: String?

    package init(path: String, listeners: [ListenerFacts], publicURL: String? = nil) {
        self.path = path
        self.listeners = listeners
        self.publicURL = publicURL
    }
}

package struct ListenerFacts: Equatable, Sendable {
    package enum State: String, Sendable, Codable {
        case listening
        case failed
        case stopped
    }

    package var host: String
    package var port: Int
    package var tls: Bool
    package var state: State
    /// Why it does not listen.
    package var problem: ListenProblem?
    /// Nil where plain `ws://` is spoken.
    package var certificate: CertificateFacts?

    package init(
        host: String,
        port: Int,
        tls: Bool = false,
        state: State,
        problem: ListenProblem? = nil,
        certificate: CertificateFacts? = nil
    ) {
        self.certificate = certificate
        self.host = host
        self.port = port
        self.tls = tls
        self.state = state
        self.problem = problem
    }
}

/// Why an address could not be listened on.
package enum ListenProblem: Equatable, Sendable {
    /// Another program listens there; named when /proc shows it.
    case inUse(port: Int, owner: ProcessFacts?)
    /// Ports below 1024 need a privilege.
    case notPermitted(port: Int)
    /// The address is none of this machine's.
    case addressNotHere(host: String)
    case certificate(CertificateTrouble)
    case other(String)
}

package struct ProcessFacts: Equatable, Sendable {
    package var pid: Int32
    package var name: String

    package init(pid: Int32, name: String) {
        self.pid = pid
        self.name = name
    }
}

/// What a bot must present.
package struct AccessFacts: Equatable, Sendable {
    package var key: Secret
    package var keyOrigin: SettingOrigin
    package var anonymousAllowed: Bool
    /// Until when the previous key is still accepted.
    package var graceEndsAt: Date?
    /// Of the access key.
    package var use: KeyUse
    /// Further keys, in the order of the settings.
    package var named: [NamedKey]
    /// Keys of the past that still matter, the newest first.
    package var previous: [PreviousKey]

    package init(
        key: Secret,
        keyOrigin: SettingOrigin,
        anonymousAllowed: Bool = false,
        graceEndsAt: Date? = nil,
        use: KeyUse = KeyUse(),
        named: [NamedKey] = [],
        previous: [PreviousKey] = []
    ) {
        self.key = key
        self.keyOrigin = keyOrigin
        self.anonymousAllowed = anonymousAllowed
        self.graceEndsAt = graceEndsAt
        self.use = use
        self.named = named
        self.previous = previous
    }
}

package struct NapCatFacts: Equatable, Sendable {
    package var webUI: String
    /// `napcat.token` when it is set; nil when the token is read from webui.json.
    package var token: Secret?
    /// Nil before the first look.
    package var look: NapCatLook?

    package init(webUI: String, token: Secret? = nil, look: NapCatLook? = nil) {
        self.webUI = webUI
        self.token = token
        self.look = look
    }
}

package struct CounterFacts: Equatable, Sendable {
    package var handshakesAccepted: Int
    package var handshakesRefused: Int
    package var events: Int
    package var calls: Int
    /// Calls that wait for their answers at present.
    package var callsOpen: Int
    /// Calls that nobody knows the outcome of: no answer in time, or the link ended first.
    package var callsTimedOut: Int
    /// Answers that came after their call had been given up.
    package var answersLate: Int
    package var framesBad: Int

    package init(
        handshakesAccepted: Int = 0,
        handshakesRefused: Int = 0,
        events: Int = 0,
        calls: Int = 0,
        callsOpen: Int = 0,
        callsTimedOut: Int = 0,
        answersLate: Int = 0,
        framesBad: Int = 0
    ) {
        self.handshakesAccepted = handshakesAccepted
        self.handshakesRefused = handshakesRefused
        self.events = events
        self.calls = calls
        self.callsOpen = callsOpen
        self.callsTimedOut = callsTimedOut
        self.answersLate = answersLate
        self.framesBad = framesBad
    }
}

package struct BlockedAddress: Equatable, Sendable {
    package var address: String
    package var until: Date?

    package init(address: String, until: Date? = nil) {
        self.address = address
        self.until = until
    }
}

/// One line of the console's own log. Never holds a key.
package struct LogLine: Equatable, Sendable {
    package enum Level: Int, Sendable, CaseIterable, Comparable {
        case debug
        case info
        case warning
        case error

        package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// Rises by one a line, so that a view can stay on a line while others come.
    package var number: Int
    package var time: Date
    package var level: Level
    package var subject: String
    package var text: String

    package init(number: Int, time: Date, level: Level, subject: String, text: String) {
        self.number = number
        self.time = time
        self.level = level
        self.subject = subject
        self.text = text
    }
}

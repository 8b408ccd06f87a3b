package import OneBot

/// Everything the settings file can say, typed, with the built-in defaults.
///
/// A value of this type that came out of ``SettingsLoader`` is valid as a whole.
package struct Settings: Equatable, Sendable {
    /// `auto`, `en` or `zh`; ``languageChoice`` is the typed form.
    package var language = LanguageChoice.auto.rawValue
    package var endpoint = EndpointSettings()
    package var napcat = NapCatSettings()
    package var apps: [AppSettings] = []
    package var alarms: [AlarmSettings] = []
    package var metrics = MetricsSettings()
    package var journal = JournalSettings()

    /// The built-in defaults.
    package init() {}

    package var languageChoice: LanguageChoice { LanguageChoice(rawValue: self.language) ?? .auto }
}

/// Our listening side.
package struct EndpointSettings: Equatable, Sendable {
    /// An IP address or a name; `0.0.0.0` stands for all of this machine's.
    package var host = "0.0.0.0"
    /// What bots outside must dial when it differs from our own address; empty when it does not.
    package var publicURL = ""
    /// 0 lets the system choose a free one.
    package var port = 8021
    package var path = "/onebot/v11/ws"
    /// Further paths that are accepted.
    package var aliases: [String] = []
    /// Empty only with ``allowAnonymous``, or before the first start has made one.
    package var accessKey = Secret("")
    package var allowAnonymous = false
    /// Largest message in MiB, all its fragments together.
    package var maxMessageMiB = 64
    /// Links, all bots together.
    package var maxConnections = 1024
    /// Seconds between two WebSocket pings.
    package var pingIntervalSeconds = 15
    /// Seconds without a byte after which a link counts as lost.
    package var lostAfterSeconds = 45
    package var tls = TLSSettings()
    package var keys: [BoundKey] = []
    package var extraListeners: [ListenerSettings] = []

    package init() {}
}

/// TLS of one listener.
package struct TLSSettings: Equatable, Sendable {
    package var enabled = false
    /// PEM file with the certificate and its chain.
    package var certificate = ""
    /// PEM file with the private key.
    package var privateKey = ""

    package init() {}
}

/// A further key, bound to an account, to address ranges, or to both.
package struct BoundKey: Equatable, Sendable {
    package var name: String
    package var key: Secret
    /// The only `self_id` it is good for; empty for any.
    package var selfID: String
    /// The only addresses it is good from; empty for any.
    package var from: [AddressRange]

    package init(name: String, key: Secret, selfID: String = "", from: [AddressRange] = []) {
        self.name = name
        self.key = key
        self.selfID = selfID
        self.from = from
    }
}

/// A listener beside the first.
package struct ListenerSettings: Equatable, Sendable {
    package var host: String
    package var port: Int
    package var tls: TLSSettings

    package init(host: String, port: Int, tls: TLSSettings = TLSSettings()) {
        self.host = host
        self.port = port
        self.tls = tls
    }
}

/// Where NapCat is and where its files are.
package struct NapCatSettings: Equatable, Sendable {
    package var webUIURL = "http://127.0.0.1:6099/webui"
    /// Token of NapCat's WebUI; empty: read from `webui.json` in the data folder.
    package var token = Secret("")
    /// The folder that bot and app both see; empty when not known.
    package var dataFolder = ""
    /// Names under which NapCat's container may be known.
    package var containers = ["napcat", "nekro_napcat"]

    package init() {}
}

/// One app that is reached behind the endpoint.
package struct AppSettings: Equatable, Sendable {
    /// The bots an app is given.
    package enum Bots: Equatable, Sendable {
        case all
        /// By `self_id`.
        case only([String])
    }

    package var name: String
    package var url: String
    package var accessKey: Secret
    package var bots: Bots

    package init(name: String, url: String, accessKey: Secret = Secret(""), bots: Bots = .all) {
        self.name = name
        self.url = url
        self.accessKey = accessKey
        self.bots = bots
    }
}

/// What is to happen when a finding appears or clears.
package struct AlarmSettings: Equatable, Sendable {
    package enum Action: Equatable, Sendable {
        /// A program by its absolute path, and its arguments; never a shell.
        case command([String])
        /// Where to POST; may hold a token, therefore a secret.
        case webhook(Secret)
    }

    /// Finding ids (`LIVE-08`) and families (`AUTH`).
    package var on: [String]
    package var action: Action

    package init(on: [String], action: Action) {
        self.on = on
        self.action = action
    }
}

/// `/metrics` and `/healthz` over TCP.
package struct MetricsSettings: Equatable, Sendable {
    /// `host:port`; empty: off.
    package var listen = ""

    package init() {}
}

/// The history.
package struct JournalSettings: Equatable, Sendable {
    package var enabled = true
    package var keepDays = 14
    package var maxMiB = 1024

    package init() {}
}

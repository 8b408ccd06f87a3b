package import OneBot

/// One setting that has a single value: its path in the file, its type and limits, and the environment variables
/// that can pin it. The table ``all`` drives reading, the environment, `config get` and `config set`, the origins
/// and the screen.
package struct SettingKey: Sendable {
    /// The field of ``Settings`` behind the key, and what may stand in it.
    package enum Access: Sendable {
        case text(any WritableKeyPath<Settings, String> & Sendable, TextRule)
        case secret(any WritableKeyPath<Settings, Secret> & Sendable, TextRule)
        case integer(any WritableKeyPath<Settings, Int> & Sendable, ClosedRange<Int>)
        case flag(any WritableKeyPath<Settings, Bool> & Sendable)
        case list(any WritableKeyPath<Settings, [String]> & Sendable, TextRule)
    }

    /// For example `endpoint.port`.
    package let path: String
    package let access: Access
    /// Environment variables that pin it, strongest first.
    package let environmentNames: [String]

    init(_ path: String, _ access: Access, alias: String? = nil) {
        self.path = path
        self.access = access
        let own = Self.environmentPrefix + path.uppercased().replacing(".", with: "_")
        self.environmentNames = [own] + (alias.map { [$0] } ?? [])
    }

    /// What every environment variable of ours begins with.
    package static let environmentPrefix = "ONEBOT_CONSOLE_"

    /// Every key with a single value, in the order of the file.
    package static let all: [SettingKey] = [
        SettingKey("language", .text(\.language, .choice(LanguageChoice.allCases.map(\.rawValue)))),
        SettingKey("endpoint.host", .text(\.endpoint.host, .host)),
        SettingKey("endpoint.public_url", .text(\.endpoint.publicURL, .optionalURL(["ws", "wss", "http", "https"]))),
        SettingKey("endpoint.port", .integer(\.endpoint.port, 0...65_535), alias: "NEKRO_EXPOSE_PORT"),
        SettingKey("endpoint.path", .text(\.endpoint.path, .requestPath)),
        SettingKey("endpoint.aliases", .list(\.endpoint.aliases, .requestPath)),
        SettingKey("endpoint.access_key", .secret(\.endpoint.accessKey, .accessKey), alias: "ONEBOT_ACCESS_TOKEN"),
        SettingKey("endpoint.allow_anonymous", .flag(\.endpoint.allowAnonymous)),
        SettingKey("endpoint.max_message_mib", .integer(\.endpoint.maxMessageMiB, 1...1_024)),
        SettingKey("endpoint.max_connections", .integer(\.endpoint.maxConnections, 1...100_000)),
        SettingKey("endpoint.ping_interval_s", .integer(\.endpoint.pingIntervalSeconds, 1...3_600)),
        SettingKey("endpoint.lost_after_s", .integer(\.endpoint.lostAfterSeconds, 2...86_400)),
        SettingKey("endpoint.tls.enabled", .flag(\.endpoint.tls.enabled)),
        SettingKey("endpoint.tls.certificate", .text(\.endpoint.tls.certificate, .filePath)),
        SettingKey("endpoint.tls.private_key", .text(\.endpoint.tls.privateKey, .filePath)),
        SettingKey("napcat.webui_url", .text(\.napcat.webUIURL, .url(["http", "https"]))),
        SettingKey("napcat.token", .secret(\.napcat.token, .token)),
        SettingKey("napcat.data_dir", .text(\.napcat.dataFolder, .absoluteFolder), alias: "NEKRO_DATA_DIR"),
        SettingKey("napcat.containers", .list(\.napcat.containers, .name)),
        SettingKey("metrics.listen", .text(\.metrics.listen, .listenAddress)),
        SettingKey("journal.enabled", .flag(\.journal.enabled)),
        SettingKey("journal.keep_days", .integer(\.journal.keepDays, 1...3_650)),
        SettingKey("journal.max_mib", .integer(\.journal.maxMiB, 1...1_048_576)),
    ]

    /// The keys by path.
    package static let byPath: [String: SettingKey] = Dictionary(
        Self.all.map { ($0.path, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// Keys that hold lists of mappings; they are edited in the file.
    package static let structuredPaths = ["endpoint.keys", "endpoint.extra_listeners", "apps", "alarms"]

    package var isSecret: Bool {
        if case .secret = self.access { return true }
        return false
    }

    /// The key's value in `settings`.
    package func value(in settings: Settings) -> SettingValue {
        switch self.access {
        case .text(let field, _): .text(settings[keyPath: field])
        case .secret(let field, _): .secret(settings[keyPath: field])
        case .integer(let field, _): .integer(settings[keyPath: field])
        case .flag(let field): .flag(settings[keyPath: field])
        case .list(let field, _): .list(settings[keyPath: field])
        }
    }

    /// What it is when nobody says anything.
    package var builtIn: SettingValue { self.value(in: Settings()) }

    /// Puts `value` into `settings`; a value of another type than the key's changes nothing.
    func store(_ value: SettingValue, in settings: inout Settings) {
        switch (self.access, value) {
        case (.text(let field, _), .text(let text)): settings[keyPath: field] = text
        case (.secret(let field, _), .secret(let secret)): settings[keyPath: field] = secret
        case (.integer(let field, _), .integer(let number)): settings[keyPath: field] = number
        case (.flag(let field), .flag(let flag)): settings[keyPath: field] = flag
        case (.list(let field, _), .list(let items)): settings[keyPath: field] = items
        default: break
        }
    }

    /// Reads a value from text as an environment variable, an argument or a form field has it.
    package func parse(_ text: String) throws(SettingProblem.Cause) -> SettingValue {
        switch self.access {
        case .text(_, let rule):
            try rule.check(text)
            return .text(text)
        case .secret(_, let rule):
            try rule.check(text)
            return .secret(Secret(text))
        case .integer(_, let range):
            return .integer(try ScalarText.integer(text, in: range))
        case .flag:
            return .flag(try ScalarText.flag(text))
        case .list(_, let rule):
            let items = try FlowList.parse(text)
            for item in items { try rule.check(item) }
            return .list(items)
        }
    }
}

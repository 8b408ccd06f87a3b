/// The parts of the Settings form.
package enum SettingSection: CaseIterable, Sendable {
    case endpoint
    case napcat
    case more
    /// Only shown: they are written in the file.
    case alarms

    /// The most important fields first.
    package var fields: [SettingField] {
        switch self {
        case .endpoint: [.host, .port, .path, .accessKey, .tlsEnabled]
        case .napcat: [.webUIURL, .webUIPort, .webUIToken, .dataFolder]
        case .more:
            [
                .language, .publicURL, .aliases, .tlsCertificate, .tlsPrivateKey, .allowAnonymous, .maxMessage,
                .maxConnections, .pingInterval, .lostAfter, .containers, .metricsListen,
            ]
        case .alarms: []
        }
    }
}

/// The settings that the form edits, by their path in the settings file.
package enum SettingField: String, CaseIterable, Sendable {
    case host = "endpoint.host"
    case port = "endpoint.port"
    case path = "endpoint.path"
    case accessKey = "endpoint.access_key"
    case tlsEnabled = "endpoint.tls.enabled"
    case webUIURL = "napcat.webui_url"
    /// Not in the file: a part of the WebUI's URL with a field of its own.
    case webUIPort = "napcat.webui_port"
    case webUIToken = "napcat.token"
    case dataFolder = "napcat.data_dir"
    case language
    case publicURL = "endpoint.public_url"
    case aliases = "endpoint.aliases"
    case tlsCertificate = "endpoint.tls.certificate"
    case tlsPrivateKey = "endpoint.tls.private_key"
    case allowAnonymous = "endpoint.allow_anonymous"
    case maxMessage = "endpoint.max_message_mib"
    case maxConnections = "endpoint.max_connections"
    case pingInterval = "endpoint.ping_interval_s"
    case lostAfter = "endpoint.lost_after_s"
    case containers = "napcat.containers"
    case metricsListen = "metrics.listen"

    package var path: String { self.rawValue }

    /// How a field is edited.
    package enum Kind: Sendable {
        case text
        case secret
        /// On or off, changed at once.
        case boolean
        /// auto, en, zh, changed at once.
        case language
    }

    package var kind: Kind {
        switch self {
        case .accessKey, .webUIToken: .secret
        case .tlsEnabled, .allowAnonymous: .boolean
        case .language: .language
        default: .text
        }
    }

    /// Whether Enter and Space change it at once.
    package var isSwitch: Bool { self.kind == .boolean || self.kind == .language }

    /// All fields in the order of the form.
    package static let inOrder: [SettingField] = SettingSection.allCases.flatMap(\.fields)
}

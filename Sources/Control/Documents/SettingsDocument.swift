import OneBot
import Snapshot

/// The answer to `GET /v1/settings`: each scalar setting's path with its value and where that came from. Secrets are
/// masks.
struct SettingsDocument: Equatable, Sendable {
    var settings: [ControlSetting]

    init(_ settings: [ControlSetting]) {
        self.settings = settings
    }

    var json: JSONValue {
        .object(
            self.settings.map { setting in
                JSONMember(
                    setting.path,
                    .object([
                        JSONMember("value", Self.json(setting.value)),
                        JSONMember("origin", .string(Self.word(setting.origin))),
                        JSONMember("variable", .text(Self.variable(setting.origin))),
                    ])
                )
            }
        )
    }

    private static func json(_ value: ControlSetting.Value) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let value): .boolean(value)
        case .list(let items): .array(items.map(JSONValue.string))
        case .secret(let secret): .string(secret.masked)
        }
    }

    private static func word(_ origin: SettingOrigin) -> String {
        switch origin {
        case .argument: "argument"
        case .environment: "environment"
        case .file: "file"
        case .builtIn: "default"
        }
    }

    /// The environment variable that pins the value.
    private static func variable(_ origin: SettingOrigin) -> String? {
        guard case .environment(let name) = origin else { return nil }
        return name
    }
}

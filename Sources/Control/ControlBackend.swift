package import OneBot
package import Snapshot

package import struct Foundation.Date

/// What the control socket asks of the running console. Sentences come back in the language that was asked for.
package protocol ControlBackend: Sendable {
    /// Everything that is known at this moment.
    func status() async -> Snapshot

    /// All scalar settings in the order of the settings file.
    func settings() async -> [ControlSetting]

    /// Puts a value in force at once and saves it, as the Settings panel does.
    func change(path: String, text: String, language: Language) async -> SettingChangeOutcome

    /// Makes a new access key.
    ///
    /// - Parameter graceSeconds: How long the old one is still accepted; nil refuses it at once.
    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome

    /// Begins the graceful end; returns without waiting for it.
    func requestStop() async
}

/// One setting with where its value came from.
package struct ControlSetting: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        case text(String)
        case integer(Int)
        case boolean(Bool)
        case list([String])
        /// Given out as its mask alone.
        case secret(Secret)
    }

    /// For example `endpoint.port`.
    package var path: String
    package var value: Value
    package var origin: SettingOrigin

    package init(path: String, value: Value, origin: SettingOrigin) {
        self.path = path
        self.value = value
        self.origin = origin
    }
}

/// How a change of one setting ended.
package enum SettingChangeOutcome: Equatable, Sendable {
    /// In force and saved; the text says what follows and may be empty.
    case applied(String)
    /// Nothing changed; the sentence says why.
    case refused(String)
}

/// How a rotation of the access key ended.
package enum KeyRotationOutcome: Equatable, Sendable {
    case rotated(key: Secret, graceEndsAt: Date?)
    /// The key cannot be changed here because the environment or the command line holds it; the sentence says where.
    case pinned(String)
    /// The new key could not be saved; the old one stays in force.
    case failed(String)
}

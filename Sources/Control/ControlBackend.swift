package import OneBot
package import Snapshot

package import struct Foundation.Date

/// What the control socket asks of the running console. Sentences come back in the language that was asked for.
package protocol ControlBackend: WatchBackend {
    /// Everything that is known at this moment.
    func status() async -> Snapshot

    /// What is wrong, judged now.
    ///
    /// - Parameter testing: Whether the console first connects to every address of its own (at most a few seconds), and
    ///   looks at this machine anew.
    func examine(testing: Bool, language: Language) async -> DoctorDocument

    /// All scalar settings in the order of the settings file.
    func settings() async -> [ControlSetting]

    /// Puts values in force at once and saves them, as the Settings panel does: all of them together or none.
    func change(_ wishes: [SettingWish], language: Language) async -> SettingChangesOutcome

    /// Makes a new access key.
    ///
    /// - Parameter graceSeconds: How long the old one is still accepted; nil refuses it at once.
    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome

    /// Adds a key beside the access key.
    func addKey(_ wish: KeyWish, language: Language) async throws(KeyRefusal) -> MadeKey

    /// Takes such a key away and closes the links that it opened.
    func revokeKey(named name: String, language: Language) async throws(KeyRefusal) -> RevokedKey

    /// Calls an action of a bot.
    ///
    /// - Parameters:
    ///   - part: Gets every partial answer that comes before the final one.
    ///   - finish: Gets the outcome, once. Both are called where they must not wait, perhaps before this returns.
    func call(
        _ request: CallRequest,
        part: @escaping @Sendable ([UInt8]) -> Void,
        finish: @escaping @Sendable (CallOutcome) -> Void
    )

    /// The events that were asked for.
    ///
    /// - Throws: ``EventsUnavailable`` when the journal is needed and cannot be read.
    func events(_ request: EventsRequest, language: Language) async throws(EventsUnavailable) -> any EventSource

    /// NapCat beside us.
    ///
    /// - Parameter fresh: Whether it is looked at anew first (at most a few seconds).
    func napCat(fresh: Bool, language: Language) async -> NapCatDocument

    /// What would be changed in NapCat's configuration for its bot to connect here; nothing is changed.
    ///
    /// - Parameter url: What the bot shall dial; nil leaves it to the console.
    func planConnection(url: String?, language: Language) async throws(BackendRefusal) -> ConnectionPreview

    /// Makes the change that was planned, and watches the bot come (at most a quarter of a minute).
    func applyConnection(number: Int, language: Language) async throws(BackendRefusal) -> AppliedConnection

    /// Begins to go on as the program that lies on disk now, after that has said that it could serve.
    ///
    /// - Returns: Why not, as a sentence; nothing has changed then.
    func requestReplacement(language: Language) async -> String?

    /// Begins the graceful end; returns without waiting for it.
    func requestStop() async
}

/// Which events are asked for.
package struct EventsRequest: Equatable, Sendable {
    package var filter: EventFilter
    /// From the journal, from this moment on; nil: what the display rings still hold.
    package var since: Date?
    package var until: Date?
    /// Goes on with what arrives.
    package var follow: Bool
    /// How many of the events that are held begin the answer; nil leaves it to the console.
    package var tail: Int?

    package init(
        filter: EventFilter,
        since: Date? = nil,
        until: Date? = nil,
        follow: Bool = false,
        tail: Int? = nil
    ) {
        self.filter = filter
        self.since = since
        self.until = until
        self.follow = follow
        self.tail = tail
    }
}

/// Events, a page at a time, as fast as they are taken.
package protocol EventSource: Sendable {
    /// Waits until there are some; nil at the end.
    func next() async -> EventPage?
}

/// Why events of the past cannot be read, as a sentence in the language that was asked for.
package struct EventsUnavailable: Error, Equatable, Sendable {
    package var sentence: String

    package init(_ sentence: String) {
        self.sentence = sentence
    }
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

/// One setting and the text for it, as it would be typed into its field: a list in brackets.
package struct SettingWish: Equatable, Sendable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// How a change of settings that belong together ended.
package enum SettingChangesOutcome: Equatable, Sendable {
    /// All are in force and saved; the text says what follows and may be empty.
    case applied(String)
    /// Nothing changed; the sentence says why. The path is that of the setting at fault, where it is one.
    case refused(String, path: String?)
}

/// How a rotation of the access key ended.
package enum KeyRotationOutcome: Equatable, Sendable {
    case rotated(key: Secret, graceEndsAt: Date?)
    /// The key cannot be changed here because the environment or the command line holds it; the sentence says where.
    case pinned(String)
    /// The new key could not be saved; the old one stays in force.
    case failed(String)
}

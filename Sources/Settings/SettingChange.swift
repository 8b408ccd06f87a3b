package import OneBot

/// One setting that is to become what was typed.
package struct SettingChange: Equatable, Sendable {
    /// Path of a ``SettingKey``, or ``WebUIPort/path``.
    package var path: String
    /// As it was typed; a secret, because it may be a key.
    package var text: Secret

    package init(path: String, text: String) {
        self.path = path
        self.text = Secret(text)
    }
}

/// What a change is worth, before anything is done.
package enum SettingVerdict: Equatable, Sendable {
    /// Good; `unchanged` when it says what already is.
    case accepted(unchanged: Bool)
    /// Good, but the operator should know something.
    case warning(SettingNote)
    case refused(SettingProblem)
}

extension SettingChange {
    /// Judges one change against the settings in force. Pure: looks at no port, no file, no folder.
    package static func judge(_ change: SettingChange, in loaded: LoadedSettings) -> SettingVerdict {
        do throws(SettingProblem) {
            let (after, edits) = try Self.plan([change], in: loaded)
            guard edits.contains(where: { $0.key.value(in: loaded.settings) != $0.value }) else {
                return .accepted(unchanged: true)
            }
            if let note = after.warning(about: change.path) { return .warning(note) }
            return .accepted(unchanged: false)
        } catch {
            return .refused(error)
        }
    }

    /// One value that is to be written to the file.
    struct Edit: Equatable {
        var key: SettingKey
        var value: SettingValue

        static func == (left: Edit, right: Edit) -> Bool {
            left.key.path == right.key.path && left.value == right.value
        }
    }

    /// The settings after `changes`, and what is to be written for it.
    ///
    /// - Throws: the first thing that speaks against them.
    static func plan(
        _ changes: [SettingChange],
        in loaded: LoadedSettings
    ) throws(SettingProblem) -> (after: LoadedSettings, edits: [Edit]) {
        var after = loaded
        var edits: [Edit] = []
        for change in changes {
            do throws(SettingProblem.Cause) {
                let edit = try Self.edit(for: change, in: after)
                edit.key.store(edit.value, in: &after.settings)
                after.sources[edit.key.path] = .file
                edits.append(edit)
            } catch {
                throw SettingProblem(error, path: change.path)
            }
        }
        let paths = Set(edits.map(\.key.path))
        if after.lacksKey, let path = ["endpoint.access_key", "endpoint.allow_anonymous"].first(where: paths.contains) {
            throw SettingProblem(.keyEmpty, path: path)
        }
        if let conflict = after.conflicts().first(where: { !loaded.conflicts().contains($0) }) {
            throw Self.problem(for: conflict, changed: paths, in: after.settings)
        }
        return (after, edits)
    }

    private static func edit(for change: SettingChange, in loaded: LoadedSettings) throws(SettingProblem.Cause) -> Edit
    {
        let source = loaded.source(of: change.path)
        if source.isPinned { throw .pinned(source) }
        let isPort = change.path == WebUIPort.path
        guard let key = SettingKey.byPath[isPort ? WebUIPort.urlPath : change.path] else {
            if SettingKey.structuredPaths.contains(change.path) { throw .notOneValue }
            throw .unknownKey(suggestion: Spelling.nearest(to: change.path, among: SettingKey.all.map(\.path)))
        }
        if isPort { return Edit(key: key, value: .text(try WebUIPort.url(change.text.exposed, in: loaded.settings))) }
        return Edit(key: key, value: try key.parse(change.text.exposed))
    }

    /// Told from the side of the setting that was changed.
    private static func problem(
        for conflict: LoadedSettings.Conflict,
        changed: Set<String>,
        in settings: Settings
    ) -> SettingProblem {
        if case .mustExceed(let other, _) = conflict.cause, !changed.contains(conflict.path), changed.contains(other) {
            let limit = settings.endpoint.lostAfterSeconds
            return SettingProblem(.mustStayBelow(other: conflict.path, value: limit), path: other)
        }
        return SettingProblem(conflict.cause, path: conflict.path)
    }
}

extension LoadedSettings {
    /// What the operator should know about a value he is about to set.
    fileprivate func warning(about path: String) -> SettingNote? {
        switch path {
        case "endpoint.access_key":
            let weaknesses = KeyStrength.weaknesses(of: self.settings.endpoint.accessKey)
            if !weaknesses.isEmpty { return .weakKey(path: path, weaknesses) }
            return self.settings.endpoint.accessKey.isEmpty ? .anonymousAllowed : nil
        case "endpoint.allow_anonymous":
            let endpoint = self.settings.endpoint
            return endpoint.allowAnonymous && endpoint.accessKey.isEmpty ? .anonymousAllowed : nil
        default:
            return nil
        }
    }
}

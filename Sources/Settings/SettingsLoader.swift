import OneBot

/// Puts the layers together: command line, environment, file, built-in defaults, the strongest first.
package struct SettingsLoader: Sendable {
    package var environment: [String: String]
    /// What the command line gave, by path.
    package var arguments: [String: String]

    package init(environment: [String: String] = [:], arguments: [String: String] = [:]) {
        self.environment = environment
        self.arguments = arguments
    }

    /// Reads the settings from `bytes`, the contents of `file`; nil when there is no such file.
    ///
    /// - Throws: everything that is wrong, at once.
    package func load(_ bytes: [UInt8]?, file: String) throws(SettingsRefusal) -> LoadedSettings {
        var decoder = SettingsDecoder(file: file)
        if let bytes {
            do throws(YAMLFault) {
                if let root = try YAMLDocument(bytes).root { decoder.read(root) }
            } catch {
                throw SettingsRefusal([
                    SettingProblem(error.cause, place: .file(file, line: error.line, column: error.column))
                ])
            }
        }
        var loaded = LoadedSettings(
            settings: Settings(),
            sources: [:],
            notes: decoder.notes,
            file: file,
            places: decoder.places,
            image: bytes.map(FileImage.init)
        )
        self.fill(&loaded, from: decoder)
        var problems = decoder.problems
        problems += self.override(&loaded)
        problems += loaded.conflicts().map { conflict in
            SettingProblem(conflict.cause, path: conflict.path, place: loaded.place(of: conflict.path))
        }
        guard problems.isEmpty else { throw SettingsRefusal(problems) }
        loaded.notes += self.unknownVariables() + Self.keyNotes(loaded.settings)
        return loaded
    }

    /// Whether something stronger than the file says what `path` is.
    package func pin(of path: String) -> SettingSource? {
        if self.arguments[path] != nil { return .argument }
        let names = SettingKey.byPath[path]?.environmentNames ?? []
        return names.first { !(self.environment[$0] ?? "").isEmpty }.map { .environment($0) }
    }

    private func fill(_ loaded: inout LoadedSettings, from decoder: SettingsDecoder) {
        for key in SettingKey.all {
            guard let value = decoder.values[key.path] else { continue }
            key.store(value, in: &loaded.settings)
            loaded.sources[key.path] = .file
        }
        loaded.settings.endpoint.keys = decoder.keys
        loaded.settings.endpoint.extraListeners = decoder.extraListeners
        loaded.settings.apps = decoder.apps
        loaded.settings.alarms = decoder.alarms
        for path in SettingKey.structuredPaths where decoder.places[path] != nil { loaded.sources[path] = .file }
    }

    /// Lays environment and arguments over the file.
    private func override(_ loaded: inout LoadedSettings) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        for key in SettingKey.all {
            guard let pin = self.pin(of: key.path) else { continue }
            let text: String
            let place: SettingProblem.Place
            if case .environment(let name) = pin {
                text = self.environment[name] ?? ""
                place = .environment(name)
            } else {
                text = self.arguments[key.path] ?? ""
                place = .argument
            }
            do throws(SettingProblem.Cause) {
                key.store(try key.parse(text), in: &loaded.settings)
                loaded.sources[key.path] = pin
            } catch {
                problems.append(SettingProblem(error, path: key.path, place: place))
            }
        }
        for path in self.arguments.keys.sorted() where SettingKey.byPath[path] == nil {
            let suggestion = Spelling.nearest(to: path, among: SettingKey.all.map(\.path))
            problems.append(SettingProblem(.unknownKey(suggestion: suggestion), path: path, place: .argument))
        }
        if self.arguments["endpoint.access_key"] == "", loaded.lacksKey {
            problems.append(SettingProblem(.keyEmpty, path: "endpoint.access_key", place: .argument))
        }
        return problems
    }

    private func unknownVariables() -> [SettingNote] {
        let known = SettingKey.all.flatMap(\.environmentNames)
        return self.environment.keys.sorted()
            .filter { $0.hasPrefix(SettingKey.environmentPrefix) && !known.contains($0) }
            .map { .unknownVariable(name: $0, suggestion: Self.variable(like: $0, among: known)) }
    }

    /// Names are compared in small letters, as paths are.
    private static func variable(like name: String, among known: [String]) -> String? {
        Spelling.nearest(to: name, among: known.map { $0.lowercased() })?.uppercased()
    }

    private static func keyNotes(_ settings: Settings) -> [SettingNote] {
        var notes: [SettingNote] = []
        let weaknesses = KeyStrength.weaknesses(of: settings.endpoint.accessKey)
        if !weaknesses.isEmpty { notes.append(.weakKey(path: "endpoint.access_key", weaknesses)) }
        for (index, key) in settings.endpoint.keys.enumerated() {
            let weaknesses = KeyStrength.weaknesses(of: key.key, accounts: [key.selfID])
            if !weaknesses.isEmpty { notes.append(.weakKey(path: "endpoint.keys[\(index + 1)].key", weaknesses)) }
        }
        if settings.endpoint.allowAnonymous, settings.endpoint.accessKey.isEmpty { notes.append(.anonymousAllowed) }
        return notes
    }
}

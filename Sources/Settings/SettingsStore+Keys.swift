package import OneBot

/// The keys beside the access key: entries of a list in the settings file, added and removed there.
extension SettingsStore {
    static let keysPath = "endpoint.keys"

    /// A new random key.
    package func newKey() -> Secret { self.makeKey() }

    /// Adds a key to the file and reads it again.
    ///
    /// - Parameter loaded: the settings in force; refused when the file is no longer what they were read from.
    /// - Throws: the reason against it, with the file untouched.
    package func addKey(_ key: BoundKey, to loaded: LoadedSettings) throws(SettingProblem) -> LoadedSettings {
        if let obstacle = key.obstacle(in: loaded.settings.endpoint) { throw obstacle }
        var fields: [YAMLField] = [
            YAMLField(name: "name", value: .text(key.name)), YAMLField(name: "key", value: .secret(key.key)),
        ]
        if !key.selfID.isEmpty { fields.append(YAMLField(name: "self_id", value: .text(key.selfID))) }
        if !key.from.isEmpty { fields.append(YAMLField(name: "from", value: .list(key.from.map(\.text)))) }
        let after = try self.edit(loaded) { bytes throws(YAMLFault) in
            try YAMLListEdit.append(fields, to: Self.keysPath.split(separator: ".").map(String.init), in: bytes)
        }
        guard after.settings.endpoint.keys.last == key else {
            throw SettingProblem(.cannotEdit(.notVerified), path: Self.keysPath)
        }
        return after
    }

    /// Takes a key out of the file and reads it again.
    ///
    /// - Returns: the settings without it, and the key, to be put into ``KeyHistory``.
    /// - Throws: the reason against it, with the file untouched.
    package func removeKey(
        named name: String,
        in loaded: LoadedSettings
    ) throws(SettingProblem) -> (settings: LoadedSettings, removed: BoundKey) {
        let keys = loaded.settings.endpoint.keys
        guard let index = keys.firstIndex(where: { $0.name == name }) else {
            throw SettingProblem(.noSuchKey(name, known: keys.map(\.name)))
        }
        let after = try self.edit(loaded) { bytes throws(YAMLFault) in
            try YAMLListEdit.remove(
                at: index,
                from: Self.keysPath.split(separator: ".").map(String.init),
                in: bytes
            )
        }
        var expected = keys
        let removed = expected.remove(at: index)
        guard after.settings.endpoint.keys == expected else {
            throw SettingProblem(.cannotEdit(.notVerified), path: Self.keysPath)
        }
        return (after, removed)
    }

    /// Saves what `change` makes of the file, when it is still the one that `loaded` was read from.
    private func edit(
        _ loaded: LoadedSettings,
        _ change: ([UInt8]) throws(YAMLFault) -> [UInt8]
    ) throws(SettingProblem) -> LoadedSettings {
        let lock = try self.lock()
        defer { lock.release() }
        let current = try self.readOne()
        guard current == loaded.image?.bytes else { throw self.problem(.changedMeanwhile, Self.keysPath) }
        let edited: [UInt8]
        do throws(YAMLFault) {
            edited = try change(current ?? self.templateBytes())
        } catch {
            let place = SettingProblem.Place.file(self.file, line: error.line, column: error.column)
            throw SettingProblem(error.cause, path: Self.keysPath, place: place)
        }
        let result: LoadedSettings
        do throws(SettingsRefusal) {
            result = try self.loader.load(edited, file: self.file)
        } catch {
            throw error.problems.first ?? self.problem(.cannotEdit(.notVerified), Self.keysPath)
        }
        try self.write(edited, replacing: current)
        return result
    }
}

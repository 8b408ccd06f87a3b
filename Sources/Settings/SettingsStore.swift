package import OneBot

/// The settings file: reads it, makes it at the first start, and changes it without harm to what the operator wrote.
///
/// Everything here waits for the disk; call it where waiting is allowed. Holds no state: the settings in force are the
/// caller's.
package struct SettingsStore: Sendable {
    /// Path of the file as it was given.
    package let file: String
    package let loader: SettingsLoader
    let makeKey: @Sendable () -> Secret

    /// - Parameters:
    ///   - file: the settings file; a symbolic link is followed, not replaced.
    ///   - environment: the process's environment.
    ///   - arguments: what the command line gave, by path of the setting.
    ///   - makeKey: makes a new access key.
    package init(
        file: String,
        environment: [String: String],
        arguments: [String: String] = [:],
        makeKey: @escaping @Sendable () -> Secret = { AccessKeyGenerator.make() }
    ) {
        self.file = file
        self.loader = SettingsLoader(environment: environment, arguments: arguments)
        self.makeKey = makeKey
    }

    /// Reads the settings and changes nothing; without a file everything has its default.
    package func load() throws(SettingsRefusal) -> LoadedSettings {
        try self.loader.load(self.read(), file: self.file)
    }

    /// Reads the settings as a start does: makes the file when there is none, puts a key into it when it lacks one,
    /// and removes what an interrupted save left behind.
    ///
    /// - Throws: what is wrong with the settings; a file that is wrong is never written to.
    package func start() throws(SettingsRefusal) -> LoadedSettings {
        do throws(SettingProblem) {
            AtomicFile.removeLeftovers(of: try self.target())
        } catch {
            throw SettingsRefusal([error])
        }
        guard let bytes = try self.read() else { return try self.makeFile() }
        let loaded = try self.loader.load(bytes, file: self.file)
        guard loaded.lacksKey else { return loaded }
        do throws(SettingProblem) {
            let key = SettingChange(path: Self.keyPath, text: self.makeKey().exposed)
            return try self.apply([key], to: loaded)
        } catch {
            throw SettingsRefusal([error])
        }
    }

    /// Changes the file and reads it again: all of `changes` or none.
    ///
    /// - Parameter loaded: the settings in force; refused when the file is no longer what they were read from.
    /// - Throws: the reason against it, with the file untouched.
    package func apply(
        _ changes: [SettingChange],
        to loaded: LoadedSettings
    ) throws(SettingProblem) -> LoadedSettings {
        let (_, edits) = try SettingChange.plan(changes, in: loaded)
        let path = changes.first?.path
        let lock = try self.lock()
        defer { lock.release() }
        let current = try self.readOne()
        guard current == loaded.image?.bytes else { throw self.problem(.changedMeanwhile, path) }
        var bytes = current ?? self.templateBytes()
        for edit in edits {
            do throws(YAMLFault) {
                bytes = try YAMLEdit.set(
                    edit.value,
                    at: edit.key.path.split(separator: ".").map(String.init),
                    in: bytes
                )
            } catch {
                throw SettingProblem(
                    error.cause,
                    path: edit.key.path,
                    place: .file(self.file, line: error.line, column: error.column)
                )
            }
        }
        let result: LoadedSettings
        do throws(SettingsRefusal) {
            result = try self.loader.load(bytes, file: self.file)
        } catch {
            throw error.problems.first ?? self.problem(.cannotEdit(.notVerified), path)
        }
        if bytes != current { try self.write(bytes, replacing: current) }
        return result
    }

    /// Replaces the access key with a new one.
    ///
    /// - Returns: the settings with it, and the old key, to be put into ``KeyHistory``.
    /// - Throws: ``SettingProblem/Cause/pinned(_:)`` where the key is pinned, and what ``apply(_:to:)`` throws.
    package func rotateKey(
        in loaded: LoadedSettings
    ) throws(SettingProblem) -> (settings: LoadedSettings, retired: Secret) {
        let change = SettingChange(path: Self.keyPath, text: self.makeKey().exposed)
        return (try self.apply([change], to: loaded), loaded.settings.endpoint.accessKey)
    }

    /// Whether ``apply(_:to:)`` would find the file as it was.
    ///
    /// - Throws: ``SettingProblem/Cause/changedMeanwhile`` when the file is no longer what `loaded` was read from, and what
    ///   keeps it from being read.
    package func check(_ loaded: LoadedSettings) throws(SettingProblem) {
        guard try self.readOne() == loaded.image?.bytes else { throw self.problem(.changedMeanwhile) }
    }

    /// Whether the file on disk is still what `loaded` was read from.
    package func isUnchanged(since loaded: LoadedSettings) -> Bool {
        // A file that cannot be read has changed.
        guard let current = try? self.readOne() else { return loaded.image == nil }
        return current == loaded.image?.bytes
    }

    // MARK: - File

    private static let keyPath = "endpoint.access_key"

    private func makeFile() throws(SettingsRefusal) -> LoadedSettings {
        let key = self.templateKey()
        let bytes = Array(SettingsTemplate.text(key).utf8)
        // What the environment says may be wrong: then nothing is made.
        let made = try self.loader.load(bytes, file: self.file)
        do throws(SettingProblem) {
            try self.write(bytes, replacing: nil)
            return made
        } catch {
            if case .changedMeanwhile = error.cause { return try self.load() }
            guard case .pinned = key, case .cannotWrite(let trouble) = error.cause else {
                throw SettingsRefusal([error])
            }
            // All that is needed comes from elsewhere, so a read-only place for settings is no reason to stop.
            var loaded = try self.loader.load(nil, file: self.file)
            loaded.notes.append(.fileNotMade(trouble, file: self.file))
            return loaded
        }
    }

    /// What a file that is not there yet is made from.
    func templateBytes() -> [UInt8] { Array(SettingsTemplate.text(self.templateKey()).utf8) }

    private func templateKey() -> SettingsTemplate.Key {
        switch self.loader.pin(of: Self.keyPath) {
        case .environment(let name): .pinned(variable: name)
        case .argument: .pinned(variable: nil)
        default: .own(self.makeKey())
        }
    }

    private func target() throws(SettingProblem) -> String {
        do throws(FileTrouble) {
            return try FileSystem.target(of: self.file)
        } catch {
            throw self.problem(.cannotRead(error))
        }
    }

    private func read() throws(SettingsRefusal) -> [UInt8]? {
        do throws(SettingProblem) {
            return try self.readOne()
        } catch {
            throw SettingsRefusal([error])
        }
    }

    func readOne() throws(SettingProblem) -> [UInt8]? {
        do throws(FileTrouble) {
            return try FileSystem.read(self.file, limit: YAMLDocument.limitBytes)
        } catch {
            throw self.problem(.cannotRead(error))
        }
    }

    /// To be held from reading the file to writing it.
    func lock() throws(SettingProblem) -> FolderLock {
        let target = try self.target()
        do throws(FileTrouble) {
            return try FolderLock(beside: target)
        } catch {
            throw self.problem(.cannotWrite(error))
        }
    }

    func write(_ bytes: [UInt8], replacing old: [UInt8]?) throws(SettingProblem) {
        let target = try self.target()
        let isDone: Bool
        do throws(FileTrouble) {
            try FileSystem.makeFolder(FileSystem.folder(of: target))
            isDone = try AtomicFile.write(bytes, to: target, existing: old == nil ? .leave : .replace)
        } catch {
            throw self.problem(.cannotWrite(error))
        }
        if !isDone { throw self.problem(.changedMeanwhile) }
    }

    func problem(_ cause: SettingProblem.Cause, _ path: String? = nil) -> SettingProblem {
        SettingProblem(cause, path: path, place: .file(self.file, line: nil, column: nil))
    }
}

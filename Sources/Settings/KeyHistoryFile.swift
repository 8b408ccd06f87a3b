import Foundation

/// `keys.json` in the state folder.
package struct KeyHistoryFile: Sendable {
    package let path: String

    package init(stateFolder: String) {
        self.path = "\(stateFolder)/keys.json"
    }

    private static let limitBytes = 65_536

    /// What the file holds; an empty history when there is none.
    ///
    /// - Throws: ``SettingProblem/Cause/brokenHistory`` for a file that is none of ours, which ``save(_:)`` would
    ///   replace: an empty history is what is left then.
    package func load() throws(SettingProblem) -> KeyHistory {
        let bytes: [UInt8]?
        do throws(FileTrouble) {
            bytes = try FileSystem.read(self.path, limit: Self.limitBytes)
        } catch {
            throw self.problem(.cannotRead(error))
        }
        guard let bytes else { return KeyHistory() }
        guard let history = Self.history(of: bytes) else { throw self.problem(.brokenHistory) }
        return history
    }

    /// What the contents of a file say; nil when they are none of ours.
    static func history(of bytes: [UInt8]) -> KeyHistory? {
        guard bytes.count <= Self.limitBytes,
            // Which byte is wrong helps nobody: the file is never edited by hand.
            let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)), stored.version == 1
        else { return nil }
        let retired = stored.retired.compactMap(\.retiredKey)
        return retired.count == stored.retired.count ? KeyHistory(retired: retired) : nil
    }

    /// Writes the file, mode 0600, whole or not at all; makes the state folder when there is none.
    package func save(_ history: KeyHistory) throws(SettingProblem) {
        try self.locked { () throws(SettingProblem) in try self.write(history) }
    }

    /// Changes what the file holds, one process at a time. A file that is none of ours is replaced.
    package func update(_ change: (inout KeyHistory) -> Void) throws(SettingProblem) {
        try self.locked { () throws(SettingProblem) in
            let before = (try? self.load()) ?? KeyHistory()
            var history = before
            change(&history)
            if history != before { try self.write(history) }
        }
    }

    private func locked(_ body: () throws(SettingProblem) -> Void) throws(SettingProblem) {
        let lock: FolderLock
        do throws(FileTrouble) {
            try FileSystem.makeFolder(FileSystem.folder(of: self.path))
            lock = try FolderLock(beside: self.path)
        } catch {
            throw self.problem(.cannotWrite(error))
        }
        defer { lock.release() }
        try body()
    }

    private func write(_ history: KeyHistory) throws(SettingProblem) {
        do throws(FileTrouble) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            let stored = Stored(version: 1, retired: history.retired.map(Entry.init))
            // Texts and numbers only: there is nothing in it that could fail to be encoded.
            guard let data = try? encoder.encode(stored) else { throw FileTrouble.other(errno: EINVAL) }
            try FileSystem.makeFolder(FileSystem.folder(of: self.path))
            AtomicFile.removeLeftovers(of: self.path)
            try AtomicFile.write(Array(data) + [0x0A], to: self.path, isSecret: true)
        } catch {
            throw self.problem(.cannotWrite(error))
        }
    }

    private func problem(_ cause: SettingProblem.Cause) -> SettingProblem {
        SettingProblem(cause, place: .file(self.path, line: nil, column: nil))
    }
}

/// The file's shape.
private struct Stored: Codable {
    var version: Int
    var retired: [Entry]
}

private struct Entry: Codable {
    var salt: String
    var sha256: String
    /// RFC 3339 in UTC.
    var retiredAt: String
    var graceEndsAt: String?
    var name: String?

    enum CodingKeys: String, CodingKey {
        case salt
        case sha256
        case retiredAt = "retired_at"
        case graceEndsAt = "grace_ends_at"
        case name
    }

    init(_ key: RetiredKey) {
        self.salt = Hexadecimal.text(key.salt)
        self.sha256 = Hexadecimal.text(key.digest)
        self.retiredAt = Self.style.format(key.retiredAt)
        self.graceEndsAt = key.graceEndsAt.map { Self.style.format($0) }
        self.name = key.name
    }

    /// Nil when a field is none of ours.
    var retiredKey: RetiredKey? {
        guard let salt = Hexadecimal.bytes(self.salt), salt.count == 16,
            let digest = Hexadecimal.bytes(self.sha256), digest.count == 32,
            let retiredAt = try? Self.style.parse(self.retiredAt)  // nil says as much as the reason would
        else { return nil }
        var end: Date?
        if let graceEndsAt = self.graceEndsAt {
            guard let parsed = try? Self.style.parse(graceEndsAt) else { return nil }  // as above
            end = parsed
        }
        return RetiredKey(salt: salt, digest: digest, retiredAt: retiredAt, graceEndsAt: end, name: self.name)
    }

    private static let style = Date.ISO8601FormatStyle()
}

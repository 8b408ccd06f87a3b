import Foundation

/// The ledger on disk: one JSON object a line, appended, and written anew when it has grown to twice the ring.
///
/// A line that cannot be read (a crash cut it) is passed over. For one caller at a time, off the event loops.
package struct LedgerFile: Sendable {
    package let path: String
    private let capacity: Int
    private var lines = 0

    package init(path: String, capacity: Int = 1000) {
        self.path = path
        self.capacity = capacity
    }

    /// What earlier runs wrote, oldest first; empty when there is no file.
    package mutating func load() throws -> [LedgerEntry] {
        guard FileManager.default.fileExists(atPath: self.path) else { return [] }
        let read = Self.read(try Data(contentsOf: URL(fileURLWithPath: self.path)), newest: self.capacity)
        self.lines = read.lines
        return read.entries
    }

    /// The entries in the last lines of a file's contents, and how many lines it has.
    static func read(_ data: Data, newest count: Int) -> (entries: [LedgerEntry], lines: Int) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        let rows = data.split(separator: UInt8(ascii: "\n"))
        // A cut line is the expected trace of a crash, not an error.
        let entries = rows.suffix(count).compactMap { try? decoder.decode(LedgerEntry.self, from: Data($0)) }
        return (entries, rows.count)
    }

    /// - Parameters:
    ///   - added: New entries, oldest first.
    ///   - all: The whole ring, for when the file is written anew.
    package mutating func save(_ added: [LedgerEntry], all: @autoclosure () -> [LedgerEntry]) throws {
        guard !added.isEmpty else { return }
        let url = URL(fileURLWithPath: self.path)
        if self.lines + added.count > 2 * self.capacity || !FileManager.default.fileExists(atPath: self.path) {
            let entries = all()
            try Self.encode(entries).write(to: url, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: self.path)
            self.lines = entries.count
        } else {
            let handle = try FileHandle(forWritingTo: url)
            defer { try? handle.close() }  // the data is written; a failing close changes nothing
            try handle.seekToEnd()
            try handle.write(contentsOf: Self.encode(added))
            self.lines += added.count
        }
    }

    private static func encode(_ entries: [LedgerEntry]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .millisecondsSince1970
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data()
        for entry in entries {
            data.append(try encoder.encode(entry))
            data.append(UInt8(ascii: "\n"))
        }
        return data
    }
}

import Foundation

/// A folder for what scripts write.
struct Folder {
    let path: String

    init() throws {
        self.path = FileManager.default.temporaryDirectory.path + "/alarms-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: false)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    func path(_ name: String) -> String { "\(self.path)/\(name)" }

    /// Nil when there is no such file.
    func text(_ name: String) -> String? {
        (try? Data(contentsOf: URL(fileURLWithPath: self.path(name)))).map { String(decoding: $0, as: UTF8.self) }
    }

    func lines(_ name: String) -> [String] {
        (self.text(name) ?? "").split(separator: "\n").map(String.init)
    }

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self.path(name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: self.path(name))
    }

    /// A number that a script wrote, once the line is whole.
    func number(_ name: String) -> Int32? {
        guard let text = self.text(name), text.hasSuffix("\n") else { return nil }
        return Int32(text.dropLast())
    }

    /// A shell script that is not a file of ours: `$0` is this folder, arguments follow.
    func script(_ text: String, _ arguments: String...) -> [String] {
        ["/bin/sh", "-c", text, self.path] + arguments
    }
}

/// Whether a process runs; one that has ended and is not yet reaped does not.
func isAlive(_ process: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let close = stat.lastIndex(of: ")")
    else { return false }
    return stat[stat.index(after: close)...].split(separator: " ").first != "Z"
}

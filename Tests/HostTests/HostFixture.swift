import Foundation

@testable import Host

/// A copy of some of the system's files in a folder of its own, which goes when this does.
final class HostFixture {
    let root: String
    var folders: HostFolders { HostFolders(root: self.root) }

    /// - Parameter files: contents by path from the root on.
    init(_ files: [String: String] = [:]) throws {
        self.root = FileManager.default.temporaryDirectory.appending(path: "host-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: self.root, withIntermediateDirectories: true)
        for (path, text) in files { try self.write(path, text) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.root)  // nothing to be done about a folder that stays
    }

    func path(_ path: String) -> String { "\(self.root)/\(path)" }

    func write(_ path: String, _ text: String) throws {
        try self.makeParent(of: path)
        try Data(text.utf8).write(to: URL(fileURLWithPath: self.path(path)))
    }

    func link(_ path: String, to target: String) throws {
        try self.makeParent(of: path)
        try FileManager.default.createSymbolicLink(atPath: self.path(path), withDestinationPath: target)
    }

    /// A program that a shell runs.
    func script(_ path: String, _ text: String) throws {
        try self.write(path, "#!/bin/sh\n\(text)\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: self.path(path))
    }

    private func makeParent(of path: String) throws {
        let folder = URL(fileURLWithPath: self.path(path)).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
}

/// Contents that no file of the system's has, on which no reader may fall.
enum Hostile {
    static let texts: [String] = [
        "", "\n", "\0", "\0\0\0\n\0", " ", ":", "=", "-", "a", "\u{FFFD}\n\u{1F600}",
        String(repeating: "x", count: 200_000),
        String(repeating: "1 ", count: 50_000), String(repeating: "\n", count: 50_000),
        "-1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1",
        "99999999999999999999999 99999999999999999999999", "cpu  -1 -2 -3 -4 -5 -6", "MemTotal: -5 kB\nVmRSS: 1",
        "TcpExt: ListenOverflows ListenDrops\nTcpExt: -1", "TcpExt: ListenOverflows ListenDrops\nTcpExt: 1",
        "0::", "::::", "0::/../../..", "some avg60=nan\n", "some avg60=-1\n", "some avg60=1e999\n", "{", "[[[[", "<",
        "<!--", "< =\"",
    ]
}

import Foundation
import Testing

@testable import Host

@Suite struct PortOwnerTests {
    @Test("the owner of a port this process listens on is this process")
    func ourselves() throws {
        let listener = try Listener(address: "127.0.0.1")
        defer { listener.close() }
        let found = PortOwner.find(port: listener.port)
        let socket = try #require(found.first { $0.address == "127.0.0.1" })
        #expect(socket.pid == getpid())
        let own = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8)
        #expect(socket.name == own.trimmingCharacters(in: .newlines))
        #expect(socket.userID == geteuid())
        #expect(socket.inode > 0)
    }

    @Test("a closed port has no owner")
    func nobody() throws {
        let listener = try Listener(address: "127.0.0.1")
        listener.close()
        #expect(PortOwner.find(port: listener.port).isEmpty)
    }

    @Test("a process that cannot be looked into leaves the owner unnamed")
    func unreadable() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "host-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // nothing to be done about a folder that stays
        let net = folder.appending(path: "net")
        try FileManager.default.createDirectory(at: net, withIntermediateDirectories: true)
        let row = "   0: 00000000:1F55 00000000:0000 0A 0:0 00:0 0  0  0 4711 1\n"
        try row.write(to: net.appending(path: "tcp"), atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(at: folder.appending(path: "12"), withIntermediateDirectories: true)
        let expected = ListeningSocket(address: "0.0.0.0", port: 8021, userID: 0, inode: 4711)
        #expect(PortOwner.find(port: 8021, processFolder: folder.path) == [expected])
    }

    @Test("of several holders the lowest process id is named, and odd entries do no harm")
    func several() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "host-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // nothing to be done about a folder that stays
        let files = FileManager.default
        try files.createDirectory(at: folder.appending(path: "net"), withIntermediateDirectories: true)
        let row = "   0: 00000000:1F55 00000000:0000 0A 0:0 00:0 0  33  0 4711 1\n"
        try row.write(to: folder.appending(path: "net/tcp"), atomically: true, encoding: .utf8)
        for (pid, link) in [("300", "socket:[4711]"), ("21", "socket:[4711]"), ("5", "pipe:[4711]"), ("x", "y")] {
            let descriptors = folder.appending(path: "\(pid)/fd")
            try files.createDirectory(at: descriptors, withIntermediateDirectories: true)
            try files.createSymbolicLink(
                atPath: descriptors.appending(path: "3").path,
                withDestinationPath: link
            )
            try "nginx\n".write(to: folder.appending(path: "\(pid)/comm"), atomically: true, encoding: .utf8)
        }
        let found = PortOwner.find(port: 8021, processFolder: folder.path)
        #expect(found.map(\.pid) == [21])
        #expect(found.map(\.name) == ["nginx"])
    }

    @Test("without /proc there is nothing to tell")
    func noProc() {
        #expect(PortOwner.find(port: 8021, processFolder: "/nonexistent").isEmpty)
    }
}

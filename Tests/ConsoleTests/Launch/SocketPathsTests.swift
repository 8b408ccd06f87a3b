import Glibc
import Testing

@testable import Console

@Suite struct SocketPathsTests {
    /// A state folder whose path has exactly `length` bytes.
    private func deepFolder(in folder: String, length: Int) throws -> StateFolder {
        var path = folder
        while path.utf8.count + 2 < length {
            path += "/" + String(repeating: "x", count: min(50, length - path.utf8.count - 1))
        }
        try #require(path.utf8.count == length)
        return try StateFolder.prepare(at: path)
    }

    @Test("sockets are in the state folder as long as their paths fit", arguments: [40, 94])
    func fits(length: Int) async throws {
        try await withTemporaryFolder { folder in
            let state = try self.deepFolder(in: folder, length: length)
            let paths = try SocketPaths.prepare(in: state, environment: [:])
            #expect(paths.control == state.path + "/control.sock")
            #expect(paths.attach == state.path + "/attach.sock")
            #expect(paths.runtimeFolder == nil)
            #expect(paths.control.utf8.count <= 107)
            #expect(SocketPaths.existing(in: state) == paths)
        }
    }

    @Test("a state folder that lies too deep gets its sockets in the user's run-time folder")
    func tooDeep() async throws {
        try await withTemporaryFolder { folder in
            let runtime = folder + "/run"
            #expect(mkdir(runtime, 0o700) == 0)
            let state = try self.deepFolder(in: folder, length: 95)
            let paths = try SocketPaths.prepare(in: state, environment: ["XDG_RUNTIME_DIR": runtime])
            let short = try #require(paths.runtimeFolder)
            #expect(short.hasPrefix(runtime + "/onebot-console-"))
            #expect(mode(short) == 0o700)
            #expect(paths.control.utf8.count <= 107)

            // Whoever looks for them has another environment and finds them all the same.
            #expect(SocketPaths.existing(in: state) == paths)

            makeFile(paths.control)
            paths.removeRuntimeFolder()
            #expect(mode(short) != nil, "a folder with something in it stays")
            unlink(paths.control)
            paths.removeRuntimeFolder()
            #expect(mode(short) == nil)
            #expect(SocketPaths.existing(in: state) == nil)
        }
    }

    @Test("without a run-time folder of the user's own they are in one of ours in /tmp")
    func temporary() async throws {
        try await withTemporaryFolder { folder in
            let state = try self.deepFolder(in: folder, length: 200)
            let open = folder + "/open"
            #expect(mkdir(open, 0o700) == 0)
            chmod(open, 0o755)
            let paths = try SocketPaths.prepare(in: state, environment: ["XDG_RUNTIME_DIR": open])
            defer { paths.removeRuntimeFolder() }
            let short = try #require(paths.runtimeFolder)
            #expect(short.hasPrefix("/tmp/onebot-console-\(geteuid())-"))
            #expect(mode(short) == 0o700)
        }
    }

    @Test("a short folder that is open to others, or no folder at all, is not used")
    func unsafe() async throws {
        try await withTemporaryFolder { folder in
            let state = try self.deepFolder(in: folder, length: 200)
            let short = try #require(try SocketPaths.prepare(in: state, environment: [:]).runtimeFolder)
            defer {
                unlink(short)
                rmdir(short)
            }
            chmod(short, 0o755)
            #expect(throws: StateFolderProblem.unsafeSocketFolder(path: short)) {
                try SocketPaths.prepare(in: state, environment: [:])
            }
            #expect(SocketPaths.existing(in: state) == nil)

            rmdir(short)
            #expect(symlink(folder, short) == 0)
            #expect(throws: StateFolderProblem.unsafeSocketFolder(path: short)) {
                try SocketPaths.prepare(in: state, environment: [:])
            }
            #expect(SocketPaths.existing(in: state) == nil)
        }
    }

    @Test("two state folders have two short folders")
    func apart() async throws {
        try await withTemporaryFolder { folder in
            let first = try SocketPaths.prepare(in: try self.deepFolder(in: folder, length: 150), environment: [:])
            defer { first.removeRuntimeFolder() }
            let second = try SocketPaths.prepare(in: try self.deepFolder(in: folder, length: 151), environment: [:])
            defer { second.removeRuntimeFolder() }
            #expect(first.runtimeFolder != second.runtimeFolder)
        }
    }

    @Test(
        "a note that names anything but a short folder of ours leads nowhere",
        arguments: ["", "relative", "/etc", "/"]
    )
    func note(text: String) async throws {
        try await withTemporaryFolder { folder in
            let state = try self.deepFolder(in: folder, length: 200)
            makeFile(state.socketNote, text + "\n")
            // For root /etc is owned by the same user, but open to all.
            #expect(SocketPaths.existing(in: state) == nil)
        }
    }

    @Test("sockets that a dead process left are removed; other files are not")
    func stale() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: (folder + "/control.sock").utf8) }
            let bound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            #expect(bound == 0)
            close(descriptor)
            makeFile(folder + "/attach.sock", "not a socket")
            let paths = try SocketPaths.prepare(in: state, environment: [:])
            #expect(mode(paths.control) == nil)
            #expect(contents(paths.attach) == "not a socket")
        }
    }
}

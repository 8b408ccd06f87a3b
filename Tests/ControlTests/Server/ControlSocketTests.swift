import Glibc
import Testing

@testable import Control

@Suite struct ControlSocketTests {
    @Test("a socket that nobody answers on any more is replaced")
    func stale() async throws {
        try await withFolder { folder in
            let path = folder + "/control.sock"
            let dead = try ControlSocket.bind(path: path)
            close(dead.descriptor)
            #expect(access(path, F_OK) == 0)
            let socket = try ControlSocket.bind(path: path)
            close(socket.descriptor)
            socket.removeFile()
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test("a socket that somebody answers on is left alone")
    func served() async throws {
        try await withFolder { folder in
            let path = folder + "/control.sock"
            let first = try ControlSocket.bind(path: path)
            defer { close(first.descriptor) }
            #expect(listen(first.descriptor, 1) == 0)
            #expect(throws: ControlSocketProblem.alreadyServed) { try ControlSocket.bind(path: path) }
            #expect(RawConnection(path) != nil)
        }
    }

    @Test("a file that is no socket is left alone")
    func noSocket() async throws {
        try await withFolder { folder in
            let path = folder + "/control.sock"
            close(open(path, O_CREAT | O_WRONLY, 0o600))
            #expect(throws: ControlSocketProblem.notASocket) { try ControlSocket.bind(path: path) }
            #expect(access(path, F_OK) == 0)
        }
    }

    @Test("the end of one server does not take the socket of the next")
    func successor() async throws {
        try await withFolder { folder in
            let path = folder + "/control.sock"
            let first = try ControlSocket.bind(path: path)
            let second = try ControlSocket.bind(path: path)
            first.removeFile()
            close(first.descriptor)
            close(second.descriptor)
            #expect(access(path, F_OK) == 0)
        }
    }

    @Test("a path that no socket can have is said to be too long", arguments: [108, 200])
    func tooLong(length: Int) {
        let path = "/" + String(repeating: "x", count: length - 1)
        #expect(throws: ControlSocketProblem.pathTooLong) { try ControlSocket.bind(path: path) }
    }

    @Test("a folder that is not there is the system's sentence")
    func noFolder() {
        #expect(throws: ControlSocketProblem.system(call: "bind", errno: ENOENT)) {
            try ControlSocket.bind(path: "/tmp/there-is-no-such-folder/control.sock")
        }
    }
}

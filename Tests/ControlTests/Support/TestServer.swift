import Control
import Glibc
import Logging
import NIOCore
import NIOPosix
import Testing

/// Runs `body` with a control server on a socket in a folder of its own, and takes both away again.
func withControlServer(
    backend: FakeBackend = FakeBackend(),
    limits: ControlLimits = ControlLimits(),
    leavesTooFew: @escaping @Sendable (CInt) -> Bool = { _ in false },
    _ body: @Sendable (_ path: String, _ backend: FakeBackend, _ server: ControlServer) async throws -> Void
) async throws {
    try await withFolder { folder in
        let path = folder + "/control.sock"
        let server = try await ControlServer.bind(
            path: path,
            backend: backend,
            limits: limits,
            group: MultiThreadedEventLoopGroup.singleton,
            leavesTooFew: leavesTooFew,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await server.run() }
            do {
                try await body(path, backend, server)
            } catch {
                group.cancelAll()
                throw error
            }
            server.shutDown()
            try await group.waitForAll()
        }
        #expect(access(path, F_OK) != 0, "the socket is gone with its server")
    }
}

/// A folder that exists as long as `body` runs.
func withFolder(_ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/control-tests-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = String(cString: made)
    defer {
        for name in ["control.sock"] { unlink(folder + "/" + name) }
        rmdir(folder)
    }
    try await body(folder)
}

package import Logging
package import NIOCore
import NIOPosix
import Synchronization

/// The console over HTTP on a Unix socket: what the sub-commands use, and anyone with `curl --unix-socket`.
///
/// Reached only by the operator's own processes (mode 0600), and still careful with all of them: bounded requests,
/// bounded connections, a deadline for everything.
package final class ControlServer: Sendable {
    private let socket: ControlSocket
    private let listener: any Channel
    private let connections: ControlConnections
    private let isRemoved = Mutex(false)

    private init(
        socket: ControlSocket,
        listener: any Channel,
        connections: ControlConnections
    ) {
        self.socket = socket
        self.listener = listener
        self.connections = connections
    }

    /// Makes the socket and listens. Nothing is answered before ``run()``.
    ///
    /// - Parameters:
    ///   - path: At most 107 bytes. A socket that nobody answers on any more is replaced.
    ///   - group: Where requests are read and answered; shared with nothing that must not wait for an answer.
    ///   - leavesTooFew: Whether a connection of this descriptor leaves no others but the last, which files and the runtime
    ///     need.
    /// - Throws: ``ControlSocketProblem``, or what NIO says.
    package static func bind(
        path: String,
        backend: any ControlBackend,
        limits: ControlLimits = ControlLimits(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        leavesTooFew: @escaping @Sendable (CInt) -> Bool = { _ in false },
        logger: Logger
    ) async throws -> ControlServer {
        let socket = try ControlSocket.bind(path: path)
        let router = ControlRouter(backend: backend, limits: limits)
        let connections = ControlConnections(limits: limits, leavesTooFew: leavesTooFew, logger: logger) {
            await router.respond(to: $0)
        }
        // Not by a listener that is an async channel itself: it lets go of a connection that comes while it ends.
        do {
            let listener = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 256)
                .serverChannelOption(.autoRead, value: false)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try connections.accept(channel) }
                }
                .withBoundSocket(socket.descriptor)
                .get()
            listener.closeFuture.whenComplete { _ in connections.acceptNoMore() }
            return ControlServer(socket: socket, listener: listener, connections: connections)
        } catch {
            socket.removeFile()
            throw error
        }
    }

    /// Answers until ``shutDown()`` or until the task is cancelled; then removes the socket.
    package func run() async {
        defer { self.removeSocket() }
        await withTaskCancellationHandler {
            // Fails only when it has been shut down already.
            try? await self.listener.setOption(.autoRead, value: true).get()
            await self.connections.run()
        } onCancel: {
            self.shutDown()
        }
    }

    /// Takes no more connections and ends those that are open as soon as what was asked on them is answered. Returns at
    /// once; ``run()`` returns when it is done.
    package func shutDown() {
        self.removeSocket()
        self.listener.close(promise: nil)
        self.connections.end()
    }

    /// Once and, when it can be, while the socket is open: that keeps its inode from being given to another file.
    private func removeSocket() {
        let isFirst = self.isRemoved.withLock { isRemoved in
            defer { isRemoved = true }
            return !isRemoved
        }
        if isFirst { self.socket.removeFile() }
    }
}

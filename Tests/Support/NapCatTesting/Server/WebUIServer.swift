import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#endif

/// The listener of the WebUI and its connections. On one event loop.
final class WebUIServer {
    /// So many ports are tried, one after the other.
    private static let attempts = 100

    private let loop: any EventLoop
    private var listener: (any Channel)?
    private var connections: [ObjectIdentifier: Connection] = [:]

    private struct Connection {
        var channel: any Channel
        var epoch: Int
    }

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// Listens at `port`, or at the next one that is free.
    ///
    /// - Parameter accept: Sets a new connection up and tells its epoch.
    /// - Returns: The port.
    func open(
        host: String,
        port: Int,
        attempt: Int = 1,
        _ accept: @escaping @Sendable (any Channel) throws -> Int
    ) -> EventLoopFuture<Int> {
        let own = NIOLoopBound(self, eventLoop: self.loop)
        return ServerBootstrap(group: self.loop)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    own.value.add(channel, epoch: try accept(channel))
                }
            }
            .bind(host: host, port: port)
            .map { channel in
                own.value.listener = channel
                return channel.localAddress?.port ?? 0
            }
            .flatMapError { error in
                guard let error = error as? IOError, error.errnoCode == EADDRINUSE, attempt < Self.attempts,
                    port < 65_535
                else { return own.value.loop.makeFailedFuture(error) }
                return own.value.open(host: host, port: port + 1, attempt: attempt + 1, accept)
            }
    }

    private func add(_ channel: any Channel, epoch: Int) {
        let identifier = ObjectIdentifier(channel)
        self.connections[identifier] = Connection(channel: channel, epoch: epoch)
        let own = NIOLoopBound(self, eventLoop: self.loop)
        channel.closeFuture.whenComplete { _ in own.value.connections[identifier] = nil }
    }

    /// Ends every connection of an epoch before this one.
    func hangUp(before epoch: Int) {
        for connection in self.connections.values where connection.epoch < epoch {
            connection.channel.close(promise: nil)
        }
    }

    func close() -> EventLoopFuture<Void> {
        self.hangUp(before: .max)
        return self.closeListener()
    }

    /// Connections that are open stay.
    func closeListener() -> EventLoopFuture<Void> {
        guard let listener = self.listener else { return self.loop.makeSucceededVoidFuture() }
        self.listener = nil
        return listener.close().flatMapErrorThrowing { _ in }
    }
}

package import Logging
package import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The console over HTTP on a Unix socket: what the sub-commands use, and anyone with `curl --unix-socket`.
///
/// Reached only by the operator's own processes (mode 0600), and still careful with all of them: bounded requests,
/// bounded connections, a deadline for everything.
package final class ControlServer: Sendable {
    private typealias Connection = NIOAsyncChannel<ControlInbound, ControlOutbound>

    private let socket: ControlSocket
    private let listener: NIOAsyncChannel<Connection, Never>
    private let router: ControlRouter
    private let limits: ControlLimits
    private let logger: Logger
    private let connections: ConnectionTable
    private let isRemoved = Mutex(false)

    private init(
        socket: ControlSocket,
        listener: NIOAsyncChannel<Connection, Never>,
        backend: any ControlBackend,
        limits: ControlLimits,
        logger: Logger,
        connections: ConnectionTable
    ) {
        self.socket = socket
        self.listener = listener
        self.router = ControlRouter(backend: backend, limits: limits)
        self.limits = limits
        self.logger = logger
        self.connections = connections
    }

    /// Makes the socket and listens. Nothing is answered before ``run()``.
    ///
    /// - Parameters:
    ///   - path: At most 107 bytes. A socket that nobody answers on any more is replaced.
    ///   - group: Where requests are read and answered; shared with nothing that must not wait for an answer.
    /// - Throws: ``ControlSocketProblem``, or what NIO says.
    package static func bind(
        path: String,
        backend: any ControlBackend,
        limits: ControlLimits = ControlLimits(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger
    ) async throws -> ControlServer {
        let socket = try ControlSocket.bind(path: path)
        let connections = ConnectionTable()
        do {
            let listener = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 256)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .bind(socket.descriptor) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try Self.configure(channel, limits)
                    }
                }
            return ControlServer(
                socket: socket,
                listener: listener,
                backend: backend,
                limits: limits,
                logger: logger,
                connections: connections
            )
        } catch {
            socket.removeFile()
            throw error
        }
    }

    /// Answers until ``shutDown()`` or until the task is cancelled; then removes the socket.
    package func run() async throws {
        defer { self.removeSocket() }
        try await self.listener.executeThenClose { inbound in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in inbound {
                    group.addTask(executorPreference: EventLoopTaskExecutor(connection.channel.eventLoop)) {
                        await self.serve(connection)
                    }
                }
            }
        }
    }

    /// Takes no more connections and ends those that are open as soon as what was asked on them is answered. Returns at
    /// once; ``run()`` returns when it is done.
    package func shutDown() {
        self.removeSocket()
        self.listener.channel.close(promise: nil)
        for channel in self.connections.end() {
            channel.pipeline.fireUserInboundEventTriggered(ControlServerEnds())
        }
    }

    /// Once and, when it can be, while the socket is open: that keeps its inode from being given to another file.
    private func removeSocket() {
        let isFirst = self.isRemoved.withLock { isRemoved in
            defer { isRemoved = true }
            return !isRemoved
        }
        if isFirst { self.socket.removeFile() }
    }

    private static func configure(_ channel: any Channel, _ limits: ControlLimits) throws -> Connection {
        var headers = NIOHTTPDecoderLimitConfiguration()
        headers.maxHeaderFieldSize = limits.headers
        headers.maxHeaderListSize = limits.headers
        headers.maxHeaderFieldCount = limits.headerFields
        let decoder = HTTPRequestDecoder(
            leftOverBytesStrategy: .dropBytes,
            informationalResponseStrategy: .drop,
            limitConfiguration: headers
        )
        try channel.pipeline.syncOperations.addHandlers([
            HTTPResponseEncoder(), ByteToMessageHandler(decoder), ControlConnectionHandler(limits: limits),
        ])
        return try Connection(
            wrappingChannelSynchronously: channel,
            configuration: .init(backPressureStrategy: .init(lowWatermark: 1, highWatermark: 2))
        )
    }

    private func serve(_ connection: Connection) async {
        let place = self.connections.add(connection.channel)
        defer { self.connections.remove(place.number) }
        if place.ended { connection.channel.pipeline.fireUserInboundEventTriggered(ControlServerEnds()) }
        do {
            try await connection.executeThenClose { inbound, outbound in
                for try await message in inbound {
                    switch await self.answer(message, crowded: place.count > self.limits.connections) {
                    case .whole(let response): try await outbound.write(.whole(response))
                    case .stream(let stream): try await Self.send(stream, to: outbound, of: connection.channel)
                    }
                }
            }
        } catch {
            // A caller that went away in the middle harms nobody but itself.
            self.logger.debug("control connection failed", metadata: ["error": "\(error)"])
        }
    }

    /// Sends piece after piece until the end, or until the caller is gone.
    private static func send(
        _ stream: ControlStream,
        to outbound: NIOAsyncChannelOutboundWriter<ControlOutbound>,
        of channel: any Channel
    ) async throws {
        try await outbound.write(.begin(status: 200, contentType: ControlStream.jsonLines))
        try await withThrowingTaskGroup { group in
            group.addTask {
                do {
                    while !Task.isCancelled, let piece = await stream.next() { try await outbound.write(.chunk(piece)) }
                    try Task.checkCancellation()
                    try await outbound.write(.end)
                } catch {
                    // Cancelled from outside, nothing else would end the connection, for whose end the other task waits.
                    channel.close(promise: nil)
                    throw error
                }
            }
            // Waiting for a piece, nobody would notice that the connection has ended; with the last one it ends itself.
            group.addTask { try await channel.closeFuture.get() }
            try await group.next()
            group.cancelAll()
        }
    }

    private func answer(_ message: ControlInbound, crowded: Bool) async -> ControlReply {
        switch message {
        case .request(let request) where crowded:
            let phrases = ControlPhrases(request.language)
            var response = ControlResponse.error(503, phrases.tooManyConnections(limit: self.limits.connections))
            response.keepsAlive = false
            return .whole(response)
        case .request(let request): return await self.router.respond(to: request)
        case .refused(let refusal, let language):
            return .whole(ControlResponse(refusal, language, limits: self.limits))
        }
    }
}

/// The connections that are open, counted and told when the server ends.
private final class ConnectionTable: Sendable {
    private struct State {
        var channels: [Int: any Channel] = [:]
        var next = 0
        var ended = false
    }

    private let state = Mutex(State())

    struct Place {
        var number: Int
        /// How many are open with this one.
        var count: Int
        /// The server had already ended when it came.
        var ended: Bool
    }

    func add(_ channel: any Channel) -> Place {
        self.state.withLock { state in
            state.next &+= 1
            state.channels[state.next] = channel
            return Place(number: state.next, count: state.channels.count, ended: state.ended)
        }
    }

    func remove(_ number: Int) {
        self.state.withLock { $0.channels[number] = nil }
    }

    func end() -> [any Channel] {
        self.state.withLock { state in
            state.ended = true
            return Array(state.channels.values)
        }
    }
}

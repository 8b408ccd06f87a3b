import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// What is answered on connections, whichever listener they came through: bounded requests, a deadline for everything.
struct ControlConnections: Sendable {
    typealias Connection = NIOAsyncChannel<ControlInbound, ControlOutbound>

    private let limits: ControlLimits
    /// Beyond so many the oldest gives way.
    private let most: Int
    private let leavesTooFew: @Sendable (CInt) -> Bool
    private let logger: Logger
    private let table = ConnectionTable()
    private let respond: @Sendable (ControlRequest) async -> ControlReply
    /// NIO ends the process for an async channel that is let go of without having been closed: whatever is put in here is
    /// taken out and served, also at the end. So whoever lets connections in calls ``run()``.
    private let accepted: AsyncStream<Accepted>
    private let queue: AsyncStream<Accepted>.Continuation

    private struct Accepted: Sendable {
        var connection: Connection
        var place: ConnectionTable.Place
    }

    /// - Parameters:
    ///   - most: Beyond so many connections the oldest gives way.
    ///   - leavesTooFew: Whether a connection of this descriptor leaves no others but the last, which files and the runtime
    ///     need.
    init(
        limits: ControlLimits,
        most: Int = .max,
        leavesTooFew: @escaping @Sendable (CInt) -> Bool,
        logger: Logger,
        respond: @escaping @Sendable (ControlRequest) async -> ControlReply
    ) {
        self.limits = limits
        self.most = most
        self.leavesTooFew = leavesTooFew
        self.logger = logger
        self.respond = respond
        (self.accepted, self.queue) = AsyncStream.makeStream()
    }

    // MARK: - Accepting

    /// Takes a connection that was accepted, for ``run()`` to serve; to be called on its loop before it reads. Where only
    /// the last descriptors are left another gives way to it, the oldest that asks for nothing: whoever comes is heard even
    /// then.
    ///
    /// - Throws: What stands against it; the connection is to be closed.
    func accept(_ channel: any Channel) throws {
        let isShort = try channel.pipeline.syncOperations
            .withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { self.leavesTooFew($0) }
        let connection = try self.prepare(channel)
        let (place, overdue) = self.table.add(channel, limit: isShort == true ? 1 : self.most)
        overdue?.close(promise: nil)
        guard case .terminated = self.queue.yield(Accepted(connection: connection, place: place)) else { return }
        Task { await self.serve(connection, at: place) }
    }

    /// Makes HTTP of a connection.
    private func prepare(_ channel: any Channel) throws -> Connection {
        var headers = NIOHTTPDecoderLimitConfiguration()
        headers.maxHeaderFieldSize = self.limits.headers
        headers.maxHeaderListSize = self.limits.headers
        headers.maxHeaderFieldCount = self.limits.headerFields
        let decoder = HTTPRequestDecoder(
            leftOverBytesStrategy: .dropBytes,
            informationalResponseStrategy: .drop,
            limitConfiguration: headers
        )
        try channel.pipeline.syncOperations.addHandlers([
            HTTPResponseEncoder(), ByteToMessageHandler(decoder), ControlConnectionHandler(limits: self.limits),
        ])
        return try Connection(
            wrappingChannelSynchronously: channel,
            configuration: .init(backPressureStrategy: .init(lowWatermark: 1, highWatermark: 2))
        )
    }

    // MARK: - Serving

    /// Serves what is accepted, until ``acceptNoMore()`` and until what is open then has ended, or until the task is
    /// cancelled. Once.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await one in self.accepted {
                group.addTask(executorPreference: EventLoopTaskExecutor(one.connection.channel.eventLoop)) {
                    await self.serve(one.connection, at: one.place)
                }
            }
        }
    }

    /// Answers on a connection until it ends.
    private func serve(_ connection: Connection, at place: ConnectionTable.Place) async {
        defer { self.table.remove(place.number) }
        if place.ended { connection.channel.pipeline.fireUserInboundEventTriggered(ControlServerEnds()) }
        do {
            try await connection.executeThenClose { inbound, outbound in
                for try await message in inbound {
                    self.table.mark(place.number, isBusy: true)
                    defer { self.table.mark(place.number, isBusy: false) }
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

    /// Takes nothing new on any connection; what is asked already is still answered.
    func end() {
        for channel in self.table.end() { channel.pipeline.fireUserInboundEventTriggered(ControlServerEnds()) }
    }

    /// When nothing listens any more.
    func acceptNoMore() { self.queue.finish() }

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
        case .request(let request): return await self.respond(request)
        case .refused(let refusal, let language):
            return .whole(ControlResponse(refusal, language, limits: self.limits))
        }
    }
}

/// The connections that are open, counted and told when the server ends.
final class ConnectionTable: Sendable {
    private struct State {
        var channels: [Int: any Channel] = [:]
        /// Those that are being answered.
        var busy: Set<Int> = []
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

    /// Beyond `limit` another gives way: the oldest that is not being answered, or the oldest of all.
    ///
    /// - Returns: The place, and what is to be closed for it.
    func add(_ channel: any Channel, limit: Int) -> (place: Place, overdue: (any Channel)?) {
        self.state.withLock { state in
            var overdue: (any Channel)?
            let idle = state.channels.keys.filter { !state.busy.contains($0) }
            if state.channels.count >= max(1, limit), let oldest = idle.min() ?? state.channels.keys.min() {
                overdue = state.channels.removeValue(forKey: oldest)
            }
            state.next &+= 1
            state.channels[state.next] = channel
            return (Place(number: state.next, count: state.channels.count, ended: state.ended), overdue)
        }
    }

    func mark(_ number: Int, isBusy: Bool) {
        self.state.withLock { state in
            if isBusy { state.busy.insert(number) } else { state.busy.remove(number) }
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

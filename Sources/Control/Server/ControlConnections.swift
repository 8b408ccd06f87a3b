import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// What is answered on connections, whichever listener they came through: bounded requests, a deadline for everything.
struct ControlConnections: Sendable {
    typealias Connection = NIOAsyncChannel<ControlInbound, ControlOutbound>

    let limits: ControlLimits
    let logger: Logger
    let table = ConnectionTable()
    let respond: @Sendable (ControlRequest) async -> ControlReply

    init(
        limits: ControlLimits,
        logger: Logger,
        respond: @escaping @Sendable (ControlRequest) async -> ControlReply
    ) {
        self.limits = limits
        self.logger = logger
        self.respond = respond
    }

    /// Makes HTTP of a connection; to be called on its loop before it reads.
    func prepare(_ channel: any Channel) throws -> Connection {
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

    /// Answers on a connection until it ends.
    ///
    /// - Parameter place: Where it stands in the table already; nil takes one.
    func serve(_ connection: Connection, at place: ConnectionTable.Place? = nil) async {
        let place = place ?? self.table.add(connection.channel)
        defer { self.table.remove(place.number) }
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

    /// Takes nothing new on any connection; what is asked already is still answered.
    func end() {
        for channel in self.table.end() { channel.pipeline.fireUserInboundEventTriggered(ControlServerEnds()) }
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

    /// The same with a bound: the oldest gives way, so that idle connections cannot keep others out.
    ///
    /// - Returns: The place, and what is to be closed for it.
    func add(_ channel: any Channel, limit: Int) -> (place: Place, overdue: (any Channel)?) {
        var place = self.add(channel)
        let overdue = self.state.withLock { state -> (any Channel)? in
            guard state.channels.count > max(1, limit), let oldest = state.channels.keys.min() else { return nil }
            return state.channels.removeValue(forKey: oldest)
        }
        if overdue != nil { place.count -= 1 }
        return (place, overdue)
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

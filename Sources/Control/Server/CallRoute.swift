import OneBot
import Synchronization

/// `POST /v1/call`: one OneBot API call. The response is the bot's own, byte for byte; partial answers that come before
/// it are sent as they come, a line each.
struct CallRoute: Sendable {
    let backend: any ControlBackend
    let phrases: ControlPhrases

    func answer(_ request: ControlRequest) async -> ControlReply {
        let call: CallRequest
        do {
            guard let read = try Self.read(request.body) else { return .whole(.error(400, self.phrases.badCall())) }
            call = read
        } catch {
            return .whole(error.response(self.phrases))
        }
        let pieces = CallPieces()
        // Carried out to its end also when the caller goes away: nothing that was sent can be taken back.
        Task { [backend] in pieces.finish(await backend.call(call) { pieces.add($0) }) }
        let reader = PieceReader(pieces)
        switch await reader.next() {
        case .outcome(let outcome)?: return .whole(self.response(outcome, call))
        case .part(let first)?: return .stream(self.lines(first, reader, call, dropped: { pieces.dropped }))
        case nil: return .whole(self.response(.linkLost, call))
        }
    }

    private func lines(
        _ first: [UInt8],
        _ reader: PieceReader,
        _ call: CallRequest,
        dropped: @escaping @Sendable () -> Int
    ) -> ControlStream {
        let first = Mutex<[UInt8]?>(first)
        return ControlStream {
            if let part = first.withLock({ $0.take() }) { return JSONLine.line(part) }
            switch await reader.next() {
            case .part(let part)?: return JSONLine.line(part)
            case .outcome(let outcome)?:
                guard dropped() == 0 else {
                    return JSONLine.line(ControlResponse.error(507, self.phrases.partsDropped(dropped())).content.bytes)
                }
                return JSONLine.line(self.response(outcome, call).content.bytes)
            case nil: return nil
            }
        }
    }

    /// - Returns: Nil when the JSON names no bot, no action, or parameters that are no object.
    private static func read(_ body: [UInt8]) throws(JSONProblem) -> CallRequest? {
        let json = try JSONParser.parse(body)
        let selfID: String
        switch json["self_id"] {
        case .string(let text)?: selfID = text
        case .integer(let number)?: selfID = String(number)
        case let value?: selfID = value.rendered
        case nil: return nil
        }
        guard let action = json["action"]?.string, !action.isEmpty, !selfID.isEmpty else { return nil }
        switch json["params"] {
        case nil, .null?: return CallRequest(selfID: selfID, action: action)
        case .object(let members)?:
            return CallRequest(
                selfID: selfID,
                action: action,
                parameters: Array(JSONValue.object(members).rendered.utf8)
            )
        default: return nil
        }
    }

    private func response(_ outcome: CallOutcome, _ call: CallRequest) -> ControlResponse {
        switch outcome {
        case .answered(let answer): ControlResponse(200, rawJSON: answer.response)
        case .noSuchBot: .error(404, self.phrases.call(outcome, call))
        case .notConnected: .error(503, self.phrases.call(outcome, call))
        case .tooMany: .error(429, self.phrases.call(outcome, call))
        case .timedOut: .error(504, self.phrases.call(outcome, call))
        case .linkLost: .error(502, self.phrases.call(outcome, call))
        }
    }
}

/// What a call brings, from the event loop that reads it to the connection that asked.
final class CallPieces: Sendable {
    enum Piece: Sendable {
        case part([UInt8])
        case outcome(CallOutcome)
    }

    /// Bytes of parts that may wait for the caller; what is beyond is left out and counted.
    private static let limit = 64 << 20

    let stream: AsyncStream<Piece>
    private let continuation: AsyncStream<Piece>.Continuation
    private let state = Mutex((waiting: 0, dropped: 0))

    init() {
        (self.stream, self.continuation) = AsyncStream.makeStream()
    }

    /// Parts that the caller did not take in time.
    var dropped: Int { self.state.withLock { $0.dropped } }

    func add(_ part: [UInt8]) {
        let fits = self.state.withLock { state in
            guard state.waiting + part.count <= Self.limit else {
                state.dropped += 1
                return false
            }
            state.waiting += part.count
            return true
        }
        if fits { self.continuation.yield(.part(part)) }
    }

    func taken(_ part: [UInt8]) {
        self.state.withLock { $0.waiting -= part.count }
    }

    func finish(_ outcome: CallOutcome) {
        self.continuation.yield(.outcome(outcome))
        self.continuation.finish()
    }
}

/// Takes the pieces one after the other.
private actor PieceReader {
    private var iterator: AsyncStream<CallPieces.Piece>.AsyncIterator
    private let pieces: CallPieces

    init(_ pieces: CallPieces) {
        self.pieces = pieces
        self.iterator = pieces.stream.makeAsyncIterator()
    }

    /// Nil after the outcome.
    func next() async -> CallPieces.Piece? {
        var iterator = self.iterator
        let piece = await iterator.next(isolation: self)
        self.iterator = iterator
        if case .part(let part)? = piece { self.pieces.taken(part) }
        return piece
    }
}

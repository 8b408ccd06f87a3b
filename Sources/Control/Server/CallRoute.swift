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
        self.backend.call(call, part: { pieces.add(.part($0)) }, finish: { pieces.add(.outcome($0)) })
        switch await pieces.next() {
        case .outcome(let outcome): return .whole(self.response(outcome, call))
        case .part(let first): return .stream(self.lines(first, pieces, call))
        }
    }

    private func lines(_ first: [UInt8], _ pieces: CallPieces, _ call: CallRequest) -> ControlStream {
        let state = Mutex<(first: [UInt8]?, isOver: Bool)>((first, false))
        return ControlStream {
            if let part = state.withLock({ $0.first.take() }) { return JSONLine.line(part) }
            guard !state.withLock({ $0.isOver }) else { return nil }
            switch await pieces.next() {
            case .part(let part): return JSONLine.line(part)
            case .outcome(let outcome):
                state.withLock { $0.isOver = true }
                let last = JSONLine.line(self.response(outcome, call).content.bytes)
                let dropped = pieces.dropped
                guard dropped > 0, case .answered = outcome else { return last }
                // Behind the response: it was carried out all the same.
                return last
                    + JSONLine.line(ControlResponse.error(507, self.phrases.partsDropped(dropped)).content.bytes)
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
        case .tooBig: .error(413, self.phrases.call(outcome, call))
        case .notTaken: .error(507, self.phrases.call(outcome, call))
        case .timedOut: .error(504, self.phrases.call(outcome, call))
        case .linkLost: .error(502, self.phrases.call(outcome, call))
        }
    }
}

/// What a call brings, from the event loop that reads it to the connection that asked. For one reader.
final class CallPieces: Sendable {
    enum Piece: Sendable {
        case part([UInt8])
        case outcome(CallOutcome)
    }

    private struct State {
        var pieces: [Piece] = []
        var bytes = 0
        var dropped = 0
        var reader: CheckedContinuation<Piece, Never>?
    }

    /// Bytes of parts that may wait for the caller; what is beyond is left out and counted.
    private static let limit = 64 << 20

    private let state = Mutex(State())

    /// Parts that the caller did not take in time.
    var dropped: Int { self.state.withLock { $0.dropped } }

    func add(_ piece: Piece) {
        let reader = self.state.withLock { state -> CheckedContinuation<Piece, Never>? in
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            if case .part(let bytes) = piece {
                guard state.bytes + bytes.count <= Self.limit else {
                    state.dropped += 1
                    return nil
                }
                state.bytes += bytes.count
            }
            state.pieces.append(piece)
            return nil
        }
        reader?.resume(returning: piece)
    }

    /// Waits for the next piece. The outcome always comes, since every call has a deadline; not to be asked after it.
    func next() async -> Piece {
        await withCheckedContinuation { continuation in
            let piece = self.state.withLock { state -> Piece? in
                guard let piece = state.pieces.first else {
                    state.reader = continuation
                    return nil
                }
                state.pieces.remove(at: 0)
                if case .part(let bytes) = piece { state.bytes -= bytes.count }
                return piece
            }
            if let piece { continuation.resume(returning: piece) }
        }
    }
}

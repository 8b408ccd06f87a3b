import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
package import OneBot

/// Answers that come whole or line by line, with no bound on how long they take: the console ends them, or the caller does by
/// saying that it wants no more lines.
extension ControlClient {
    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// A longer line is no answer of ours.
    private static let longestLine = 128 << 20

    /// Calls an action of a bot. The last line is the bot's response; the others are parts that came before it.
    ///
    /// - Throws: ``ControlClientError/refused(status:sentence:)`` when there is no response.
    package func call(
        _ request: CallRequest,
        line: ([UInt8]) async -> Bool
    ) async throws(ControlClientError) {
        let head =
            "{\"self_id\":\(JSONValue.string(request.selfID).rendered),"
            + "\"action\":\(JSONValue.string(request.action).rendered),\"params\":"
        let body = Array(head.utf8) + request.parameters + Array("}".utf8)
        try await self.lines("POST", "/v1/call", body, line)
    }

    /// Events, one a line; see ``ControlBackend/events(_:language:)``.
    ///
    /// - Parameter query: What stands behind the `?`.
    package func events(
        query: [(name: String, value: String)],
        line: ([UInt8]) async -> Bool
    ) async throws(ControlClientError) {
        let text = query.map { "\($0.name)=\(PercentText.encoded($0.value))" }.joined(separator: "&")
        try await self.lines("GET", text.isEmpty ? "/v1/events" : "/v1/events?\(text)", nil, line)
    }

    private func lines(
        _ method: String,
        _ target: String,
        _ body: [UInt8]?,
        _ line: ([UInt8]) async -> Bool
    ) async throws(ControlClientError) {
        do {
            let connection = try await self.connect()
            try await connection.executeThenClose { inbound, outbound in
                try await Self.write(self.head(method, target, body), body, to: outbound)
                try await Self.read(inbound, line)
            }
        } catch let error as ControlClientError {
            throw error
        } catch HTTPParserError.invalidEOFState {
            throw .ended
        } catch {
            throw Self.meaning(of: error)
        }
    }

    private func connect() async throws -> Connection {
        try await ClientBootstrap(group: self.group)
            .connectTimeout(self.deadline)
            .connect(unixDomainSocketPath: self.path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
    }

    private static func write(
        _ head: HTTPRequestHead,
        _ body: [UInt8]?,
        to outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>
    ) async throws {
        try await outbound.write(.head(head))
        if let body { try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body)))) }
        try await outbound.write(.end(nil))
    }

    private static func read(
        _ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>,
        _ line: ([UInt8]) async -> Bool
    ) async throws {
        var status = 0
        var isLines = false
        var rest: [UInt8] = []
        for try await part in inbound {
            switch part {
            case .head(let head):
                status = Int(head.status.code)
                isLines = status == 200 && head.headers.first(name: "content-type") == ControlStream.jsonLines
            case .body(let bytes):
                guard isLines else {
                    guard rest.count + bytes.readableBytes <= Self.longestLine else {
                        throw ControlClientError.badAnswer
                    }
                    rest.append(contentsOf: bytes.readableBytesView)
                    break
                }
                var view = bytes.readableBytesView[...]
                while let end = view.firstIndex(of: UInt8(ascii: "\n")) {
                    rest.append(contentsOf: view[..<end])
                    view = view[view.index(after: end)...]
                    guard await line(rest) else { return }
                    rest = []
                }
                rest.append(contentsOf: view)
                guard rest.count <= Self.longestLine else { throw ControlClientError.badAnswer }
            case .end:
                guard status != 200 else {
                    // A bot may write its answer over several lines; it is one all the same.
                    if !isLines { _ = await line(Self.oneLine(rest)) }
                    return
                }
                // Anything but 200 is one JSON object with a sentence.
                guard let sentence = try? JSONParser.parse(rest)["error"]?.string else {
                    throw ControlClientError.badAnswer
                }
                throw ControlClientError.refused(status: status, sentence: sentence)
            }
        }
        throw ControlClientError.ended
    }

    /// JSON without line breaks, and without the one that ends it.
    private static func oneLine(_ json: [UInt8]) -> [UInt8] {
        JSONLine.line(json.last == UInt8(ascii: "\n") ? json.dropLast() : json).dropLast()
    }
}

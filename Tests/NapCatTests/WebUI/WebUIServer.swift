import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server that answers each request as it is told.
final class WebUIServer: Sendable {
    enum Answer: Sendable {
        case http(Int, headers: [String: String] = [:], body: String = "")
        case hang
        /// Closes the connection in place of an answer.
        case close
        /// These bytes, past HTTP.
        case bytes([UInt8])
        /// These bytes, and then one more every few milliseconds, for ever.
        case drip(String)
        /// 200, and a body that never ends.
        case endless

        static func json(_ body: String) -> Answer {
            .http(200, headers: ["content-type": "application/json"], body: body)
        }
    }

    struct Request: Sendable {
        let method: String
        let path: String
        /// By their names in lower case.
        let headers: [String: String]
        let body: [UInt8]
    }

    private struct State {
        var requests: [Request] = []
        var accepted = 0
        var open = 0
        var listener: (any Channel)?
    }

    private let state = Mutex(State())
    private let answer: @Sendable (Request) -> Answer

    var requests: [Request] { self.state.withLock { $0.requests } }
    /// Connections there have been.
    var accepted: Int { self.state.withLock { $0.accepted } }
    var open: Int { self.state.withLock { $0.open } }
    var port: Int { self.state.withLock { $0.listener?.localAddress?.port } ?? 0 }
    var url: String { "http://127.0.0.1:\(self.port)/webui" }

    init(isHTTP: Bool = true, _ answer: @escaping @Sendable (Request) -> Answer) async throws {
        self.answer = answer
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { [weak self] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if isHTTP { try pipeline.configureHTTPServerPipeline() }
                    try pipeline.addHandler(isHTTP ? Handler(self) : RawHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.state.withLock { $0.listener = listener }
    }

    func stop() async {
        try? await self.state.withLock { $0.listener }?.close()
    }

    /// Polls to a deadline.
    static func eventually(_ condition: () async -> Bool) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if await condition() { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return await condition()
    }

    fileprivate func opened() {
        self.state.withLock {
            $0.accepted += 1
            $0.open += 1
        }
    }

    fileprivate func closed() {
        self.state.withLock { $0.open -= 1 }
    }

    fileprivate func answer(to request: Request) -> Answer {
        self.state.withLock { $0.requests.append(request) }
        return self.answer(request)
    }
}

private class Connection {
    let server: WebUIServer?

    init(_ server: WebUIServer?) { self.server = server }

    func channelActive(context: ChannelHandlerContext) { self.server?.opened() }
    func channelInactive(context: ChannelHandlerContext) { self.server?.closed() }

    /// Writes bytes past whatever encodes.
    func write(_ bytes: [UInt8], on context: ChannelHandlerContext) {
        let encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        (encoder ?? context).writeAndFlush(NIOAny(IOData.byteBuffer(ByteBuffer(bytes: bytes))), promise: nil)
    }

    func drip(_ text: String, on context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        self.write(Array(text.utf8), on: context)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(20)) { self.drip("x", on: context) }
    }
}

private final class RawHandler: Connection, ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = [UInt8](buffer: self.unwrapInboundIn(data))
        let request = WebUIServer.Request(method: "", path: "", headers: [:], body: bytes)
        switch self.server?.answer(to: request) {
        case .bytes(let bytes): context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
        case .hang: break
        default: context.close(promise: nil)
        }
    }
}

private final class Handler: Connection, ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            self.body = []
        case .body(let bytes): self.body += [UInt8](buffer: bytes)
        case .end:
            guard let head = self.head, let server = self.server else { return }
            let request = WebUIServer.Request(
                method: head.method.rawValue,
                path: head.uri,
                headers: Dictionary(
                    head.headers.map { ($0.name.lowercased(), $0.value) },
                    uniquingKeysWith: { $0 + ", " + $1 }
                ),
                body: self.body
            )
            self.send(server.answer(to: request), on: context)
        }
    }

    private func send(_ answer: WebUIServer.Answer, on context: ChannelHandlerContext) {
        switch answer {
        case .http(let status, let headers, let body):
            var headers = HTTPHeaders(headers.map { ($0.key, $0.value) })
            headers.add(name: "content-length", value: "\(body.utf8.count)")
            self.head(status, headers, on: context)
            context.write(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
            context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        case .hang: break
        case .close: context.close(promise: nil)
        case .bytes(let bytes): self.write(bytes, on: context)
        case .drip(let text): self.drip(text, on: context)
        case .endless:
            self.head(200, ["transfer-encoding": "chunked"], on: context)
            self.goOn(context)
        }
    }

    private func head(_ status: Int, _ headers: HTTPHeaders, on context: ChannelHandlerContext) {
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
    }

    private func goOn(_ context: ChannelHandlerContext) {
        let chunk = ByteBuffer(repeating: 0x78, count: 65_536)
        context.writeAndFlush(self.wrapOutboundOut(.body(.byteBuffer(chunk)))).assumeIsolated().whenSuccess {
            self.goOn(context)
        }
    }
}

import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server that answers as it is told, request by request; the last answer is for all that follow.
final class WebhookServer: Sendable {
    enum Answer: Sendable {
        case status(Int, headers: [String: String] = [:])
        /// Never answers.
        case hang
        /// Closes the connection in place of an answer.
        case close
        /// Not HTTP.
        case noise
        /// 200, and a body that never ends.
        case endless
    }

    struct Request: Sendable {
        let method: String
        let uri: String
        let headers: [String: String]
        let body: String
    }

    private struct State {
        var answers: [Answer]
        var requests: [Request] = []
        var open = 0
    }

    private let state: Mutex<State>
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    var requests: [Request] { self.state.withLock { $0.requests } }
    /// Connections that are open.
    var open: Int { self.state.withLock { $0.open } }
    let port: Int

    init(_ answers: [Answer]) async throws {
        let state = State(answers: answers)
        self.state = Mutex(state)
        let box = Box()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(box))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.port = channel.localAddress?.port ?? 0
        self.channel.withLock { $0 = channel }
        box.server.withLock { $0 = self }
    }

    /// An address with a token in it.
    func url(_ token: String) -> String { "http://127.0.0.1:\(self.port)/hook/\(token)?key=\(token)" }

    func stop() async {
        let channel = self.channel.withLock { $0 }
        try? await channel?.close()
    }

    private func next(_ request: Request) -> Answer {
        self.state.withLock { state in
            state.requests.append(request)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers.first ?? .hang
        }
    }

    private func counted(_ change: Int) {
        self.state.withLock { $0.open += change }
    }

    /// The handlers are made before the server is whole.
    private final class Box: Sendable {
        let server: Mutex<WebhookServer?> = Mutex(nil)
        var value: WebhookServer? { self.server.withLock { $0 } }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let box: Box
        private var head: HTTPRequestHead?
        private var body = ""

        init(_ box: Box) { self.box = box }

        func channelActive(context: ChannelHandlerContext) { self.box.value?.counted(1) }
        func channelInactive(context: ChannelHandlerContext) { self.box.value?.counted(-1) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch self.unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                self.body = ""
            case .body(let bytes): self.body += String(buffer: bytes)
            case .end:
                guard let head = self.head, let server = self.box.value else { return }
                var headers: [String: String] = [:]
                for (name, value) in head.headers { headers[name.lowercased()] = value }
                let request = Request(
                    method: head.method.rawValue,
                    uri: head.uri,
                    headers: headers,
                    body: self.body
                )
                self.answer(server.next(request), context: context)
            }
        }

        private func answer(_ answer: Answer, context: ChannelHandlerContext) {
            switch answer {
            case .status(let code, let headers):
                var fields = HTTPHeaders(headers.map { ($0.key, $0.value) })
                fields.add(name: "content-length", value: "2")
                self.head(code, fields, context)
                context.write(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "ok")))), promise: nil)
                context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
            case .hang: break
            case .close: context.close(promise: nil)
            case .noise:
                // Past the encoder.
                let bytes = NIOAny(IOData.byteBuffer(ByteBuffer(string: "220 mail.example ESMTP\r\n\r\n")))
                try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
                    .writeAndFlush(bytes, promise: nil)
            case .endless:
                self.head(200, ["transfer-encoding": "chunked"], context)
                self.goOn(context)
            }
        }

        private func head(_ code: Int, _ fields: HTTPHeaders, _ context: ChannelHandlerContext) {
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: code), headers: fields)
            context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        }

        private func goOn(_ context: ChannelHandlerContext) {
            let chunk = ByteBuffer(repeating: 0x78, count: 65_536)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(self.wrapOutboundOut(.body(.byteBuffer(chunk)))).whenSuccess {
                let (handler, context) = bound.value
                handler.goOn(context)
            }
        }
    }
}

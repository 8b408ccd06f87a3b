import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

/// Answers on a Unix socket as a container engine does, and as none should.
final class EngineStandIn: Sendable {
    enum Answer: Sendable {
        case json(String, status: Int = 200)
        /// In as many pieces as are given; each is flushed by itself.
        case pieces([[UInt8]], type: String = "application/octet-stream")
        case page(String, status: Int)
        case redirect(String)
        case empty(status: Int)
        /// The same as another one, after a while.
        indirect case late(TimeAmount, Answer)
        /// Never answers.
        case hang
        /// The beginning of an answer, and nothing more.
        case stall(String)
        /// A header line every few milliseconds, for ever.
        case dribble
        /// Closes the connection in place of an answer.
        case close
        /// Not HTTP.
        case noise(String)
        /// 200, and a body that never ends.
        case endless([UInt8])
    }

    let path: String
    private let routes: @Sendable (String) -> Answer
    private let seen = Mutex<[String]>([])
    private let server: Mutex<(any Channel)?> = Mutex(nil)

    /// What was asked for: method and path.
    var requests: [String] { self.seen.withLock { $0 } }

    /// - Parameter routes: The answer to a method and path.
    init(at path: String, _ routes: @escaping @Sendable (String) -> Answer) async throws {
        self.path = path
        self.routes = routes
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(self))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        self.server.withLock { $0 = channel }
    }

    func stop() async {
        try? await self.server.withLock { $0 }?.close()
    }

    private func answer(_ request: String) -> Answer {
        self.seen.withLock { $0.append(request) }
        return self.routes(request)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let engine: EngineStandIn
        private var head: HTTPRequestHead?

        init(_ engine: EngineStandIn) { self.engine = engine }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch self.unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end:
                guard let head = self.head else { return }
                // As every server written in Go.
                guard head.headers.contains(name: "host") else {
                    self.send(.page("400 Bad Request: missing required Host header", status: 400), context)
                    return
                }
                self.send(self.engine.answer("\(head.method.rawValue) \(head.uri)"), context)
            }
        }

        private func send(_ answer: Answer, _ context: ChannelHandlerContext) {
            switch answer {
            case .json(let text, let status): self.whole(status, "application/json", text, context)
            case .page(let text, let status): self.whole(status, "text/html", text, context)
            case .empty(let status):
                self.head(status, [:], context)
                context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
            case .redirect(let target):
                self.head(302, ["location": target, "content-length": "0"], context)
                context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
            case .pieces(let pieces, let type):
                self.head(200, ["content-type": type, "transfer-encoding": "chunked"], context)
                for piece in pieces { self.body(piece, context) }
                context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
            case .late(let time, let answer):
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                context.eventLoop.scheduleTask(in: time) { bound.value.0.send(answer, bound.value.1) }
            case .hang: break
            case .stall(let text):
                self.head(200, ["content-type": "application/json", "content-length": "100000"], context)
                self.body(Array(text.utf8), context)
            case .dribble: self.raw("HTTP/1.1 200 OK\r\n", context, again: "x-more: 1\r\n")
            case .close: context.close(promise: nil)
            case .noise(let text): self.raw(text, context)
            case .endless(let bytes):
                self.head(200, ["transfer-encoding": "chunked"], context)
                self.goOn(bytes, context)
            }
        }

        private func whole(_ status: Int, _ type: String, _ text: String, _ context: ChannelHandlerContext) {
            let bytes = Array(text.utf8)
            self.head(status, ["content-type": type, "content-length": "\(bytes.count)"], context)
            self.body(bytes, context)
            context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        }

        private func head(_ status: Int, _ fields: HTTPHeaders, _ context: ChannelHandlerContext) {
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
            context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        }

        private func body(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
            context.writeAndFlush(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        }

        /// Past the encoder.
        private func raw(_ text: String, _ context: ChannelHandlerContext, again: String? = nil) {
            guard context.channel.isActive,
                let encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
            else { return }
            encoder.writeAndFlush(NIOAny(IOData.byteBuffer(ByteBuffer(string: text))), promise: nil)
            guard let again else { return }
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(5)) {
                bound.value.0.raw(again, bound.value.1, again: again)
            }
        }

        private func goOn(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let part = self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
            context.writeAndFlush(part).whenSuccess { bound.value.0.goOn(bytes, bound.value.1) }
        }
    }
}

extension EngineStandIn.Answer: CustomTestStringConvertible {
    /// Short: some are a megabyte.
    var testDescription: String {
        switch self {
        case .json(let text, let status), .page(let text, let status): "\(status) \(text.prefix(80))"
        case .pieces(let pieces, let type): "\(pieces.count) pieces of \(type)"
        case .endless(let bytes): "\(bytes.count) bytes again and again"
        case .redirect, .empty, .late, .hang, .stall, .dribble, .close, .noise: "\(self)"
        }
    }
}

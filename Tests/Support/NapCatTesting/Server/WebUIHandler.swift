import NIOCore
import NIOHTTP1

/// One connection of a client of the WebUI.
final class WebUIHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let core: StandInCore
    private let bodyLimit: Int
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLong = false

    init(_ core: StandInCore, bodyLimit: Int) {
        self.core = core
        self.bodyLimit = bodyLimit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            self.body = []
            self.isTooLong = false
        case .body(let part):
            self.isTooLong = self.isTooLong || self.body.count + part.readableBytes > self.bodyLimit
            if self.isTooLong { self.body = [] } else { self.body += part.readableBytesView }
        case .end:
            guard let head = self.head else { return }
            self.head = nil
            self.answer(head, context)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let request = WebUIRequest(
            method: head.method.rawValue,
            target: head.uri,
            authorization: head.headers["Authorization"].first,
            contentType: head.headers["Content-Type"].first,
            body: self.body,
            isTooLong: self.isTooLong,
            address: context.remoteAddress?.ipAddress ?? ""
        )
        self.body = []
        let (outcome, delay) = self.core.answer(request)
        guard delay > .zero else { return self.carryOut(outcome, head, context) }
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            self.carryOut(outcome, head, context)
        }
    }

    private func carryOut(_ outcome: Outcome, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch outcome {
        case .silence: break
        case .hangUp: context.close(promise: nil)
        case .answer(let answer):
            if head.headers[canonicalForm: "Upgrade"].contains(where: { $0.lowercased() == "websocket" }) {
                return self.refuseUpgrade(context)
            }
            self.write(answer, keepsAlive: head.isKeepAlive, isHead: head.method == .HEAD, context)
        }
    }

    private func write(_ answer: WebUIAnswer, keepsAlive: Bool, isHead: Bool, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders([
            ("X-Powered-By", "Express"), ("Content-Type", answer.contentType),
            ("Content-Length", "\(answer.body.count)"), ("Connection", keepsAlive ? "keep-alive" : "close"),
        ])
        if let location = answer.location { headers.add(name: "Location", value: location) }
        let status = HTTPResponseStatus(statusCode: Int(answer.status))
        context.write(
            self.wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
            promise: nil
        )
        if !isHead {
            context.write(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        self.writeEnd(keepsAlive: keepsAlive, context)
    }

    /// Terminals alone are reached by a WebSocket here: whatever else asks for one is told 401, as a bot whose URL
    /// points at this port.
    private func refuseUpgrade(_ context: ChannelHandlerContext) {
        let headers = HTTPHeaders([("Connection", "close"), ("Content-Length", "0")])
        context.write(
            self.wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .unauthorized, headers: headers))),
            promise: nil
        )
        self.writeEnd(keepsAlive: false, context)
    }

    private func writeEnd(keepsAlive: Bool, _ context: ChannelHandlerContext) {
        let written = context.writeAndFlush(self.wrapOutboundOut(.end(nil)))
        guard !keepsAlive else { return }
        written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

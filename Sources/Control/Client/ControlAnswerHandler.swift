import NIOCore
import NIOHTTP1

/// Collects the one answer a client waits for, bounded, and gives it to a promise.
final class ControlAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    private let promise: EventLoopPromise<Answer>
    private let limit: Int
    private var status = 0
    private var body: [UInt8] = []

    init(promise: EventLoopPromise<Answer>, limit: Int) {
        self.promise = promise
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.status = Int(head.status.code)
        case .body(let bytes):
            guard self.body.count + bytes.readableBytes <= self.limit else {
                self.promise.fail(ControlClientError.badAnswer)
                context.close(promise: nil)
                return
            }
            self.body.append(contentsOf: bytes.readableBytesView)
        case .end:
            self.promise.succeed(Answer(status: self.status, body: self.body))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.promise.fail(ControlClientError.badAnswer)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        // After an answer this does nothing: the first result counts.
        self.promise.fail(ControlClientError.badAnswer)
        context.fireChannelInactive()
    }
}

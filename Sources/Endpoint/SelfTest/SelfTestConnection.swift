import NIOCore
import NIOSSL

/// Announces the connection at the one moment at which its port is known and nobody has seen it: between bind and
/// connect.
final class SelfTestAnnouncer: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private let announce: (Int) -> Void

    init(announce: @escaping (Int) -> Void) {
        self.announce = announce
    }

    func connect(context: ChannelHandlerContext, to address: SocketAddress, promise: EventLoopPromise<Void>?) {
        self.announce(context.localAddress?.port ?? 0)
        context.connect(to: address, promise: promise)
    }
}

/// Sends an upgrade request and reads the head of the answer.
final class SelfTestReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What came back.
    struct Reply: Equatable, Sendable {
        var status: Int
        var acceptKey: String?
    }

    enum Ended: Error {
        /// Closed before there was an answer.
        case withoutAnswer
        case notHTTP
    }

    private static let longestHead = 8192

    private let request: String
    private let reply: EventLoopPromise<Reply>
    private var collected = ByteBuffer()

    init(request: String, reply: EventLoopPromise<Reply>) {
        self.request = request
        self.reply = reply
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: self.request)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = self.unwrapInboundIn(data)
        self.collected.writeBuffer(&bytes)
        let head = String(decoding: self.collected.readableBytesView.prefix(Self.longestHead), as: UTF8.self)
        guard let end = head.firstRange(of: "\r\n\r\n") else {
            if self.collected.readableBytes > Self.longestHead { self.reply.fail(Ended.notHTTP) }
            return
        }
        // A promise takes its first outcome alone.
        if let reply = Self.read(head[..<end.lowerBound]) {
            self.reply.succeed(reply)
        } else {
            self.reply.fail(Ended.notHTTP)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.reply.fail(Ended.withoutAnswer)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The end comes next.
        if case NIOSSLError.uncleanShutdown = error { return }
        self.reply.fail(error)
        context.close(promise: nil)
    }

    static func read(_ head: Substring) -> Reply? {
        let lines = head.split(separator: "\r\n")
        guard let words = lines.first?.split(separator: " "), words.count >= 2, words[0].hasPrefix("HTTP/"),
            let status = Int(words[1])
        else { return nil }
        let accept = lines.dropFirst().first { $0.prefix { $0 != ":" }.equalsIgnoringASCIICase("Sec-WebSocket-Accept") }
        return Reply(status: status, acceptKey: accept.map { $0.drop { $0 != ":" }.dropFirst().trimmingBlanks() })
    }
}

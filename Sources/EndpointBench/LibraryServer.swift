import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// What ours is compared with, in the same run: a server of NIO's own WebSocket decoder that counts text frames and
/// does nothing else with them.
struct LibraryServer {
    private let channel: any Channel

    /// - Parameter unmasks: Whether the payload is unmasked, as anybody must who wants to read it.
    init(group: any EventLoopGroup, unmasks: Bool) async throws {
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: 64 << 20,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FrameCounter(unmasks: unmasks))
                }
            }
        )
        self.channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline(
                    withServerUpgrade: (upgraders: [upgrader], completionHandler: { _ in })
                )
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: 256 << 10)
            )
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var port: Int { self.channel.localAddress?.port ?? 0 }

    func stop() async throws {
        try await self.channel.close()
    }
}

private final class FrameCounter: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let unmasks: Bool
    private var frames = 0
    private var bytes = 0

    init(unmasks: Bool) {
        self.unmasks = unmasks
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = self.unwrapInboundIn(data)
        switch frame.opcode {
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
            context.writeAndFlush(self.wrapOutboundOut(pong), promise: nil)
        case .text:
            self.frames &+= 1
            self.bytes &+= self.unmasks ? frame.unmaskedData.readableBytes : frame.length
        default:
            break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

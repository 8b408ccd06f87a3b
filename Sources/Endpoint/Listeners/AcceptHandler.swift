import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Of a listening socket: what happens when connections cannot be accepted.
///
/// At the limit of descriptors, unfinished handshakes that have had their time give way first. Where there are none,
/// whoever waits is answered by means of the spare descriptor. Any other trouble pauses accepting for a moment instead of
/// trying in a circle.
final class AcceptHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    /// What the handler asks for.
    struct Relief: Sendable {
        /// Closes that many unfinished handshakes at most; says how many.
        var makeRoom: @Sendable (Int) -> Int
        /// Told of the peer of a connection that was turned away.
        var turnedAway: @Sendable (SocketAddress?) -> Void
        /// What such a connection is told.
        var answer: @Sendable (ListenerSecurity) -> [UInt8]
    }

    /// Connections handled in one go, so that the loop's bots get their turn.
    private static let batch = 64
    /// For descriptors of others to be closed.
    private static let shortPause: TimeAmount = .milliseconds(5)
    private static let longPause: TimeAmount = .milliseconds(200)

    private let spare: SpareDescriptor
    private let relief: Relief?
    private let security: ListenerSecurity
    private var pause: Scheduled<Void>?

    init(spare: SpareDescriptor, relief: Relief?, security: ListenerSecurity) {
        self.spare = spare
        self.relief = relief
        self.security = security
    }

    func channelActive(context: ChannelHandlerContext) {
        // A socket that was given to NIO is listened on with a queue of 128, whatever the option says. A channel that is
        // closing has no socket any more.
        _ = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            listen($0, CInt(EndpointServer.backlog))
        }
        context.fireChannelActive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch (error as? IOError)?.errnoCode {
        case EMFILE, ENFILE: self.relieve(context)
        case ENOBUFS, ENOMEM: self.wait(Self.longPause, context)
        // The peer of one has gone before it was accepted; the next may be had.
        case ECONNABORTED: break
        default: context.fireErrorCaught(error)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.pause?.cancel()
        self.pause = nil
    }

    private func relieve(_ context: ChannelHandlerContext) {
        guard let relief = self.relief else { return self.wait(Self.longPause, context) }
        guard relief.makeRoom(Self.batch) == 0 else { return self.wait(Self.shortPause, context) }
        // A channel that is closing has no socket any more, and nothing to accept.
        let outcome =
            try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
                self.spare.turnAway(
                    at: $0,
                    answer: relief.answer(self.security),
                    limit: Self.batch,
                    turnedAway: relief.turnedAway
                )
            }
        if outcome == .taken { self.wait(Self.longPause, context) }
    }

    /// Stops accepting for a time. The socket itself must stop listening to the kernel: it would ask again at once.
    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        guard self.pause == nil else { return }
        self.setAccepting(false, context)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        self.pause = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            self?.pause = nil
            self?.setAccepting(true, bound.value)
        }
    }

    private func setAccepting(_ isAccepting: Bool, _ context: ChannelHandlerContext) {
        // Only a closed channel refuses, and that accepts nothing in any case.
        context.channel.setOption(.autoRead, value: isAccepting).whenFailure { _ in }
    }
}

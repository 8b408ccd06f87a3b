package import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A TCP connection to a server under test, byte by byte, with a deadline on every wait.
package final class RawPeer: Sendable {
    package struct TimedOut: Error {}
    package struct Closed: Error {}

    /// How long any wait may take before a test fails.
    package static let deadline: TimeAmount = .seconds(60)

    private let channel: any Channel
    private let handler: NIOLoopBoundBox<Inbox>

    /// Connects to a loopback port.
    ///
    /// - Parameters:
    ///   - source: The address to come from: any of 127.0.0.0/8 will do; nil leaves it to the system.
    ///   - tls: How TLS is spoken; nil for plain TCP. The handshake has begun, and may fail later.
    package init(
        port: Int,
        host: String = "127.0.0.1",
        from source: String? = nil,
        tls: TestTLS? = nil,
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup
    )
        async throws
    {
        // On a busy machine the loop may come to it late.
        var bootstrap = ClientBootstrap(group: group).connectTimeout(.seconds(60))
        if let source { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: source, port: 0)) }
        let (channel, box) =
            try await bootstrap
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let inbox = Inbox()
                    if let tls { try channel.pipeline.syncOperations.addHandler(try tls.handler()) }
                    try channel.pipeline.syncOperations.addHandler(inbox)
                    return (channel, NIOLoopBoundBox(inbox, eventLoop: channel.eventLoop))
                }
            }
        self.channel = channel
        self.handler = box
    }

    package var localPort: Int { self.channel.localAddress?.port ?? 0 }

    package func write(_ bytes: [UInt8]) async throws {
        try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    package func write(_ text: String) async throws {
        try await self.write(Array(text.utf8))
    }

    /// Takes what `take` finds at the front of the bytes received so far, waiting until it finds something.
    ///
    /// - Throws: ``Closed`` when the server closes first, ``TimedOut`` after ``deadline``.
    package func read<Value: Sendable>(
        _ take: @escaping @Sendable (inout ByteBuffer) throws -> Value?
    ) async throws -> Value {
        let handler = self.handler
        return try await self.channel.eventLoop.flatSubmit {
            let promise = self.channel.eventLoop.makePromise(of: Value.self)
            handler.value.wait { buffer, isClosed in
                do {
                    if let value = try take(&buffer) {
                        promise.succeed(value)
                        return true
                    }
                    if isClosed {
                        promise.fail(Closed())
                        return true
                    }
                    return false
                } catch {
                    promise.fail(error)
                    return true
                }
            }
            let timer = self.channel.eventLoop.scheduleTask(in: Self.deadline) { promise.fail(TimedOut()) }
            promise.futureResult.whenComplete { _ in timer.cancel() }
            return promise.futureResult
        }.get()
    }

    /// Waits until the server has closed and returns what it sent last.
    package func readToEnd() async throws -> [UInt8] {
        let all = NIOLockedBytes()
        do {
            return try await self.read { buffer -> [UInt8]? in
                all.append(buffer.readBytes(length: buffer.readableBytes) ?? [])
                return nil
            }
        } catch is Closed {
            return all.bytes
        }
    }

    /// Writes and finishes sending in one go, as a process does that ends its side; what the server still sends can be
    /// read.
    package func writeLast(_ bytes: [UInt8]) async throws {
        let channel = self.channel
        try await channel.eventLoop.flatSubmit {
            let written = channel.writeAndFlush(ByteBuffer(bytes: bytes))
            channel.close(mode: .output, promise: nil)
            return written
        }.get()
    }

    /// Whether bytes of the server are taken from the socket. While they are not, they fill the buffers of both sides.
    package func setReading(_ isReading: Bool) async throws {
        try await self.channel.setOption(.autoRead, value: isReading).get()
    }

    /// Ends the connection with a reset (SO_LINGER of no seconds, socket(7)), as a killed process or a cut line does.
    package func reset() async throws {
        try await (self.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        await self.close()
    }

    package func close() async {
        // A connection that is closed already is what was wanted.
        try? await self.channel.close()
    }
}

/// Collects what arrives and shows it to the one who waits.
private final class Inbox: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var buffer = ByteBuffer()
    private var isClosed = false
    private var waiter: ((inout ByteBuffer, Bool) -> Bool)?

    func wait(_ waiter: @escaping (inout ByteBuffer, Bool) -> Bool) {
        self.waiter = waiter
        self.look()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = self.unwrapInboundIn(data)
        self.buffer.writeBuffer(&bytes)
        self.look()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            self.isClosed = true
            self.look()
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.isClosed = true
        self.look()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The end comes next.
        if case NIOSSLError.uncleanShutdown = error { return }
        self.isClosed = true
        self.look()
        context.close(promise: nil)
    }

    private func look() {
        guard let waiter = self.waiter, waiter(&self.buffer, self.isClosed) else { return }
        self.waiter = nil
    }
}

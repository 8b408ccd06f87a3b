import NIOCore
import NIOSSL

/// The first handler of a TLS listener's connections: lets TLS begin where the first byte does (RFC 8446 §5.1), and
/// passes on everything else as it is, so that whoever typed `ws://` gets an answer that he can read. Until TLS is
/// established it tells what of it passes by.
///
/// TLS costs memory; a connection that says nothing has none of it.
final class TLSGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Event {
        /// TLS begins; with the host that it asks for, where that was to be seen.
        case began(serverName: String?)
        /// Our part of the handshake goes out, the certificate in it.
        case answered
        /// The peer gives the handshake up, with the number of its alert (RFC 8446 §6).
        case alert(UInt8)
        /// Something else than TLS came.
        case plain
    }

    private enum Phase {
        case silent, begun, answered, done
    }

    private let served: NIOSSLContext
    private var phase = Phase.silent

    init(_ served: NIOSSLContext) {
        self.served = served
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = self.unwrapInboundIn(data)
        switch self.phase {
        case .silent: self.begin(bytes, context)
        case .answered: self.lookForAlert(bytes, context)
        case .begun, .done: break
        }
        context.fireChannelRead(data)
        if self.phase == .done { context.pipeline.syncOperations.removeHandler(context: context, promise: nil) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        context.write(data, promise: promise)
        guard self.phase == .begun else { return }
        self.phase = .answered
        context.fireUserInboundEventTriggered(Event.answered)
    }

    private func begin(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let first = bytes.readableBytesView.first else { return }
        guard first == TLSRecord.handshake else {
            self.phase = .done
            context.fireUserInboundEventTriggered(Event.plain)
            return
        }
        self.phase = .begun
        do {
            let security = NIOSSLServerHandler(context: self.served)
            try context.pipeline.syncOperations.addHandler(security, position: .after(self))
        } catch {
            // The channel closed under our hands.
            return context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(Event.began(serverName: Self.serverName(in: bytes)))
    }

    /// OpenSSL's clients send the alert on a certificate in clear, when we expect it encrypted: all that BoringSSL says
    /// then is that it cannot read it.
    private func lookForAlert(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let alert = TLSRecord.alert(in: bytes.readableBytesView) else { return }
        context.fireUserInboundEventTriggered(Event.alert(alert))
    }

    /// As far as the first bytes show it: they are not waited for.
    private static func serverName(in bytes: ByteBuffer) -> String? {
        if case .done(let name) = ClientHello.read(bytes.readableBytesView) { name } else { nil }
    }
}

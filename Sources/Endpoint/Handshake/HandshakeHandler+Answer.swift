import NIOCore
import Synchronization

/// What goes out, and what stays in the ledger.
extension HandshakeHandler {
    /// Writes the attempt down, without keys; when the answer is out, for the time of masking depends on them.
    func record(_ request: HandshakeRequest? = nil) {
        guard !self.isSelfTest else { return }
        var mask = KeyMask(self.state.guarded.withLock { $0.access }, request: request)
        if let request { self.entry.note(request, hiding: &mask) }
        self.entry.serverName = self.entry.serverName.map { mask.redact($0) }
        self.state.finish(self.entry)
    }

    func answer(_ refusal: Refusal, request: HandshakeRequest?, context: ChannelHandlerContext) {
        let path = self.state.guarded.withLock { $0.configuration.path }
        let response = RefusalResponse.bytes(
            refusal,
            request: request,
            path: path,
            allocator: context.channel.allocator
        )
        self.endAfter(response, context: context)
    }

    /// Sends the last bytes and ends the connection when the peer has had time to read them.
    func endAfter(_ last: ByteBuffer, context: ChannelHandlerContext) {
        context.writeAndFlush(self.wrapOutboundOut(last), promise: nil)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) { [weak self] in
            self?.context?.close(promise: nil)
        }
    }
}

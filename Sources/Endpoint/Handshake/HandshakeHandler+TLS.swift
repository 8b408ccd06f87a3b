import NIOCore
import Synchronization

/// A handshake that stands behind one of TLS.
extension HandshakeHandler {
    /// How far TLS has come.
    enum Security: Equatable {
        /// A plain listener.
        case none
        /// Nothing has come yet.
        case awaited
        /// The peer did not begin with TLS, though the port expects it.
        case plain
        case inHandshake
        /// Our certificate has been shown.
        case answered
        case established
    }

    /// Tells a handshake that it is closed to make room for newer ones.
    struct GaveWay: Sendable {}

    /// Closes a connection for newer ones; from any thread.
    static func givingWay(_ channel: any Channel) -> @Sendable () -> Void {
        {
            channel.eventLoop.execute {
                channel.pipeline.fireUserInboundEventTriggered(GaveWay())
                channel.close(promise: nil)
            }
        }
    }

    /// TLS has begun: it counts among those that cost memory, and the oldest of them gives way.
    private func beganTLS(_ serverName: String?, _ context: ChannelHandlerContext) {
        self.security = .inHandshake
        self.entry.firstBytes = .tls
        self.entry.serverName = serverName
        guard self.pending != nil else { return }
        let close = Self.givingWay(context.channel)
        let (id, overdue) = self.state.guarded.withLock { state in
            state.pendingTLS.add(address: self.entry.address, close: close)
        }
        self.pendingTLS = id
        for close in overdue { close() }
    }

    /// What the gate sees of TLS.
    func noteTLS(_ event: TLSGate.Event, _ context: ChannelHandlerContext) {
        switch event {
        case .began(let name): self.beganTLS(name, context)
        case .answered: if self.security == .inHandshake { self.security = .answered }
        case .alert(let number): self.alert = number
        case .plain: self.security = .plain
        }
    }

    /// TLS is there: what goes by from now on is none of the gate's business.
    func finishedTLS(_ context: ChannelHandlerContext) {
        self.security = .established
        self.entry.isTLS = true
        guard let gate = self.gate else { return }
        context.pipeline.syncOperations.removeHandler(gate, promise: nil)
    }

    /// Writes down why TLS was not agreed on. Whatever closes the connection then has nothing to add.
    func failedTLS(_ failure: TLSFault) {
        guard case .waiting = self.phase else { return }
        let fault = self.alert.map { TLSFault(alert: $0) } ?? failure
        let sawCertificate = self.security == .answered || self.security == .established
        self.phase = .answered
        self.entry.tlsFault = fault
        let isOfCertificate = fault.isOfCertificate || fault == .leftInHandshake && sawCertificate
        self.entry.cause = isOfCertificate ? "TLS-03" : "HS-09"
        self.settle()
        self.record()
    }

    /// What it means that the peer went before it had asked for something.
    func noteLeaving() {
        let isUnspoken = self.security == .established && self.entry.firstBytes == .tls
        let hasLeft = self.entry.end == .peerClosed || self.entry.end == .peerReset
        guard isUnspoken, hasLeft else {
            self.entry.cause = "HS-09"
            return
        }
        self.entry.tlsFault = .leftAfterHandshake
        self.entry.cause = "TLS-03"
    }
}

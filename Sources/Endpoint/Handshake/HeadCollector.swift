import NIOCore

/// Gathers the bytes of a request head, tells first what they are, and passes them on in one piece.
///
/// So the parser behind it never sees anything but HTTP of a bounded size, and every other connection (TLS on the
/// plain port, scanners, silence) still gets its answer and its line in the ledger.
final class HeadCollector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// What the collector finds out on its own.
    enum Event {
        case classified(FirstBytes)
        /// The host that a TLS client asks for; comes before the refusal.
        case serverName(String)
        case refused(Refusal)
    }

    private let limit: Int
    private let deadline: TimeAmount
    private var collected = ByteBuffer()
    /// Where the search for the end of the head goes on.
    private var searched = 0
    private var kind: FirstBytes?
    private var isDone = false
    /// After a refusal nothing that still comes is of interest.
    private var isDropping = false
    private var dropped = 0
    /// What a refused peer may still send while it reads the answer.
    private static let mostDropped = 256 << 10
    /// For the rest of a ClientHello: it comes in one piece, or somebody is playing.
    private let helloPatience: TimeAmount
    private var timeout: Scheduled<Void>?

    init(limit: Int, deadline: TimeAmount, hello: TimeAmount) {
        self.limit = limit
        self.deadline = deadline
        self.helloPatience = hello
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        self.timeout = context.eventLoop.assumeIsolated().scheduleTask(in: self.deadline) { [weak self] in
            guard let self, !self.isDone else { return }
            self.refuse(.timedOut, context: bound.value)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.endHello(context)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { self.endHello(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.endHello(context)
        context.fireErrorCaught(error)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.isDone = true
        self.timeout?.cancel()
        self.timeout = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = self.unwrapInboundIn(data)
        guard !self.isDropping else {
            self.dropped += bytes.readableBytes
            if self.dropped > Self.mostDropped { context.close(promise: nil) }
            return
        }
        guard !self.isDone else {
            // Behind the head: frames sent along with it.
            context.fireChannelRead(data)
            return
        }
        if self.collected.readableBytes == 0 {
            self.collected = bytes
        } else {
            self.collected.writeBuffer(&bytes)
        }
        self.look(context)
    }

    private func look(_ context: ChannelHandlerContext) {
        if self.kind == nil {
            guard let kind = FirstBytes.classify(self.collected.readableBytesView) else { return }
            self.kind = kind
            context.fireUserInboundEventTriggered(Event.classified(kind))
            if kind == .tls { self.waitForHello(context) }
        }
        guard self.kind == .http else {
            self.lookAtOther(context)
            return
        }
        guard let end = self.headEnd() else {
            if self.collected.readableBytes > self.limit { self.refuse(.headTooLarge, context: context) }
            return
        }
        guard end <= self.limit else {
            self.refuse(.headTooLarge, context: context)
            return
        }
        guard self.asksForHTTP else {
            self.refuse(.notHTTP(.other), context: context)
            return
        }
        self.isDone = true
        self.timeout?.cancel()
        self.timeout = nil
        let whole = self.collected
        self.collected = ByteBuffer()
        context.fireChannelRead(self.wrapInboundOut(whole))
    }

    // MARK: - What is no HTTP

    private func lookAtOther(_ context: ChannelHandlerContext) {
        if self.kind == .tls {
            switch ClientHello.read(self.collected.readableBytesView) {
            case .needsMore: return
            case .done(let name):
                if let name { context.fireUserInboundEventTriggered(Event.serverName(name)) }
            }
        }
        self.refuse(.notHTTP(self.kind ?? .other), context: context)
    }

    private func waitForHello(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        self.timeout?.cancel()
        self.timeout = context.eventLoop.assumeIsolated().scheduleTask(in: self.helloPatience) { [weak self] in
            self?.endHello(bound.value)
        }
    }

    /// Makes do with the part of a ClientHello that has come.
    private func endHello(_ context: ChannelHandlerContext) {
        guard !self.isDone, self.kind == .tls else { return }
        self.refuse(.notHTTP(.tls), context: context)
    }

    /// Whether the request line ends as one of HTTP does: the parser takes RTSP and ICE as well and does not tell.
    private var asksForHTTP: Bool {
        let line = self.collected.readableBytesView.prefix { $0 != 0x0D && $0 != 0x0A }
        return line.suffix(" HTTP/1.1".utf8.count).starts(with: " HTTP/".utf8)
    }

    /// Where the empty line ends that closes the head, counted from the first byte.
    private func headEnd() -> Int? {
        let searchFrom = max(0, self.searched - 3)
        return self.collected.withUnsafeReadableBytes { bytes in
            var index = searchFrom
            while index + 1 < bytes.count {
                if bytes[index] == 0x0A {
                    if bytes[index + 1] == 0x0A { return index + 2 }
                    if bytes[index + 1] == 0x0D, index + 2 < bytes.count, bytes[index + 2] == 0x0A { return index + 3 }
                }
                index += 1
            }
            self.searched = bytes.count
            return nil
        }
    }

    /// Passes nothing on any more: the request was refused.
    func drop() {
        self.isDropping = true
    }

    private func refuse(_ refusal: Refusal, context: ChannelHandlerContext) {
        self.isDone = true
        self.timeout?.cancel()
        self.timeout = nil
        self.collected = ByteBuffer()
        context.fireUserInboundEventTriggered(Event.refused(refusal))
    }
}

import NIOCore
import NIOPosix
import NIOSSL

/// What a link tells the bot that it belongs to. All on the link's event loop.
protocol BotLinkOwner: AnyObject {
    func opened(_ link: BotLink)
    func received(_ message: [UInt8], on link: BotLink)
    func becameWritable(_ link: BotLink)
    /// The end of a link, once, however far it came.
    func ended(_ link: BotLink, _ ending: BotLink.Ending)
}

/// One connection of an acted bot: dials, shakes hands, answers pings, carries frames.
final class BotLink: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Phase: Equatable {
        case dialling
        case handshake
        case open
        /// A close frame has gone out.
        case closing
        case ended
    }

    enum Ending: Equatable {
        case refused(status: Int, body: String)
        case failed(ConnectFailure)
        /// After it was open. No code without a close frame.
        case closed(code: UInt16?, reason: String)
    }

    /// How the connection behaves below the level of OneBot.
    struct Manners {
        var pongs: Int
        /// Stops reading once the handshake is done.
        var neverReads: Bool
        var isMasked: Bool
        var timeout: TimeAmount
        var verifiesCertificate = true
    }

    let role: Implementation.Role
    private let manners: Manners
    private let request: [UInt8]
    private let acceptHash: String
    private let loop: any EventLoop
    private let meter: FleetMeter
    private weak var owner: (any BotLinkOwner)?
    private var context: ChannelHandlerContext?
    private var answer = AnswerReader()
    private var frames = ServerFrameReader()
    private var masks: SeededGenerator
    private var ending: Ending?
    private var dialledAt = NIODeadline.now()
    private var isHalfClosed = false
    private(set) var phase = Phase.dialling

    init(
        role: Implementation.Role,
        request: [UInt8],
        acceptHash: String,
        manners: Manners,
        masks: SeededGenerator,
        loop: any EventLoop,
        meter: FleetMeter,
        owner: any BotLinkOwner
    ) {
        self.role = role
        self.request = request
        self.acceptHash = acceptHash
        self.manners = manners
        self.masks = masks
        self.loop = loop
        self.meter = meter
        self.owner = owner
    }

    /// From dialling to now.
    var age: TimeAmount { .now() - self.dialledAt }

    var isOpen: Bool { self.phase == .open && !self.isHalfClosed }
    var isWritable: Bool { self.context?.channel.isWritable ?? false }

    // MARK: - Dialling

    func dial(_ address: EndpointAddress) {
        self.dialledAt = .now()
        ClientBootstrap(group: self.loop)
            .connectTimeout(self.manners.timeout)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: address.host, port: address.port)
            .assumeIsolated()
            .whenComplete { result in
                // Not in the initializer: a name with several addresses makes several channels.
                switch result {
                case .success(let channel): self.connected(channel, address)
                case .failure(let error): self.end(.failed(ConnectFailure(error)))
                }
            }
    }

    private func connected(_ channel: any Channel, _ address: EndpointAddress) {
        guard self.phase == .dialling else {
            channel.close(promise: nil)
            return
        }
        do {
            if address.isSecure {
                let security = try DialledTLS.handler(host: address.host, verifies: self.manners.verifiesCertificate)
                try channel.pipeline.syncOperations.addHandler(security)
            }
            try channel.pipeline.syncOperations.addHandler(self)
        } catch {
            channel.close(promise: nil)
            self.end(.failed(ConnectFailure(error)))
        }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        self.phase = .handshake
        self.write(ByteBuffer(bytes: self.request))
        self.loop.assumeIsolated().scheduleTask(in: self.manners.timeout) { [weak self] in
            guard let self, self.phase == .handshake else { return }
            self.finish(.failed(.timedOut))
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    // MARK: - Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = self.unwrapInboundIn(data)
        let count = bytes.readableBytes
        self.meter.count { $0.bytesIn &+= count }
        switch self.phase {
        case .handshake: self.readAnswer(bytes)
        case .open, .closing:
            self.frames.feed(&bytes)
            self.readFrames()
            // Answers that nobody takes are no reason to ask for more questions.
            if self.phase == .open, !self.isWritable { self.setReading(false) }
        case .dialling, .ended: break
        }
    }

    private func readAnswer(_ bytes: ByteBuffer?, isEnd: Bool = false) {
        do {
            guard let answer = try self.answer.read(bytes, isEnd: isEnd) else { return }
            guard answer.status == 101 else {
                return self.finish(.refused(status: answer.status, body: answer.body))
            }
            if let problem = self.problem(answer) { return self.finish(.failed(.badUpgrade(problem))) }
        } catch {
            return self.finish(.failed(.notHTTP))
        }
        self.phase = .open
        self.meter.count {
            $0.open += 1
            $0.accepted += 1
        }
        if self.manners.neverReads { self.setReading(false) }
        self.owner?.opened(self)
        guard !self.manners.neverReads else { return }
        var rest = self.answer.rest
        self.frames.feed(&rest)
        self.readFrames()
    }

    /// What a client must check in a 101 (RFC 6455 §4.1), in the words of the bots' library.
    private func problem(_ answer: AnswerReader.Answer) -> String? {
        if answer.headers["upgrade"]?.lowercased() != "websocket" { return "Invalid Upgrade header" }
        if answer.headers["sec-websocket-accept"] != self.acceptHash { return "Invalid Sec-WebSocket-Accept header" }
        if answer.headers["sec-websocket-protocol"] != nil {
            return "Server sent a subprotocol but none was requested"
        }
        if answer.headers["sec-websocket-extensions"] != nil {
            return "Server sent a Sec-WebSocket-Extensions header but no extension was requested"
        }
        return nil
    }

    private func readFrames() {
        while self.phase == .open || self.phase == .closing, let output = self.frames.next() {
            switch output {
            case .message(let isText, let message):
                if isText, self.phase == .open { self.owner?.received(message, on: self) }
            case .ping(let payload):
                self.meter.count { $0.pings += 1 }
                for _ in 0..<self.manners.pongs where self.isOpen {
                    self.send(.pong, payload)
                    self.meter.count { $0.pongs += 1 }
                }
            case .pong: break
            case .close(let code, let reason):
                if self.phase == .open {
                    self.ending = .closed(code: code, reason: reason)
                    self.send(.close, code.map { ClientFrame.closePayload(code: $0) } ?? [])
                }
                self.context?.close(promise: nil)
            case .violation(let code, let reason):
                self.ending = .closed(code: code, reason: reason)
                self.send(.close, ClientFrame.closePayload(code: code))
                self.context?.close(promise: nil)
            }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        if self.phase == .handshake { self.readAnswer(nil, isEnd: true) }
        if self.phase == .handshake { return self.finish(.failed(.hungUp)) }
        // Who never reads does not notice before a write fails.
        guard !(self.manners.neverReads && self.phase == .open) else { return }
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The end comes next.
        if case NIOSSLError.uncleanShutdown = error { return }
        if self.phase == .handshake { return self.finish(.failed(ConnectFailure(error))) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.end(self.phase == .handshake ? .failed(.hungUp) : .closed(code: nil, reason: ""))
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, self.isOpen {
            if !self.manners.neverReads { self.setReading(true) }
            self.owner?.becameWritable(self)
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: - Writing

    /// Sends one frame; nothing on a link that is not open.
    func send(_ opcode: ClientFrame.Opcode, _ payload: [UInt8]) {
        guard self.isOpen, let context = self.context else { return }
        var buffer = context.channel.allocator.buffer(capacity: payload.count + 14)
        let mask = self.manners.isMasked ? UInt32(truncatingIfNeeded: self.masks.next()) : nil
        ClientFrame.write(opcode, payload, mask: mask, into: &buffer)
        self.write(buffer)
    }

    private func write(_ buffer: ByteBuffer) {
        guard let context = self.context else { return }
        let count = buffer.readableBytes
        self.meter.count { $0.bytesOut &+= count }
        context.writeAndFlush(self.wrapOutboundOut(buffer)).assumeIsolated().whenFailure { _ in
            // The server is gone; who never reads learns it here.
            self.context?.close(promise: nil)
        }
    }

    private func setReading(_ isReading: Bool) {
        // A channel that has just closed has nothing to read.
        try? self.context?.channel.syncOptions?.setOption(.autoRead, value: isReading)
    }

    // MARK: - Ending

    /// Says goodbye (RFC 6455 §7.1.2) and ends when the server has answered, or after `patience`.
    ///
    /// - Parameter code: nil for a close frame without one.
    func close(code: UInt16?, patience: TimeAmount) {
        guard self.phase == .open else { return self.drop() }
        self.send(.close, code.map { ClientFrame.closePayload(code: $0) } ?? [])
        self.phase = .closing
        self.setReading(true)
        self.loop.assumeIsolated().scheduleTask(in: patience) { [weak self] in
            self?.drop()
        }
    }

    /// Ends without a word.
    func drop() {
        switch self.phase {
        case .dialling: self.end(.failed(.hungUp))
        case .handshake, .open, .closing: self.context?.close(promise: nil)
        case .ended: break
        }
    }

    /// Ends our direction alone.
    func halfClose() {
        guard self.isOpen else { return }
        self.isHalfClosed = true
        self.context?.close(mode: .output, promise: nil)
    }

    private func finish(_ ending: Ending) {
        self.ending = ending
        guard let context = self.context else { return self.end(ending) }
        context.close(promise: nil)
    }

    private func end(_ ending: Ending) {
        guard self.phase != .ended else { return }
        let wasOpen = self.phase == .open || self.phase == .closing
        self.phase = .ended
        if wasOpen { self.meter.count { $0.open -= 1 } }
        self.owner?.ended(self, self.ending ?? ending)
    }
}

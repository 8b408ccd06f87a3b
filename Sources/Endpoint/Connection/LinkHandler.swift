import Foundation
import Logging
import NIOCore
import NIOSSL
import OneBot
import Synchronization

/// One WebSocket connection of a bot: the last handler of its pipeline once the handshake is done.
///
/// It drives the frame decoder, the meters and the liveness rule, which hold the logic; confined to its event loop.
final class LinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A message up to here needs no budget: it is bounded by the number of links, and must not wait for others.
    static let freeMessage = 64 << 10
    /// A longer message is read through on another thread: the loop's other bots do not wait for it.
    static let longestReadHere = 256 << 10

    enum Phase: Equatable {
        case open
        /// Our close frame is out; the peer's is awaited.
        case closing
        case closed
    }

    let id: Int
    /// Of the peer, without port.
    let address: String
    let role: LinkRole
    let peer: String
    var userAgent: String?
    let state: EndpointState
    let loop: LoopState
    var registration: BotRegistry.Registration {
        didSet { self.notes.pointee.account = self.registration.selfID.flatMap { Int64($0) } }
    }
    var decoder: FrameDecoder
    var liveness: Liveness
    var heartbeat = HeartbeatMeter()
    var roundTrip = RoundTripMeter()
    var counters = LinkCounters()
    var online: Bool?
    var lastText: NIODeadline?
    var lastEvent: NIODeadline?
    var phase = Phase.open
    /// What the close of this link will be remembered as, once it is known.
    var ending: BotMoment.Kind?
    var isEndingNoted = false
    /// The same in the words of the doctor.
    var how: LinkEnding.How?
    let notes: UnsafeMutablePointer<SessionNotes>
    var skew = SkewMeter()
    let isNamedByHeader: Bool
    let proof: KeyProof
    /// The account that its key is bound to, as it was last judged; events of others end it.
    var boundAccount: Int64?
    let port: Int
    let isTLS: Bool
    let proxyMarks: [String]
    var via: String?
    var handshake: [HandshakeRequest.Header] = []
    let connectedAt = NIODeadline.now()
    private(set) var context: ChannelHandlerContext?
    /// Input that waits for the byte budget or the journal.
    var waitingInput: [ByteBuffer] = []
    /// Whether reading has stopped until there is room again, or until a long message is read through.
    var isHeld = false
    /// The peer has finished sending while reading had stopped.
    var inputIsClosed = false
    /// The journal's queue is full: what was read is not to be followed by more.
    var mustWaitForJournal = false
    var holdsBudget = false
    /// Of the message that is on its way.
    var pace = MessagePace()
    /// Bytes of calls that the kernel has not taken yet.
    var unsentCallBytes = 0
    /// Since when the bot takes in less than is sent, and whether that was told.
    var stuck: Stuck?
    /// A pong that waits until the peer reads again; only the newest is owed (RFC 6455 §5.5.3).
    var owedPong: ByteBuffer?
    /// Who waits for a round trip, by the order of asking.
    var pingWaiters: [Int: EventLoopPromise<Double?>] = [:]
    var nextPingWaiter = 0

    init(
        id: Int,
        accepted: EndpointState.Accepted,
        request: HandshakeRequest,
        address: String,
        port: Int,
        isTLS: Bool,
        state: EndpointState,
        loop: LoopState
    ) {
        self.id = id
        self.isTLS = isTLS
        self.role = accepted.identity.role
        self.registration = accepted.registration
        self.notes = SessionNotes.make(account: accepted.registration.selfID.flatMap { Int64($0) })
        self.isNamedByHeader = accepted.registration.selfID != nil
        self.proof = accepted.proof
        self.boundAccount = accepted.account.flatMap { Int64($0) }
        self.port = port
        self.proxyMarks = request.proxyMarks
        self.address = address
        self.peer = PeerAddress.text(address, port: port)
        self.state = state
        self.loop = loop
        let configuration = state.guarded.withLock { $0.configuration }
        self.decoder = FrameDecoder(limits: .init(messageBytes: configuration.maxMessageBytes, fragments: 16_384))
        self.liveness = Liveness(
            pingInterval: configuration.pingInterval,
            lostAfter: configuration.lostAfter,
            now: .now()
        )
    }

    deinit {
        SessionNotes.free(self.notes)
    }

    // MARK: - Lifecycle

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        self.loop.add(self)
        self.state.logger.info("connection open", metadata: self.logMetadata)
        self.remember(.connected(link: self.id, peer: self.peer))
        // Its key may have been taken away between the verdict and now.
        if !self.closeIfRevoked() { self.introduce() }
        self.state.signal.changed()
    }

    /// Asks the bot who it is, once it is known under which number to keep the answers.
    func introduce() {
        self.offerForCalls()
        guard self.role.takesCalls, self.registration.selfID != nil, let context = self.context else { return }
        for question in Introduction.allCases {
            self.counters.calls &+= 1
            self.queue(ServerFrame.text(question.request, allocator: context.channel.allocator))
        }
        context.flush()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.finish()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.finish()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The peer has finished sending, without a close frame: a bot that cannot speak any more is gone.
        // What it sent before is taken in first.
        if case ChannelEvent.inputClosed = event {
            self.how = self.how ?? .finished
            if self.isHeld { self.inputIsClosed = true } else { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // TLS tells first that no goodbye came before the end that it tells next: what was read by then is taken in.
        if case NIOSSLError.uncleanShutdown = error { return }
        // A reset or a broken pipe: what is left is to end.
        let code = (error as? IOError)?.errnoCode
        if code == ETIMEDOUT { self.endStuck() }
        self.how = self.how ?? LinkEnding.How(errno: code)
        context.close(promise: nil)
    }

    // MARK: - Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = self.unwrapInboundIn(data)
        let now = NIODeadline.now()
        self.counters.bytesIn &+= buffer.readableBytes
        self.liveness.heard(at: now)
        guard self.phase != .closed else { return }
        guard !self.isHeld else {
            self.waitingInput.append(buffer)
            return
        }
        self.process(buffer, now: now)
        self.state.signal.changed()
    }

    func process(_ buffer: ByteBuffer, now: NIODeadline) {
        buffer.withUnsafeReadableBytes { bytes in
            // Whole messages are unmasked where they lie. This handler is the last to see what was read, every byte is
            // decoded once, and the channel keeps the storage only to read into it again when nobody holds it.
            let input = UnsafeMutableRawBufferPointer(mutating: bytes)
            var offset = 0
            while self.phase != .closed {
                switch self.decoder.next(input, &offset) {
                case .needsMore:
                    return
                case .needsBudget(let bytes):
                    guard self.mayKeep(bytes, now: now) else { return self.putAside(buffer, from: offset) }
                    self.decoder.grant()
                case .wholeMessage(let isText, let range):
                    self.received(UnsafeRawBufferPointer(rebasing: bytes[range]), isText: isText, now: now)
                    if self.mustWaitForJournal, self.holdForJournal() { return self.putAside(buffer, from: offset) }
                case .message(let isText, let message):
                    if isText, message.readableBytes > Self.longestReadHere {
                        self.readElsewhere(message, now: now)
                        return self.putAside(buffer, from: offset)
                    }
                    message.withUnsafeReadableBytes { self.received($0, isText: isText, now: now) }
                    self.releaseBudget()
                    if self.mustWaitForJournal, self.holdForJournal() { return self.putAside(buffer, from: offset) }
                case .ping(let payload):
                    self.pong(payload)
                case .pong(let payload):
                    self.ponged(payload, now: now)
                case .close(let code, let reason):
                    self.peerClosed(code, reason: reason)
                    return
                case .violation(let code, let reason):
                    self.counters.badFrames &+= 1
                    self.fail(code, reason: reason)
                    return
                }
            }
        }
    }

    // MARK: - Writing and closing

    func send(_ frame: ByteBuffer) {
        self.queue(frame)
        self.context?.flush()
    }

    func queue(_ frame: ByteBuffer, promise: EventLoopPromise<Void>? = nil) {
        guard let context = self.context else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        self.counters.bytesOut &+= frame.readableBytes
        context.write(self.wrapOutboundOut(frame), promise: promise)
    }

    /// Starts the closing handshake (RFC 6455 §7.1.2) and ends the connection when the peer answers, or after
    /// ``EndpointConfiguration/closePatience``.
    func close(_ code: CloseCode, reason: String, as ending: BotMoment.Kind? = nil) {
        guard self.phase == .open, let context = self.context else { return }
        self.phase = .closing
        self.ending = ending ?? .closed(link: self.id, code: code.rawValue, reason: reason)
        self.how = .closedByUs
        self.send(ServerFrame.close(code, reason: reason, allocator: context.channel.allocator))
        let patience = self.state.guarded.withLock { $0.configuration.closePatience }
        context.eventLoop.assumeIsolated().scheduleTask(in: patience) { [weak self] in
            self?.context?.close(promise: nil)
        }
    }

    /// Fails the connection (RFC 6455 §7.1.7). Nothing that the peer says counts any more, so no answer is waited for;
    /// only until it has read the close frame and ended its side.
    func fail(_ code: CloseCode, reason: String) {
        guard let context = self.context else { return }
        self.close(code, reason: reason)
        if let ending = self.ending { self.noteEnding(ending) }
        context.close(mode: .output, promise: nil)
    }

    private func peerClosed(_ code: CloseCode?, reason: String) {
        guard let context = self.context else { return }
        if self.phase == .open {
            self.phase = .closing
            self.ending = .closed(link: self.id, code: code?.rawValue ?? 1005, reason: reason)
            self.how = .closedByPeer
            self.send(ServerFrame.close(code, allocator: context.channel.allocator))
        }
        context.close(promise: nil)
    }

    /// Ends a link that is not there any more, without a handshake nobody would answer.
    func abandon(afterSeconds seconds: Int) {
        self.ending = .lost(link: self.id, afterSeconds: seconds)
        self.how = LinkEnding.How(self.context.flatMap { TCPState($0.channel) })
        self.context?.close(promise: nil)
    }
}

/// Lets others hold on to a link without keeping it alive.
final class WeakLink {
    weak var link: LinkHandler?

    init(link: LinkHandler) {
        self.link = link
    }
}

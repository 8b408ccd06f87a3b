import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import NIOTLS
import NIOWebSocket
import OneBot
import Synchronization

/// Judges one request, sends every refusal in full, and turns an accepted connection into a link.
///
/// The verdict is computed once, here, before the upgrade machinery is asked: it can only say yes or no, and a
/// refusal must reach the bot with its own status.
final class HandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// How long a refused connection may still send before it is cut: enough for the answer to be read, for a close
    /// with unread input would throw the answer away.
    static let linger: TimeAmount = .milliseconds(500)

    enum Phase {
        case waiting
        case accepted(HTTPRequestHead, Accepted)
        /// A test of ours that would have been accepted.
        case passed(HTTPRequestHead)
        case answered
    }

    struct Accepted {
        var request: HandshakeRequest
        var policy: AccessPolicy
        var link: LinkHandler
        var subprotocol: String?
    }

    let state: EndpointState
    let loop: LoopState
    let collector: HeadCollector
    let parser: ByteToMessageHandler<HTTPRequestDecoder>
    private let acceptedAt = NIODeadline.now()
    private(set) var pending: PendingHandshakes.ID?
    var pendingTLS: PendingHandshakes.ID?
    var security: Security
    /// The number of the alert that the peer gave the handshake of TLS up with.
    var alert: UInt8?
    /// Nil for a plain listener.
    let gate: TLSGate?
    var phase = Phase.waiting
    var entry: LedgerEntry
    var context: ChannelHandlerContext?
    /// Made by the console itself, to see whether this address answers: leaves no trace.
    private(set) var isSelfTest = false

    init(
        state: EndpointState,
        loop: LoopState,
        collector: HeadCollector,
        parser: ByteToMessageHandler<HTTPRequestDecoder>,
        peer: SocketAddress?,
        local: SocketAddress?,
        gate: TLSGate?
    ) {
        self.gate = gate
        self.security = gate == nil ? .none : .awaited
        self.state = state
        self.loop = loop
        self.collector = collector
        self.parser = parser
        self.entry = LedgerEntry(
            time: Date(),
            address: PeerAddress.text(peer),
            port: peer?.port ?? 0,
            localPort: local?.port ?? 0,
            firstBytes: .none,
            end: .peerClosed
        )
    }

    // MARK: - Lifecycle

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let channel = context.channel
        let (id, overdue) = self.state.guarded.withLock { state in
            self.isSelfTest = state.selfTests.arrived(self.entry.address, port: self.entry.port, now: self.acceptedAt)
            return state.pending.add(address: self.entry.address, now: self.acceptedAt, close: Self.givingWay(channel))
        }
        self.pending = id
        for close in overdue { close() }
    }

    func channelActive(context: ChannelHandlerContext) {
        self.dropIfBlocked(context)
        context.fireChannelActive()
    }

    /// A blocked address that goes on all the same gets no answer any more. The first drop of a block stands in the
    /// ledger, the second, the fourth and so on, so that a flood of them costs no more than the count.
    private func dropIfBlocked(_ context: ChannelHandlerContext) {
        guard !self.isSelfTest else { return }
        let arrival = self.state.guarded.withLock { state in
            state.spares(self.entry.address, now: self.acceptedAt)
                ? .welcome : state.guessing.arrived(self.entry.address, now: self.acceptedAt)
        }
        guard case .dropped(let number) = arrival else { return }
        self.phase = .answered
        self.collector.drop()
        self.state.tally.withLock { $0.noteDrop() }
        self.entry.end = .dropped
        self.entry.cause = Refusal.blockedForGuessing(retryAfterSeconds: 0).cause
        if number.nonzeroBitCount == 1 { self.record() }
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        // One that is closed before it was ever active has an end, too.
        if case .waiting = self.phase { self.noteEnd() }
        self.settle()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        switch self.phase {
        case .waiting:
            self.noteEnd()
        case .accepted(_, let accepted):
            // Gone between the verdict and the upgrade.
            self.unregister(accepted.link)
        case .passed, .answered:
            break
        }
        self.settle()
        context.fireChannelInactive()
    }

    private func noteEnd() {
        self.phase = .answered
        self.noteLeaving()
        self.record()
    }

    func settle() {
        guard let pending = self.pending else { return }
        let pendingTLS = self.pendingTLS
        self.pending = nil
        self.pendingTLS = nil
        self.state.guarded.withLock { state in
            state.pending.remove(pending)
            if let pendingTLS { state.pendingTLS.remove(pendingTLS) }
        }
    }

    // MARK: - What comes in

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case HeadCollector.Event.classified(let kind):
            self.entry.firstBytes = kind
        case HeadCollector.Event.serverName(let name):
            self.entry.serverName = name
        case HeadCollector.Event.refused(let refusal):
            self.refuse(refusal, request: nil, context: context)
        case is GaveWay:
            self.entry.end = .gaveWay
        case let event as TLSGate.Event: self.noteTLS(event, context)
        case TLSUserEvent.handshakeCompleted(negotiatedProtocol: _): self.finishedTLS(context)
        case ChannelEvent.inputClosed:
            // The peer has finished sending: before a request that is a bare connection, after one it is done.
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            guard case .waiting = self.phase else { return }
            self.judge(head, context: context)
        case .body:
            break
        case .end:
            switch self.phase {
            case .accepted(let head, let accepted):
                self.upgrade(head, accepted, context: context)
            case .passed(let head): self.passSelfTest(head, context: context)
            case .waiting, .answered: break
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
            // What the peer sent before it went is still to be looked at.
            if case NIOSSLError.uncleanShutdown = error { return }
            if let fault = TLSFault(error) { self.failedTLS(fault) }
            if case .waiting = self.phase, (error as? IOError)?.errnoCode == ECONNRESET { self.entry.end = .peerReset }
            context.close(promise: nil)
            return
        }
        let isTooMuch = (error as? HTTPParserError) == .headerOverflow
        self.refuse(isTooMuch ? .headTooLarge : .notHTTP(.other), request: nil, context: context)
    }

    // MARK: - Verdict

    private func judge(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let request = HandshakeRequest(head)
        guard self.security != .plain else { return self.refuse(.plainToTLS, request: request, context: context) }
        let policy = self.state.guarded.withLock { $0.access }
        let link = self.state.newLinkID()
        let verdict = self.state.judge(
            request,
            address: self.entry.address,
            link: link,
            isSelfTest: self.isSelfTest
        )
        switch verdict {
        case .passed:
            self.phase = .passed(head)
        case .refused(let refusal):
            self.refuse(refusal, request: request, context: context)
        case .wrongKey(let policy, let refusal):
            self.refuse(refusal, request: request, context: context) {
                guard !self.isSelfTest else { return }
                let mistake = policy.classify(request)
                self.entry.keyMistake = mistake.kind
                self.entry.keyLength = mistake.length
                self.entry.key = mistake.note
                if case .key = refusal { self.entry.cause = mistake.kind.cause }
                self.state.noteWrongKey(mistake, of: request, from: self.entry.address)
            }
        case .accepted(let accepted):
            switch accepted.credential {
            case .inGrace(let retired): self.entry.key = KeyNote(retired)
            case .bound(let name): self.entry.key = KeyNote(name: name)
            case .main, .nobodys: break
            }
            let handler = LinkHandler(
                id: link,
                accepted: accepted,
                request: request,
                address: self.entry.address,
                port: self.entry.port,
                isTLS: self.security == .established,
                state: self.state,
                loop: self.loop
            )
            self.phase = .accepted(
                head,
                Accepted(
                    request: request,
                    policy: policy,
                    link: handler,
                    subprotocol: accepted.identity.subprotocol
                )
            )
        }
    }

    /// - Parameter afterAnswer: What may take a time that says something, done when the answer is written.
    func refuse(
        _ refusal: Refusal,
        request: HandshakeRequest?,
        context: ChannelHandlerContext,
        afterAnswer: () -> Void = {}
    ) {
        guard case .waiting = self.phase else { return }
        self.phase = .answered
        self.collector.drop()
        // A connection that never said anything gets no answer: there is nobody to read it. Nor can one in the middle of
        // a TLS handshake.
        let isInTLS = self.security == .inHandshake || self.security == .answered
        let isUnspoken = self.entry.firstBytes == .none || isInTLS
        let isSilent = refusal == .timedOut && isUnspoken
        self.entry.end = refusal == .timedOut ? .timedOut : .refused
        self.entry.cause = refusal.cause
        if case .key(let mistake) = refusal { self.entry.keyMistake = mistake }
        self.entry.status = isSilent ? 0 : refusal.status
        if let pending = self.pending { self.state.guarded.withLock { $0.pending.refused(pending) } }
        if isSilent {
            context.close(promise: nil)
        } else {
            self.answer(refusal, request: request, context: context)
        }
        self.entry.answerMicroseconds = self.microsecondsSinceAccept
        afterAnswer()
        self.record(request)
    }

    var microsecondsSinceAccept: Int {
        Int((NIODeadline.now() - self.acceptedAt).nanoseconds / 1000)
    }
}

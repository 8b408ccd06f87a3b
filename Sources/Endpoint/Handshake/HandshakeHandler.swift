import Foundation
import NIOCore
import NIOHTTP1
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
    private static let linger: TimeAmount = .milliseconds(500)

    /// Tells a handshake that it is closed to make room for newer ones.
    private struct GaveWay: Sendable {}

    private enum Phase {
        case waiting
        case accepted(HTTPRequestHead, LinkHandler, subprotocol: String?)
        case answered
    }

    private let state: EndpointState
    private let loop: LoopState
    private let collector: HeadCollector
    private let parser: ByteToMessageHandler<HTTPRequestDecoder>
    private let acceptedAt = NIODeadline.now()
    private var pending: PendingHandshakes.ID?
    private var phase = Phase.waiting
    private var entry: LedgerEntry
    private var context: ChannelHandlerContext?

    init(
        state: EndpointState,
        loop: LoopState,
        collector: HeadCollector,
        parser: ByteToMessageHandler<HTTPRequestDecoder>,
        peer: SocketAddress?,
        local: SocketAddress?
    ) {
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
            state.pending.add(address: self.entry.address) {
                channel.eventLoop.execute {
                    channel.pipeline.fireUserInboundEventTriggered(GaveWay())
                    channel.close(promise: nil)
                }
            }
        }
        self.pending = id
        for close in overdue { close() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.settle()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        switch self.phase {
        case .waiting:
            self.phase = .answered
            self.entry.cause = "HS-09"
            self.state.finish(self.entry)
        case .accepted(_, let link, _):
            // Gone between the verdict and the upgrade.
            self.unregister(link)
        case .answered:
            break
        }
        self.settle()
        context.fireChannelInactive()
    }

    private func settle() {
        guard let pending = self.pending else { return }
        self.pending = nil
        self.state.guarded.withLock { $0.pending.remove(pending) }
    }

    // MARK: - What comes in

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case HeadCollector.Event.classified(let kind):
            self.entry.firstBytes = kind
        case HeadCollector.Event.serverName(let name):
            self.entry.serverName = self.state.guarded.withLock { $0.access }.redact(name)
        case HeadCollector.Event.refused(let refusal):
            self.refuse(refusal, request: nil, context: context)
        case is GaveWay:
            self.entry.end = .gaveWay
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
            guard case .accepted(let head, let link, let subprotocol) = self.phase else { return }
            self.upgrade(head, link: link, subprotocol: subprotocol, context: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
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
        let policy = self.state.guarded.withLock { $0.access }
        self.entry.note(request, redacting: policy.redact)
        let link = self.state.newLinkID()
        switch self.state.judge(request, address: self.entry.address, link: link) {
        case .refused(let refusal):
            self.refuse(refusal, request: request, context: context)
        case .wrongKey(let policy):
            self.refuse(.key(.different), request: request, context: context) {
                let mistake = policy.classify(request)
                self.entry.keyMistake = mistake.kind
                self.entry.keyLength = mistake.length
                self.entry.key = mistake.note
                self.entry.cause = mistake.kind.cause
                self.state.noteWrongKey(mistake, from: self.entry.address)
            }
        case .accepted(let accepted):
            if case .inGrace(let retired) = accepted.credential { self.entry.key = KeyNote(retired) }
            let handler = LinkHandler(
                id: link,
                accepted: accepted,
                request: request,
                redact: policy.redact,
                address: self.entry.address,
                port: self.entry.port,
                state: self.state,
                loop: self.loop
            )
            self.phase = .accepted(head, handler, subprotocol: accepted.identity.subprotocol)
        }
    }

    /// - Parameter afterAnswer: What may take a time that says something, done when the answer is written.
    private func refuse(
        _ refusal: Refusal,
        request: HandshakeRequest?,
        context: ChannelHandlerContext,
        afterAnswer: () -> Void = {}
    ) {
        guard case .waiting = self.phase else { return }
        self.phase = .answered
        self.collector.drop()
        // A connection that never said anything gets no answer: there is nobody to read it.
        let isSilent = refusal == .timedOut && self.entry.firstBytes == .none
        self.entry.end = refusal == .timedOut ? .timedOut : .refused
        self.entry.cause = refusal.cause
        if case .key(let mistake) = refusal { self.entry.keyMistake = mistake }
        self.entry.status = isSilent ? 0 : refusal.status
        self.settle()
        if isSilent {
            context.close(promise: nil)
        } else {
            self.answer(refusal, request: request, context: context)
        }
        self.entry.answerMicroseconds = self.microsecondsSinceAccept
        afterAnswer()
        self.state.finish(self.entry)
    }

    private func answer(_ refusal: Refusal, request: HandshakeRequest?, context: ChannelHandlerContext) {
        let path = self.state.guarded.withLock { $0.configuration.path }
        let response = RefusalResponse.bytes(
            refusal,
            request: request,
            path: path,
            allocator: context.channel.allocator
        )
        context.writeAndFlush(self.wrapOutboundOut(response), promise: nil)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) { [weak self] in
            self?.context?.close(promise: nil)
        }
    }

    private var microsecondsSinceAccept: Int {
        Int((NIODeadline.now() - self.acceptedAt).nanoseconds / 1000)
    }

    // MARK: - Upgrade

    private func upgrade(
        _ head: HTTPRequestHead,
        link: LinkHandler,
        subprotocol: String?,
        context: ChannelHandlerContext
    ) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        Self.upgrader.buildUpgradeResponse(
            channel: context.channel,
            upgradeRequest: head,
            initialResponseHeaders: HTTPHeaders()
        ).assumeIsolated().whenComplete { result in
            switch result {
            case .success(var headers):
                // Added here, for the upgrader makes its headers anew.
                if let subprotocol { headers.add(name: "Sec-WebSocket-Protocol", value: subprotocol) }
                self.switchToLink(headers, link: link, context: bound.value)
            case .failure: self.giveUp(link: link, context: bound.value)
            }
        }
    }

    /// Everything that the upgrader could object to was judged before; it builds the accept key and says yes.
    private static let upgrader = NIOWebSocketServerUpgrader(
        shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
        upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() }
    )

    /// Takes a link back that has never come to be.
    private func unregister(_ link: LinkHandler) {
        let isUnanswerable = self.state.guarded.withLock {
            $0.registry.remove(link.registration, counters: LinkCounters(), now: .now())
        }
        // Calls of a link that has ended meanwhile were left to this one.
        if isUnanswerable, let selfID = link.registration.selfID { link.loseCalls(of: selfID) }
    }

    private func giveUp(link: LinkHandler, context: ChannelHandlerContext) {
        self.unregister(link)
        self.phase = .waiting
        self.refuse(.badHandshake, request: nil, context: context)
    }

    private func switchToLink(_ headers: HTTPHeaders, link: LinkHandler, context: ChannelHandlerContext) {
        var response = context.channel.allocator.buffer(capacity: 256)
        response.writeString("HTTP/1.1 101 Switching Protocols\r\n")
        for (name, value) in headers { response.writeString("\(name): \(value)\r\n") }
        response.writeString("\r\n")
        // Flushed together with the link's first calls.
        context.write(self.wrapOutboundOut(response), promise: nil)

        self.entry.status = 101
        self.entry.end = .upgraded
        self.entry.answerMicroseconds = self.microsecondsSinceAccept
        self.phase = .answered
        self.settle()
        self.state.finish(self.entry)

        // The parser goes last: on leaving it passes on what the bot sent along with the request.
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandler(link)
        } catch {
            // The channel closed under our hands.
            self.unregister(link)
            context.close(promise: nil)
            return
        }
        context.flush()
        pipeline.removeHandler(self.collector, promise: nil)
        let parser = self.parser
        let parserPipeline = NIOLoopBound(pipeline, eventLoop: context.eventLoop)
        pipeline.removeHandler(context: context).assumeIsolated().whenComplete { _ in
            parserPipeline.value.removeHandler(parser, promise: nil)
        }
    }
}

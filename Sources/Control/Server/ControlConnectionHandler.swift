import NIOCore
import NIOHTTP1
import OneBot
import Snapshot

/// Told to every connection when the server ends: finish what is being answered, take nothing new.
struct ControlServerEnds: Sendable {}

/// Makes requests of HTTP parts and HTTP parts of answers, within ``ControlLimits``.
///
/// It alone decides when a connection ends: after a refusal, after the last answer the caller wants, when the caller
/// is too slow, or when the server ends.
final class ControlConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = ControlInbound
    typealias OutboundIn = ControlOutbound
    typealias OutboundOut = HTTPServerResponsePart

    private enum Receiving {
        case nothing
        case body(HTTPRequestHead, [UInt8])
        /// Whatever comes is thrown away: the connection ends with the answers that are still owed.
        case discarding
    }

    private let limits: ControlLimits
    private var receiving = Receiving.nothing
    /// Requests and refusals passed on that have not been answered yet.
    private var owed = 0
    private var endsAfterAnswers = false
    /// An answer is being made that takes the time it takes.
    private var isPatient = false
    /// Answers that have been made and are not taken yet.
    private var givenOut = 0
    private var serverEnds = false
    /// An answer goes out in pieces.
    private var isStreaming = false
    private var lingering = false
    private var timer: Scheduled<Void>?

    init(limits: ControlLimits) {
        self.limits = limits
    }

    // MARK: - Lifecycle

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { self.setTimer(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        self.setTimer(context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.timer?.cancel()
        self.timer = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed, is ControlServerEnds:
            // Not passed on: the answers that are owed must still go out.
            self.endsAfterAnswers = true
            if event is ControlServerEnds {
                self.serverEnds = true
                if self.isHurried { self.setTimer(context) }
            }
            if case .body = self.receiving, event is ControlServerEnds { break }
            self.receiving = .discarding
            // Pieces without end are of no use to a caller that is gone.
            if self.owed == 0 || self.isStreaming { context.close(promise: nil) }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: - Inbound

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.receive(head, context)
        case .body(let bytes): self.receive(bytes, context)
        case .end: self.receiveEnd(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow: self.refuse(.headersTooLarge, context)
        case is HTTPParserError: self.refuse(.malformed, context)
        // What comes behind a request that was refused: thrown away until the answer has been read.
        case ByteToMessageDecoderError.dataReceivedInErrorState: break
        default: context.close(promise: nil)
        }
    }

    private func receive(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard case .nothing = self.receiving else { return }
        self.receiving = .body(head, [])
        if self.owed == 0 { self.setTimer(context) }
        if let length = head.headers.first(name: "content-length").flatMap(Int.init), length > self.limits.body {
            self.refuse(.bodyTooLarge, context)
        }
    }

    private func receive(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard case .body(let head, var body) = self.receiving else { return }
        guard body.count + bytes.readableBytes <= self.limits.body else {
            self.refuse(.bodyTooLarge, context)
            return
        }
        self.receiving = .discarding
        body.append(contentsOf: bytes.readableBytesView)
        self.receiving = .body(head, body)
    }

    private func receiveEnd(_ context: ChannelHandlerContext) {
        guard case .body(let head, let body) = self.receiving else { return }
        // A request for an upgrade silences the HTTP decoder, so nothing can follow it.
        let keepsAlive =
            head.isKeepAlive && !self.endsAfterAnswers && head.method != .CONNECT
            && !head.headers.contains(name: "upgrade")
        self.receiving = keepsAlive ? .nothing : .discarding
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        self.isPatient = self.isPatient || ControlRouter.takesItsTime(path)
        self.pass(
            .request(
                ControlRequest(
                    method: head.method.rawValue,
                    path: path,
                    query: parts.count > 1 ? String(parts[1]) : "",
                    language: Self.language(of: head),
                    body: body,
                    keepsAlive: keepsAlive
                )
            ),
            context
        )
    }

    private func refuse(_ refusal: ControlRefusal, _ context: ChannelHandlerContext) {
        var language = Language.english
        switch self.receiving {
        case .discarding: return
        case .body(let head, _): language = Self.language(of: head)
        case .nothing: break
        }
        self.receiving = .discarding
        self.pass(.refused(refusal, language), context)
    }

    private func pass(_ inbound: ControlInbound, _ context: ChannelHandlerContext) {
        self.owed += 1
        if self.owed == 1 { self.setTimer(context) }
        context.fireChannelRead(self.wrapInboundOut(inbound))
        context.fireChannelReadComplete()
    }

    private static func language(of head: HTTPRequestHead) -> Language {
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return Language(
            query: parts.count > 1 ? parts[1] : "",
            acceptLanguage: head.headers.first(name: "accept-language")
        )
    }

    // MARK: - Outbound

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise()
        switch self.unwrapOutboundIn(data) {
        case .whole(let response):
            self.isPatient = false
            self.write(response, context, written)
        case .begin where self.serverEnds:
            // Nobody else would end pieces without end.
            written.fail(ChannelError.ioOnClosedChannel)
            context.close(promise: nil)
        case .begin(let status, let contentType):
            self.isStreaming = true
            let headers = HTTPHeaders([
                ("content-type", contentType), ("transfer-encoding", "chunked"), ("cache-control", "no-store"),
                ("connection", "close"),
            ])
            let head = HTTPResponseHead(
                version: .http1_1,
                status: HTTPResponseStatus(statusCode: status),
                headers: headers
            )
            context.writeAndFlush(self.wrapOutboundOut(.head(head)), promise: written)
            self.whenTaken(written, context)
        case .chunk(let bytes):
            let body = context.channel.allocator.buffer(bytes: bytes)
            context.writeAndFlush(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: written)
            self.whenTaken(written, context)
        case .end:
            self.isStreaming = false
            self.isPatient = false
            self.endAfter(written, keepsAlive: false, lingers: false, context)
            context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: written)
        }
    }

    private func write(
        _ response: ControlResponse,
        _ context: ChannelHandlerContext,
        _ written: EventLoopPromise<Void>
    ) {
        var body = context.channel.allocator.buffer(bytes: response.content.bytes)
        if response.content.endsWithoutLine { body.writeString("\n") }
        let keepsAlive = response.keepsAlive && !(self.endsAfterAnswers && self.owed <= 1)
        var headers = HTTPHeaders([
            ("content-type", response.content.type),
            ("content-length", String(body.readableBytes)),
            ("cache-control", "no-store"),
            ("connection", keepsAlive ? "keep-alive" : "close"),
        ])
        if let allow = response.allow { headers.add(name: "allow", value: allow) }
        let head = HTTPResponseHead(
            version: .http1_1,
            status: HTTPResponseStatus(statusCode: response.status),
            headers: headers
        )
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        if !response.withoutBody { context.write(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        self.endAfter(written, keepsAlive: keepsAlive, lingers: response.lingers, context)
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: written)
    }

    private func endAfter(
        _ written: EventLoopPromise<Void>,
        keepsAlive: Bool,
        lingers: Bool,
        _ context: ChannelHandlerContext
    ) {
        self.givenOut += 1
        self.setTimer(context)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let (handler, context) = bound.value
            handler.answered(keepsAlive: keepsAlive, lingers: lingers, context)
        }
    }

    /// A piece has its time to be taken; between pieces there is none.
    private func whenTaken(_ written: EventLoopPromise<Void>, _ context: ChannelHandlerContext) {
        self.isPatient = false
        self.setTimer(context)
        self.isPatient = true
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let handler = bound.value
            if handler.isStreaming {
                handler.timer?.cancel()
                handler.timer = nil
            }
        }
    }

    private func answered(keepsAlive: Bool, lingers: Bool, _ context: ChannelHandlerContext) {
        self.owed = max(0, self.owed - 1)
        self.givenOut -= 1
        guard keepsAlive else {
            guard lingers else {
                context.close(promise: nil)
                return
            }
            self.lingering = true
            self.setTimer(context)
            context.close(mode: .output, promise: nil)
            return
        }
        self.setTimer(context)
    }

    // MARK: - Time

    /// Bots wait for the end: only what is still being made has its time.
    private var isHurried: Bool { self.serverEnds && (self.owed == 0 || self.givenOut > 0) }

    /// Starts the time of whatever the connection waits for now.
    private func setTimer(_ context: ChannelHandlerContext) {
        self.timer?.cancel()
        self.timer = nil
        if self.isPatient, self.owed > 0, !self.lingering, !self.isHurried { return }
        var delay = self.lingering ? self.limits.linger : self.owed > 0 ? self.limits.answer : self.limits.request
        if self.isHurried { delay = min(delay, self.limits.ending) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        self.timer = context.eventLoop.scheduleTask(in: delay) {
            let (handler, context) = bound.value
            handler.timeIsUp(context)
        }
    }

    private func timeIsUp(_ context: ChannelHandlerContext) {
        if self.owed == 0, !self.lingering, case .body = self.receiving {
            self.refuse(.tooSlow, context)
        } else {
            context.close(promise: nil)
        }
    }
}

import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// From an accepted request to a link.
extension HandshakeHandler {
    func upgrade(
        _ head: HTTPRequestHead,
        _ accepted: Accepted,
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
                if let offered = accepted.subprotocol { headers.add(name: "Sec-WebSocket-Protocol", value: offered) }
                self.switchToLink(headers, accepted, context: bound.value)
            case .failure: self.giveUp(accepted, context: bound.value)
            }
        }
    }

    /// Everything that the upgrader could object to was judged before; it builds the accept key and says yes.
    private static let upgrader = NIOWebSocketServerUpgrader(
        shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
        upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() }
    )

    /// Takes a link back that has never come to be.
    func unregister(_ link: LinkHandler) {
        let isUnanswerable = self.state.guarded.withLock {
            $0.registry.remove(link.registration, counters: LinkCounters(), now: .now())
        }
        // Calls of a link that has ended meanwhile were left to this one.
        if isUnanswerable, let selfID = link.registration.selfID { link.loseCalls(of: selfID) }
    }

    private func giveUp(_ accepted: Accepted, context: ChannelHandlerContext) {
        self.unregister(accepted.link)
        self.phase = .waiting
        self.refuse(.badHandshake, request: accepted.request, context: context)
    }

    /// Answers a test of ours as a bot would be answered, and ends the connection at once.
    func passSelfTest(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        Self.upgrader.buildUpgradeResponse(
            channel: context.channel,
            upgradeRequest: head,
            initialResponseHeaders: HTTPHeaders()
        ).assumeIsolated().whenComplete { result in
            guard case .success(let headers) = result else {
                self.phase = .waiting
                return self.refuse(.badHandshake, request: nil, context: bound.value)
            }
            self.phase = .answered
            self.collector.drop()
            self.settle()
            self.writeSwitch(headers, context: bound.value)
            let close = ServerFrame.close(.normal, reason: "self-test", allocator: bound.value.channel.allocator)
            self.endAfter(close, context: bound.value)
        }
    }

    private func writeSwitch(_ headers: HTTPHeaders, context: ChannelHandlerContext) {
        var response = context.channel.allocator.buffer(capacity: 256)
        response.writeString("HTTP/1.1 101 Switching Protocols\r\n")
        for (name, value) in headers { response.writeString("\(name): \(value)\r\n") }
        response.writeString("\r\n")
        context.write(self.wrapOutboundOut(response), promise: nil)
    }

    private func switchToLink(_ headers: HTTPHeaders, _ accepted: Accepted, context: ChannelHandlerContext) {
        // Flushed together with the link's first calls.
        self.writeSwitch(headers, context: context)

        self.entry.status = 101
        self.entry.end = .upgraded
        self.entry.answerMicroseconds = self.microsecondsSinceAccept
        self.phase = .answered
        self.settle()

        // The parser goes last: on leaving it passes on what the bot sent along with the request.
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandler(accepted.link)
        } catch {
            // The channel closed under our hands.
            self.unregister(accepted.link)
            context.close(promise: nil)
            self.record(accepted.request)
            return
        }
        context.flush()
        accepted.link.note(accepted.request, policy: accepted.policy)
        self.record(accepted.request)
        pipeline.removeHandler(self.collector, promise: nil)
        let parser = self.parser
        let parserPipeline = NIOLoopBound(pipeline, eventLoop: context.eventLoop)
        pipeline.removeHandler(context: context).assumeIsolated().whenComplete { _ in
            parserPipeline.value.removeHandler(parser, promise: nil)
        }
    }
}

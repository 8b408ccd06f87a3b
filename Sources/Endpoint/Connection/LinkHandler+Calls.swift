import NIOCore
import OneBot
import Synchronization

/// Calls that go out on this link, and answers that come in on it, perhaps to calls of another link of the bot.
extension LinkHandler {
    var takesCallsNow: Bool { self.phase == .open && self.role.takesCalls && self.registration.selfID != nil }

    func call(_ request: CallRequest, patience: TimeAmount, waiter: CallWaiter) {
        guard let context = self.context, let selfID = self.registration.selfID else {
            waiter.finish(.notConnected)
            return
        }
        let number = self.state.calls.begin(
            selfID: selfID,
            patience: patience,
            waiter: self.counting(waiter, selfID: selfID),
            on: context.eventLoop
        )
        guard let number else {
            waiter.finish(.tooMany(limit: EndpointServer.callLimit))
            return
        }
        self.counters.calls &+= 1
        self.send(Self.frame(request, echo: self.state.echo.text(number), allocator: context.channel.allocator))
        self.state.signal.changed()
    }

    /// Counts what becomes of calls whose outcome is not known, wherever that is found out.
    private func counting(_ waiter: CallWaiter, selfID: String) -> CallWaiter {
        CallWaiter(part: waiter.part) { [state = self.state] outcome in
            switch outcome {
            case .timedOut: state.note(selfID) { $0.timedOut &+= 1 }
            case .linkLost: state.note(selfID) { $0.lost &+= 1 }
            case .answered, .noSuchBot, .notConnected, .tooMany: break
            }
            state.signal.changed()
            waiter.finish(outcome)
        }
    }

    private static func frame(_ request: CallRequest, echo: String, allocator: ByteBufferAllocator) -> ByteBuffer {
        var text = Array(#"{"action":"#.utf8)
        text += JSONValue.string(request.action).rendered.utf8
        text += Array(#","params":"#.utf8)
        text += request.parameters
        text += Array(#","echo":"\#(echo)"}"#.utf8)
        return ServerFrame.text(text, allocator: allocator)
    }

    /// - Returns: Whether the frame answers a call of the table.
    func receivedCallAnswer(
        _ bytes: UnsafeRawBufferPointer,
        _ envelope: Envelope,
        _ reading: MessageReading?,
        now: NIODeadline
    ) -> Bool {
        guard let echo = envelope.echo, let number = self.state.echo.number(in: bytes, echo),
            let selfID = self.registration.selfID
        else { return false }
        let isPart = reading?.isPart ?? StreamPart.isPartial(bytes)
        switch self.state.calls.answered(number, selfID: selfID, isPart: isPart, now: now) {
        case .part(let call):
            call.waiter.part(reading?.answer ?? Array(bytes))
        case .final(let call):
            let verdict = AnswerVerdict(bytes, envelope)
            if !verdict.succeeded { self.counters.callFailures &+= 1 }
            call.waiter.finish(
                .answered(
                    CallAnswer(
                        response: reading?.answer ?? Array(bytes),
                        parts: call.parts,
                        succeeded: verdict.succeeded,
                        retcode: verdict.retcode,
                        milliseconds: Double((now - call.sentAt).nanoseconds) / 1_000_000
                    )
                )
            )
        case .late:
            self.state.note(selfID) { $0.late &+= 1 }
        case .repeated:
            self.state.note(selfID) { $0.repeated &+= 1 }
        case .foreign:
            self.state.note(selfID) { $0.foreign &+= 1 }
        }
        return true
    }

    /// Nobody is left to bring an answer.
    func loseCalls(of selfID: String) {
        self.state.calls.botLost(selfID)
    }

    /// Makes the link known as one that takes calls, as soon as it is known whose it is.
    func offerForCalls() {
        guard self.role.takesCalls, let selfID = self.registration.selfID else { return }
        let loop = NIOLoopBound(self.loop, eventLoop: self.loop.eventLoop)
        self.state.calls.add(CallDesk.Taker(link: self.id, loop: loop), selfID: selfID)
    }
}

extension EndpointState {
    fileprivate func note(_ selfID: String, _ change: (inout CallCounters) -> Void) {
        self.guarded.withLock { state in
            state.registry.update(selfID) { change(&$0.calls) }
        }
    }
}

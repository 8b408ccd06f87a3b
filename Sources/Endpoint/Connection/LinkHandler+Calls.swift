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
        let number = self.state.calls.withLock {
            $0.begin(selfID: selfID, patience: patience, waiter: waiter, now: .now())
        }
        guard let number else {
            waiter.finish(.tooMany(limit: EndpointServer.callLimit))
            return
        }
        self.counters.calls &+= 1
        self.send(Self.frame(request, echo: self.state.echo.text(number), allocator: context.channel.allocator))
        Self.watch(number, for: patience, on: context.eventLoop, state: self.state)
        self.state.signal.changed()
    }

    private static func frame(_ request: CallRequest, echo: String, allocator: ByteBufferAllocator) -> ByteBuffer {
        var text = Array(#"{"action":"#.utf8)
        text += JSONValue.string(request.action).rendered.utf8
        text += Array(#","params":"#.utf8)
        text += request.parameters
        text += Array(#","echo":"\#(echo)"}"#.utf8)
        return ServerFrame.text(text, allocator: allocator)
    }

    /// Ends the call when its time runs out; a part that came meanwhile has moved the time.
    private static func watch(
        _ number: Int,
        for time: TimeAmount,
        on eventLoop: any EventLoop,
        state: EndpointState
    ) {
        eventLoop.scheduleTask(in: time) {
            let now = NIODeadline.now()
            let (over, deadline) = state.calls.withLock { $0.expire(number, now: now) }
            if let over {
                state.guarded.withLock { guarded in
                    guarded.registry.update(over.selfID) { $0.calls.timedOut &+= 1 }
                }
                over.waiter.finish(.timedOut(seconds: Int(over.patience.nanoseconds / 1_000_000_000)))
                state.signal.changed()
            } else if let deadline {
                Self.watch(number, for: deadline - now, on: eventLoop, state: state)
            }
        }
    }

    /// - Returns: Whether the frame answers a call of the table.
    func receivedCallAnswer(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope, now: NIODeadline) -> Bool {
        guard let echo = envelope.echo, let number = self.state.echo.number(in: bytes, echo),
            let selfID = self.registration.selfID
        else { return false }
        let isPart = StreamPart.isPartial(bytes)
        switch self.state.calls.withLock({ $0.answered(number, selfID: selfID, isPart: isPart, now: now) }) {
        case .part(let call):
            call.waiter.part(Array(bytes))
        case .final(let call):
            let verdict = AnswerVerdict(bytes, envelope)
            if !verdict.succeeded { self.counters.callFailures &+= 1 }
            call.waiter.finish(
                .answered(
                    CallAnswer(
                        response: Array(bytes),
                        parts: call.parts,
                        succeeded: verdict.succeeded,
                        retcode: verdict.retcode,
                        milliseconds: Double((now - call.sentAt).nanoseconds) / 1_000_000
                    )
                )
            )
        case .late:
            self.noteAnswer(selfID) { $0.late &+= 1 }
        case .repeated:
            self.noteAnswer(selfID) { $0.repeated &+= 1 }
        case .foreign:
            self.noteAnswer(selfID) { $0.foreign &+= 1 }
        }
        return true
    }

    /// Nobody is left to bring an answer.
    func loseCalls(of selfID: String) {
        let lost = self.state.calls.withLock { $0.botLost(selfID) }
        guard !lost.isEmpty else { return }
        self.noteAnswer(selfID) { $0.lost &+= lost.count }
        for call in lost { call.waiter.finish(.linkLost) }
    }

    private func noteAnswer(_ selfID: String, _ change: (inout CallCounters) -> Void) {
        self.state.guarded.withLock { state in
            state.registry.update(selfID) { change(&$0.calls) }
        }
    }
}

import NIOCore
import OneBot
import Synchronization

import struct Foundation.Date

/// Calls that go out on this link, and answers that come in on it, perhaps to calls of another link of the bot.
extension LinkHandler {
    var takesCallsNow: Bool { self.phase == .open && self.role.takesCalls && self.registration.selfID != nil }

    func call(_ request: CallRequest, notes: CallNotes, patience: TimeAmount, waiter: CallWaiter) {
        guard let context = self.context, let selfID = self.registration.selfID else {
            waiter.finish(.notConnected)
            return
        }
        let waiter = self.noting(waiter, notes)
        if let limit = self.exceededLimit(request) {
            waiter.finish(.tooBig(bytes: request.parameters.count, limit: limit))
            return
        }
        let bytes = request.parameters.count + Self.callOverhead
        if let waiting = self.takeRoom(forCall: bytes) {
            waiter.finish(.notTaken(waitingBytes: waiting))
            return
        }
        let number = self.state.calls.begin(
            selfID: selfID,
            patience: patience,
            waiter: waiter,
            on: context.eventLoop
        )
        guard let number else {
            self.returnRoom(bytes)
            waiter.finish(.tooMany(limit: EndpointServer.callLimit))
            return
        }
        self.counters.calls &+= 1
        self.sendCall(
            Self.frame(request, echo: self.state.echo.text(number), allocator: context.channel.allocator),
            room: bytes
        )
        self.state.signal.changed()
    }

    /// Notes what becomes of a call, wherever that is found out.
    private func noting(_ waiter: CallWaiter, _ notes: CallNotes) -> CallWaiter {
        CallWaiter(part: waiter.part) { outcome in
            notes.note(outcome)
            notes.state.signal.changed()
            waiter.finish(outcome)
        }
    }

    /// What a frame holds beside the parameters, about.
    private static let callOverhead = 256
    /// Parameters of this size fit everywhere.
    private static let smallCall = 1 << 20

    /// - Returns: The limit that a call is above, for it would end the connection.
    private func exceededLimit(_ request: CallRequest) -> Int? {
        guard request.parameters.count > Self.smallCall else { return nil }
        let implementation = self.state.guarded.withLock { $0.registry.bots[request.selfID]?.implementation }
        let limit = CallLimit.bytes(implementation: implementation)
        // What the frame holds beside the parameters.
        return request.parameters.count + request.action.utf8.count + 128 > limit ? limit : nil
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
        self.notes.pointee.tally.answers &+= 1
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
            self.state.tally.withLock { $0.note(.late) }
            self.state.change(selfID) { bot in
                bot.calls.late &+= 1
                bot.trace.calls.lastLate = Date()
            }
        case .repeated:
            self.state.tally.withLock { $0.note(.repeated) }
            self.state.change(selfID) { $0.calls.repeated &+= 1 }
        case .foreign:
            self.state.tally.withLock { $0.note(.foreign) }
            self.state.change(selfID) { bot in
                bot.calls.foreign &+= 1
                bot.trace.calls.lastForeign = Date()
            }
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

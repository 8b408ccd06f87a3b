import Foundation
import Logging
import NIOCore
import Synchronization

/// The end of a link: what it gives back, and what is remembered of it.
extension LinkHandler {
    /// Gives back all that the link holds; once.
    func finish() {
        guard self.phase != .closed else { return }
        self.phase = .closed
        self.loop.remove(self)
        if let selfID = self.registration.selfID { self.state.calls.remove(link: self.id, selfID: selfID) }
        self.state.budget.release(self.id)
        self.waitingInput.removeAll()
        for waiter in self.pingWaiters.values { waiter.succeed(nil) }
        self.pingWaiters.removeAll()
        let ending = self.redacted(self.ending ?? .closed(link: self.id, code: nil, reason: ""))
        self.remember(ending)
        let registration = self.registration
        let counters = self.counters
        self.noteEnding(ending)
        let isUnanswerable = self.state.guarded.withLock { state in
            state.past = state.past + counters
            if let address = registration.address { state.good.note(address, now: .now()) }
            return state.registry.remove(registration, counters: counters, now: .now())
        }
        if isUnanswerable, let selfID = registration.selfID { self.loseCalls(of: selfID) }
        var metadata = self.logMetadata
        switch ending {
        case .closed(_, let code, let reason):
            metadata["code"] = "\(code.map(String.init) ?? "1006")"
            if !reason.isEmpty { metadata["reason"] = "\(reason)" }
        case .lost(_, let seconds):
            metadata["code"] = "1006"
            metadata["reason"] = "nothing heard for \(seconds) s"
        case .disconnectedByOperator:
            metadata["code"] = "1000"
            metadata["reason"] = "disconnected by the operator"
        case .connected, .wentOffline, .cameOnline:
            break
        }
        self.state.logger.info("connection closed", metadata: metadata)
        self.state.signal.changed()
    }

    /// Notes for the doctor how the link ends, as soon as that is known; once.
    func noteEnding(_ ending: BotMoment.Kind) {
        guard !self.isEndingNoted else { return }
        self.isEndingNoted = true
        let last = self.lastEnding(self.redacted(ending))
        let lastMessage = self.notes.pointee.tally.lastMessage
        if let selfID = self.registration.selfID {
            self.state.guarded.withLock { state in
                state.registry.update(selfID) { $0.trace.ended(last, lastMessage: lastMessage) }
            }
        }
        self.state.ledger.news.changed()
    }

    private func lastEnding(_ ending: BotMoment.Kind) -> LinkEnding {
        let now = NIODeadline.now()
        var last = LinkEnding(
            time: Date(),
            how: self.how ?? .finished,
            reason: "",
            address: self.address,
            userAgent: self.userAgent,
            lifetime: now - self.connectedAt,
            idle: now - self.liveness.lastHeard
        )
        switch ending {
        case .closed(_, let code, let reason):
            last.code = code
            last.reason = ShownText.line(reason, limit: 160)
        case .disconnectedByOperator: last.code = CloseCode.normal.rawValue
        case .connected, .lost, .wentOffline, .cameOnline: break
        }
        return last
    }

    private func redacted(_ ending: BotMoment.Kind) -> BotMoment.Kind {
        guard case .closed(let link, let code, let reason) = ending, !reason.isEmpty else { return ending }
        let access = self.state.guarded.withLock { $0.access }
        return .closed(link: link, code: code, reason: access.redact(reason))
    }

    var logMetadata: Logger.Metadata {
        ["bot": "\(self.registration.selfID ?? "?")", "peer": "\(self.peer)"]
    }
}

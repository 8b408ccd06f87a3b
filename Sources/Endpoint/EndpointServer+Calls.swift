package import NIOCore
package import OneBot
import Synchronization

extension EndpointServer {
    /// Calls that may wait for their answers at the same time.
    package static let callLimit = 200

    /// Calls an action of a bot, on the link that speaks for it: among those that take calls, the one that delivered a
    /// text last. Sent once; an outcome that is not known is never tried again.
    ///
    /// - Parameters:
    ///   - timeout: For the answer, or for the next part of it; nil takes what the action usually needs.
    ///   - part: Gets every partial answer that comes before the final one.
    ///   - finish: Gets the outcome, once. Both are called on an event loop, or before this returns: they must not wait.
    package func call(
        _ request: CallRequest,
        timeout: TimeAmount? = nil,
        part: @escaping @Sendable ([UInt8]) -> Void = { _ in },
        finish: @escaping @Sendable (CallOutcome) -> Void
    ) {
        let ended: @Sendable (CallOutcome) -> Void = { [state = self.state] outcome in
            state.tally.withLock { $0.note(outcome) }
            finish(outcome)
        }
        let waiter = CallWaiter(part: part, finish: ended)
        let patience = timeout ?? CallPatience.time(for: request.action)
        let takers = self.state.calls.takers(of: request.selfID)
        switch takers.count {
        case 0:
            let isKnown = self.state.guarded.withLock { $0.registry.bots[request.selfID] != nil }
            ended(isKnown ? .notConnected : .noSuchBot)
        case 1:
            self.send(request, on: takers[0], patience: patience, waiter: waiter)
        default:
            Task {
                guard let speaker = await Self.speaker(among: takers) else { return ended(.notConnected) }
                self.send(request, on: speaker, patience: patience, waiter: waiter)
            }
        }
    }

    /// The same for a caller that waits; being cancelled does not take back what was sent.
    package func call(_ request: CallRequest, timeout: TimeAmount? = nil) async -> CallOutcome {
        await withCheckedContinuation { continuation in
            self.call(request, timeout: timeout, finish: { continuation.resume(returning: $0) })
        }
    }

    private func send(
        _ request: CallRequest,
        on taker: CallDesk.Taker,
        patience: TimeAmount,
        waiter: CallWaiter
    ) {
        let notes = CallNotes(request, state: self.state)
        taker.loop.eventLoop.execute {
            guard let link = taker.loop.value.links[taker.link], link.takesCallsNow else {
                waiter.finish(.notConnected)
                return
            }
            link.call(request, notes: notes, patience: patience, waiter: waiter)
        }
    }

    /// Of several links the one that delivered a text last; the newest while none has.
    private static func speaker(among takers: [CallDesk.Taker]) async -> CallDesk.Taker? {
        var best: (taker: CallDesk.Taker, lastText: NIODeadline)?
        for taker in takers {
            // A loop that is shut down has no links.
            let lastText = try? await taker.loop.eventLoop.submit { () -> NIODeadline? in
                guard let link = taker.loop.value.links[taker.link], link.takesCallsNow else { return nil }
                return link.lastText ?? .uptimeNanoseconds(0)
            }.get()
            guard let lastText = lastText ?? nil else { continue }
            if let present = best, (present.lastText, present.taker.link) > (lastText, taker.link) { continue }
            best = (taker, lastText)
        }
        return best?.taker
    }
}

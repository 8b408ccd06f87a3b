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
    ///   - part: Gets every partial answer that comes before the final one, on an event loop: it must not wait.
    package func call(
        _ request: CallRequest,
        timeout: TimeAmount? = nil,
        part: @escaping @Sendable ([UInt8]) -> Void = { _ in }
    ) async -> CallOutcome {
        guard self.state.guarded.withLock({ $0.registry.bots[request.selfID] != nil }) else { return .noSuchBot }
        guard let speaker = await self.speaker(of: request.selfID) else { return .notConnected }
        let patience = timeout ?? CallPatience.time(for: request.action)
        return await withCheckedContinuation { continuation in
            let waiter = CallWaiter(part: part) { continuation.resume(returning: $0) }
            speaker.loop.eventLoop.execute {
                guard let link = speaker.loop.value.links[speaker.link], link.takesCallsNow else {
                    waiter.finish(.notConnected)
                    return
                }
                link.call(request, patience: patience, waiter: waiter)
            }
        }
    }

    private struct Speaker: Sendable {
        var loop: NIOLoopBoundBox<LoopState>
        var link: Int
        var lastText: NIODeadline?
    }

    private func speaker(of selfID: String) async -> Speaker? {
        var best: Speaker?
        for loop in self.loops {
            // A loop that is shut down has no links.
            let candidate = try? await loop.eventLoop.submit { () -> Speaker? in
                loop.value.links.values
                    .filter { $0.registration.selfID == selfID && $0.takesCallsNow }
                    .map { Speaker(loop: loop, link: $0.id, lastText: $0.lastText) }
                    .max { Self.speaksLess($0, $1) }
            }.get()
            guard let candidate = candidate ?? nil else { continue }
            if let present = best, !Self.speaksLess(present, candidate) { continue }
            best = candidate
        }
        return best
    }

    private static func speaksLess(_ left: Speaker, _ right: Speaker) -> Bool {
        (left.lastText ?? .uptimeNanoseconds(0), left.link) < (right.lastText ?? .uptimeNanoseconds(0), right.link)
    }
}

package import NIOCore
import Synchronization

/// What an operator does to bots and addresses.
extension EndpointServer {
    /// Pings every link of a bot now.
    ///
    /// - Returns: Milliseconds a link, nil where no pong came in time; empty when there is no such bot.
    package func ping(selfID: String, timeout: TimeAmount = .seconds(5)) async -> [Double?] {
        var answers: [Double?] = []
        for future in await self.onLinks(
            of: selfID,
            { link in
                let promise = link.loop.eventLoop.makePromise(of: Double?.self)
                link.ping(timeout: timeout, promise: promise)
                return promise.futureResult
            }
        ) {
            // A promise of ours never fails; a loop that ends answers nothing.
            answers.append((try? await future.get()) ?? nil)
        }
        return answers
    }

    /// Closes every link of a bot with 1000.
    ///
    /// - Returns: How many there were.
    @discardableResult
    package func disconnect(selfID: String) async -> Int {
        await self.onLinks(of: selfID) { link in
            link.close(.normal, reason: "disconnected by the operator", as: .disconnectedByOperator(link: link.id))
        }.count
    }

    /// Closes some links of a bot with 1000.
    ///
    /// - Returns: How many of them there still were.
    @discardableResult
    package func close(links: Set<Int>, of selfID: String) async -> Int {
        await self.onLinks(of: selfID) { link in
            guard links.contains(link.id) else { return false }
            link.close(.normal, reason: "disconnected by the operator", as: .disconnectedByOperator(link: link.id))
            return true
        }.count { $0 }
    }

    /// Closes the links that were opened with a further key that is none any more, or is bound to others now, with 1008.
    ///
    /// - Returns: How many there were.
    @discardableResult
    package func closeRevoked() async -> Int {
        var closed = 0
        for loop in self.loops {
            // A loop that is shut down has no links to close.
            closed +=
                (try? await loop.eventLoop.submit {
                    loop.value.links.values.count { $0.closeIfRevoked() }
                }.get()) ?? 0
        }
        self.state.signal.changed()
        return closed
    }

    /// Refuses an address until it is released, and closes its links.
    package func block(address: String) async {
        self.state.guarded.withLock { _ = $0.blocked.insert(address) }
        for loop in self.loops {
            // A loop that is shut down has no links to close.
            try? await loop.eventLoop.submit {
                for link in loop.value.links.values where link.address == address {
                    link.close(.policyViolation, reason: "address blocked", as: .disconnectedByOperator(link: link.id))
                }
            }.get()
        }
        self.state.signal.changed()
    }

    /// Addresses that are never refused for guessing or scanning: where the operators sit, as their SSH connections say.
    package func exempt(addresses: Set<String>) {
        self.state.guarded.withLock { $0.exempt = addresses }
        self.state.signal.changed()
    }

    /// Lets an address in again, whoever blocked it.
    ///
    /// - Returns: Whether it was blocked.
    @discardableResult
    package func release(address: String) -> Bool {
        let wasBlocked = self.state.guarded.withLock { state in
            let guessed = state.guessing.blocked(address, now: .now()) != nil
            state.guessing.forget(address)
            return state.blocked.remove(address) != nil || guessed
        }
        self.state.signal.changed()
        return wasBlocked
    }

    private func onLinks<Result: Sendable>(
        of selfID: String,
        _ body: @escaping @Sendable (LinkHandler) -> Result
    ) async -> [Result] {
        var results: [Result] = []
        for loop in self.loops {
            // A loop that is shut down has no links.
            results +=
                (try? await loop.eventLoop.submit {
                    loop.value.links.values.filter { $0.registration.selfID == selfID }.sorted { $0.id < $1.id }.map(
                        body
                    )
                }.get()) ?? []
        }
        return results
    }
}

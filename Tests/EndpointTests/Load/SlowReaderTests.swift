import EndpointTesting
import NIOCore
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("Bots that read nothing")
struct SlowReaderTests {
    private static let size = 3 << 20
    private static let limit = 8 << 20

    private func request() -> CallRequest {
        let parameters = [UInt8](repeating: UInt8(ascii: "1"), count: Self.size)
        return CallRequest(selfID: "1000010001", action: "x", parameters: parameters)
    }

    @Test("calls to a bot that reads nothing wait up to a bound, one more is refused unsent, and all is given back")
    func bounded() async throws {
        try await EndpointFixture.with(limits: .init { $0.unsentCallBytes = Self.limit }) { endpoint in
            let bot = try await endpoint.bot()
            try await bot.peer.setReading(false)
            let outcomes = Mutex<[CallOutcome]>([])
            let unsent = endpoint.server.state.unsent
            let request = self.request()
            var calls = 0
            // The buffers of both sides take some before any has to wait.
            let isRefused = await eventually {
                calls += 1
                endpoint.server.call(request, finish: { outcome in outcomes.withLock { $0.append(outcome) } })
                return outcomes.withLock { !$0.isEmpty }
            }
            #expect(isRefused)
            for outcome in outcomes.withLock({ $0 }) {
                guard case .notTaken(let waiting) = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
                #expect(waiting > Self.size && waiting <= Self.limit)
            }
            #expect(unsent.count <= Self.limit)
            // It is still heard.
            try await bot.send(#"{"post_type":"notice"}"#)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.events == 1 })
            await bot.close()
            #expect(await eventually { outcomes.withLock { $0.count } == calls })
            let ends = outcomes.withLock { $0 }
            #expect(ends.contains(.linkLost))
            #expect(
                ends.allSatisfy {
                    if case .notTaken = $0 { return true }
                    return $0 == .linkLost
                }
            )
            #expect(await eventually { unsent.count == 0 })
        }
    }

    @Test("what a bot takes in makes room again")
    func drained() async throws {
        try await EndpointFixture.with(limits: .init { $0.unsentCallBytes = Self.limit }) { endpoint in
            let bot = try await endpoint.bot()
            try await bot.peer.setReading(false)
            let request = self.request()
            for _ in 0..<2 { endpoint.server.call(request, finish: { _ in }) }
            let unsent = endpoint.server.state.unsent
            #expect(await eventually { unsent.count > Self.size })
            try await bot.peer.setReading(true)
            #expect(await eventually { unsent.count == 0 })
            let link = try #require(await endpoint.server.report().links.first)
            #expect(link.counters.bytesOut > 2 * Self.size)
            await bot.close()
        }
    }

    @Test("all bots together have a bound, and a call alone passes whatever its size")
    func together() {
        let unsent = UnsentBytes(limitOfLink: 100)
        #expect(unsent.add(401) == nil)
        #expect(unsent.add(1) == 401)
        unsent.remove(401)
        #expect(unsent.add(399) == nil)
        #expect(unsent.add(1) == nil)
        #expect(unsent.add(1) == 400)
        #expect(unsent.count == 400)
    }
}

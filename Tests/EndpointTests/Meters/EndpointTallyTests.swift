import Foundation
import NIOCore
import OneBot
import Testing

@testable import Endpoint

@Suite("What the endpoint counts")
struct EndpointTallyTests {
    @Test(
        "durations fall below the first bound that is not under them",
        arguments: [
            (-1, 0), (0, 0), (1, 0), (1.0001, 1), (2, 1), (2.5, 2), (5, 2), (5.1, 3), (1e300, 3),
        ] as [(Double, Int)]
    )
    func bounds(milliseconds: Double, place: Int) {
        var histogram = DurationHistogram(microseconds: [1_000, 2_000, 5_000])
        histogram.note(milliseconds: milliseconds)
        #expect(histogram.counts.firstIndex(of: 1) == place)
        #expect(histogram.count == 1)
    }

    @Test("the sum is in nanoseconds, a time beyond an hour is one, and what is no number is none")
    func sum() {
        var histogram = DurationHistogram(microseconds: [1_000])
        histogram.note(milliseconds: 0.25)
        histogram.note(milliseconds: .infinity)
        histogram.note(milliseconds: .nan)
        #expect(histogram.sum == 250_000)
        histogram.note(milliseconds: 1e18)
        #expect(histogram.sum == 3_600_000_250_000)
        #expect(histogram.counts == [1, 1])
    }

    private func entry(_ end: LedgerEntry.End, status: Int = 0, cause: String? = nil) -> LedgerEntry {
        var entry = LedgerEntry(time: Date(), address: "10.0.0.9", port: 1, localPort: 2, firstBytes: .http, end: end)
        entry.status = status
        entry.cause = cause
        return entry
    }

    @Test("attempts are counted by what they were answered, and the others by how they ended")
    func attempts() {
        var tally = EndpointTally()
        tally.note(self.entry(.upgraded, status: 101))
        tally.note(self.entry(.refused, status: 403, cause: "AUTH-03"))
        tally.note(self.entry(.refused, status: 403, cause: "AUTH-03"))
        tally.note(self.entry(.timedOut, status: 408, cause: "HS-09"))
        tally.note(self.entry(.timedOut, cause: "HS-09"))
        tally.note(self.entry(.peerClosed, cause: "HS-09"))
        // Only some of them stand in the ledger; all are counted where they are cut.
        tally.note(self.entry(.dropped, cause: "SEC-03"))
        tally.noteDrop()
        #expect(tally.handshakesAccepted == 1)
        #expect(tally.handshakesRefused == ["AUTH-03": 2, "HS-09": 1])
        #expect(tally.handshakesUnanswered == [.timedOut: 1, .peerClosed: 1, .dropped: 1])
    }

    @Test("calls are counted by their end, and timed when they were answered")
    func calls() {
        var tally = EndpointTally()
        let outcomes: [CallOutcome] = [
            .answered(CallAnswer(response: [], succeeded: true, milliseconds: 3)),
            .answered(CallAnswer(response: [], succeeded: false, milliseconds: 80)),
            .noSuchBot, .notConnected, .tooMany(limit: 1), .tooBig(bytes: 2, limit: 1), .timedOut(seconds: 1),
            .linkLost, .notTaken(waitingBytes: 1),
        ]
        for outcome in outcomes { tally.note(outcome) }
        #expect(tally.calls.count == EndpointTally.CallEnd.allCases.count)
        #expect(tally.calls.values.allSatisfy { $0 == 1 })
        #expect(tally.callTimes.count == 2)
        #expect(tally.callTimes.sum == 83_000_000)
    }

    @Test("the causes of refusals are known before there is one, each once")
    func causes() {
        #expect(Refusal.causes == Refusal.causes.sorted() && Set(Refusal.causes).count == Refusal.causes.count)
        for refusal in [
            Refusal.wrongPath, .full, .paused, .oneBot12, .key(.different), .key(.boundElsewhere), .notHTTP(.tls),
        ] {
            #expect(Refusal.causes.contains(refusal.cause))
        }
    }

    @Test("a link that names itself after it was looked at is still found, one that has ended is not")
    func adopted() throws {
        var registry = BotRegistry(maxLinks: 10)
        guard case .registered(let unnamed) = registry.register(1, selfID: nil, takesCalls: true) else {
            Issue.record("not registered")
            return
        }
        #expect(registry.account(of: 1) == nil)
        let adopted = registry.adopt(unnamed, as: "1000010001")
        let named = try #require(adopted)
        #expect(registry.account(of: 1) == "1000010001")
        #expect(registry.holds(1, selfID: registry.account(of: 1)))
        registry.remove(named, counters: LinkCounters(), now: .now())
        #expect(registry.account(of: 1) == nil)
        #expect(!registry.holds(1, selfID: nil))
    }
}

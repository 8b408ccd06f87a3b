import EndpointTesting
import Foundation
import Logging
import NIOCore
import NIOPosix
import OneBot
import Testing

@testable import Endpoint

@Suite("The endpoint's meters over real sockets")
struct EndpointMetersTests {
    private static let call = CallRequest(selfID: "1000010001", action: "get_status", parameters: Array("{}".utf8))

    @Test("handshakes, calls, round trips and events are counted, and stay when the bot has gone")
    func counted() async throws {
        try await EndpointFixture.with { endpoint in
            _ = try await endpoint.request(
                "/nowhere",
                headers: TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key)
            )
            _ = try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: nil))
            let bot = try await endpoint.bot()
            for _ in 0..<2 { _ = try await bot.frame(opcode: 1) }
            async let outcome = endpoint.server.call(Self.call)
            let asked = try JSONParser.parse(try await bot.frame(opcode: 1).payload)
            let echo = try #require(asked["echo"]?.string)
            try await bot.send(#"{"status":"ok","retcode":0,"data":null,"echo":"\#(echo)"}"#)
            _ = await outcome
            try await bot.send(#"{"status":"ok","retcode":0,"data":null,"echo":"\#(echo)"}"#)
            try await bot.send(#"{"post_type":"notice","self_id":1000010001,"time":1}"#)
            #expect(await endpoint.server.call(CallRequest(selfID: "7", action: "x", parameters: [])) == .noSuchBot)
            try #require(await eventually { await Self.events(endpoint) == 1 })
            await bot.close()
            try #require(await eventually { await endpoint.server.report().links.isEmpty })

            let report = await endpoint.server.report()
            let tally = report.meters.tally
            #expect(report.handshakesAccepted == 1 && report.handshakesRefused == 2)
            #expect(tally.handshakesRefused == ["HS-01": 1, "AUTH-01": 1])
            #expect(tally.calls == [.ok: 1, .noSuchBot: 1])
            #expect(tally.callTimes.count == 1)
            #expect(tally.oddAnswers == [.repeated: 1])
            #expect(report.past.notices == 1 && report.past.bytesIn > 0)
            #expect(report.meters.pendingHandshakes == 0)
            #expect(report.meters.linkLimit == 1024 && report.meters.callLimit == 200)
            #expect(report.meters.budgetLimit > 0 && report.meters.budgetUsed == 0)
            #expect(report.meters.unsentCallLimit > 0 && report.meters.unsentCallBytes == 0)
            #expect(report.meters.journalQueueLimit > 0)
        }
    }

    private static func events(_ endpoint: EndpointFixture) async -> Int {
        let report = await endpoint.server.report()
        return report.links.reduce(report.past) { $0 + $1.counters }.events
    }

    @Test("a round trip is counted when the pong comes")
    func roundTrip() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            async let pinged = endpoint.server.ping(selfID: "1000010001")
            let ping = try await bot.frame(opcode: 9)
            try await bot.peer.write(TestBot.frame(opcode: 10, ping.payload))
            _ = await pinged
            #expect(await endpoint.server.report().meters.tally.roundTrips.count >= 1)
            await bot.close()
        }
    }

    @Test("what waits for the journal is told, with the moment of the oldest")
    func queue() async throws {
        let queue = EventQueue(limit: 1000)
        queue.turn(on: true)
        #expect(queue.waiting == EventQueue.Waiting())
        let moment = Date(timeIntervalSince1970: 5)
        for seconds in [0.0, 1.0] {
            _ = queue.append(
                EventRecord(
                    number: 0,
                    time: moment.addingTimeInterval(seconds),
                    selfID: nil,
                    postType: .notice,
                    length: 2,
                    bytes: Array("{}".utf8)
                )
            )
        }
        #expect(queue.waiting.events == 2 && queue.waiting.bytes > 4 && queue.waiting.oldest == moment)
        _ = queue.takeAll()
        #expect(queue.waiting == EventQueue.Waiting())
    }

    @Test("a loop that hangs is noticed in time, and one that goes on again too")
    func loops() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let server = EndpointServer(
            configuration: EndpointConfiguration(listeners: []),
            access: AccessPolicy(key: Secret(EndpointFixture.key)),
            group: group,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        #expect(await server.loopsAnswer(within: .seconds(60)))
        let gate = DispatchSemaphore(value: 0)
        // Held until the semaphore is signalled below.
        group.next().execute { gate.wait() }
        #expect(await server.loopsAnswer(within: .milliseconds(50)) == false)
        gate.signal()
        #expect(await server.loopsAnswer(within: .seconds(60)))
        try await group.shutdownGracefully()
    }
}

import Endpoint
import EndpointTesting
import OneBot
import Testing

@Suite("Events over real sockets")
struct EventFlowTests {
    private func event(_ number: Int, padding: Int = 0) -> String {
        #"{"time":1,"self_id":1000010001,"post_type":"message","message_type":"group","group_id":7,"user_id":\#(number),"#
            + #""raw_message":"\#(String(repeating: "x", count: padding))"}"#
    }

    @Test("a reader sees each event once, with what the envelope tells, and counts what it missed")
    func cursor() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            let before = await endpoint.server.presentEventCursor()
            for number in 0..<5 { try await bot.send(self.event(number)) }
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 5 })
            let (page, cursor) = await endpoint.server.events(after: before, limit: 100)
            #expect(page.records.map(\.userID) == [0, 1, 2, 3, 4])
            #expect(page.skipped == 0)
            #expect(page.records.allSatisfy { $0.selfID == "1000010001" && $0.groupID == 7 && $0.postType == .message })
            #expect(String(decoding: page.records[0].bytes, as: UTF8.self) == self.event(0))
            #expect(page.records.map(\.number) == [1, 2, 3, 4, 5])
            for number in 5..<15 { try await bot.send(self.event(number)) }
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 15 })
            let (rest, end) = await endpoint.server.events(after: cursor, limit: 4)
            #expect(rest.records.map(\.userID) == [11, 12, 13, 14])
            #expect(rest.skipped == 6)
            #expect(rest.records.map(\.number) == [12, 13, 14, 15])
            #expect(await endpoint.server.events(after: end, limit: 4).page == EventPage())
        }
    }

    @Test("those who follow are told of the next event")
    func arrivals() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            let arrivals = endpoint.server.eventArrivals()
            let told = Task {
                for await _ in arrivals { return true }
                return false
            }
            try await bot.send(self.event(1))
            #expect(await told.value)
        }
    }

    @Test("of a long event the display and the journal keep valid JSON of a bounded size")
    func shortened() async throws {
        try await EndpointFixture.with { endpoint in
            endpoint.server.journal.turn(on: true)
            let bot = try await endpoint.bot()
            let before = await endpoint.server.presentEventCursor()
            let long = self.event(1, padding: 300_000)
            try await bot.send(long)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
            let record = try #require(await endpoint.server.events(after: before, limit: 1).page.records.first)
            #expect(record.length == long.utf8.count)
            #expect(record.bytes.count <= 65_536)
            #expect(try JSONParser.parse(record.bytes)["user_id"]?.integer == 1)
            #expect(endpoint.server.journal.takeAll().map(\.bytes) == [record.bytes])
        }
    }

    @Test("what the journal does not take slows the bot down and is not lost; heartbeats are left out")
    func pushBack() async throws {
        try await EndpointFixture.with(limits: .init { $0.journalQueueBytes = 1 << 20 }) { endpoint in
            endpoint.server.journal.turn(on: true)
            let bot = try await endpoint.bot()
            try await bot.send(
                #"{"time":1,"self_id":1000010001,"post_type":"meta_event","meta_event_type":"heartbeat"}"#
            )
            // More than three times what the queue holds.
            let count = 60
            let sending = Task { for number in 0..<count { try await bot.send(self.event(number, padding: 60_000)) } }
            #expect(await eventually(within: .seconds(120)) { endpoint.server.journal.waitingBytes >= 1 << 20 })
            var taken: [Int64] = []
            var most = 0
            #expect(
                await eventually(within: .seconds(120)) {
                    most = max(most, endpoint.server.journal.waitingBytes)
                    taken += endpoint.server.journal.takeAll().compactMap(\.userID)
                    return taken.count == count
                }
            )
            try await sending.value
            // Bounded by the queue and by the event that fills it.
            #expect(most < (1 << 20) + 70_000)
            #expect(taken == (0..<Int64(count)).map { $0 })
        }
    }

    @Test("a long message keeps its place among others, also when the peer finishes sending behind it")
    func longInOrder() async throws {
        try await EndpointFixture.with { endpoint in
            endpoint.server.journal.turn(on: true)
            let bot = try await endpoint.bot()
            let texts = [
                self.event(1), self.event(2, padding: 3 << 20), self.event(3), self.event(4, padding: 1 << 20),
                self.event(5),
            ]
            let bytes = texts.flatMap { TestBot.frame(opcode: 1, Array($0.utf8)) }
            try await bot.peer.writeLast(bytes + TestBot.frame(opcode: 9, [7]))
            #expect(await eventually { await endpoint.server.report().past.messages == 5 })
            let records = endpoint.server.journal.takeAll()
            #expect(records.map(\.userID) == [1, 2, 3, 4, 5])
            #expect(records.map(\.length) == texts.map(\.utf8.count))
        }
    }

    @Test("a bot that goes while the journal is full has said what it said")
    func goneWhileFull() async throws {
        try await EndpointFixture.with(limits: .init { $0.journalQueueBytes = 1 << 20 }) { endpoint in
            endpoint.server.journal.turn(on: true)
            let bot = try await endpoint.bot()
            // A little more than the queue holds.
            let events = (0..<19).map { self.event($0, padding: 60_000) }
            for event in events { try await bot.send(event) }
            #expect(await eventually(within: .seconds(120)) { endpoint.server.journal.waitingBytes >= 1 << 20 })
            await bot.close()
            // With the end of its input all that is left of it is read at once.
            let bytes = events.reduce(0) { $0 + $1.utf8.count }
            #expect(await eventually { await endpoint.server.report().links.first?.counters.bytesIn ?? 0 > bytes })
            var taken: [Int64] = []
            #expect(
                await eventually(within: .seconds(120)) {
                    taken += endpoint.server.journal.takeAll().compactMap(\.userID)
                    return taken.count == events.count
                }
            )
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
        }
    }
}

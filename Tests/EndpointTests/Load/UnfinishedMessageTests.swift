import EndpointTesting
import NIOCore
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("Messages that do not end")
struct UnfinishedMessageTests {
    private static let large = 60 << 20

    /// The head of a text frame that announces so much, and some of its payload.
    private static func beginning(of announced: Int, _ payload: Int) -> [UInt8] {
        let length = (0..<8).map { UInt8(truncatingIfNeeded: announced >> (56 - 8 * $0)) }
        return Frames.raw([0x81, 0xFF] + length, [UInt8](repeating: 0x20, count: payload))
    }

    /// A whole event of about so many bytes; made and masked at no cost, for there are many of them.
    private static func event(_ bytes: Int) -> [UInt8] {
        let start = Array(#"{"post_type":"notice","x":""#.utf8)
        let end = Array(#""}"#.utf8)
        let length = start.count + bytes + end.count
        let head = (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
        return Frames.raw([0x81, 0xFF] + head, start + [UInt8](repeating: 0x61, count: bytes) + end)
    }

    @Test("many that announce much and send little hold next to nothing, and a healthy bot's picture passes")
    func dripping() async throws {
        try await EndpointFixture.with { endpoint in
            var bots: [TestBot] = []
            for number in 0..<60 {
                let bot = try await endpoint.bot("\(number / 4 + 1)")
                try await bot.peer.write(Self.beginning(of: Self.large, 1 << 10))
                bots.append(bot)
            }
            let healthy = try await endpoint.bot("99")
            try await healthy.peer.write(Self.event(100_000))
            try await healthy.peer.write(Self.event(2 << 20))
            #expect(
                await eventually {
                    await endpoint.server.report().links.first { $0.selfID == "99" }?.counters.events == 2
                }
            )
            #expect(endpoint.server.state.budget.waiting == 0)
            for bot in bots { try await bot.peer.write([UInt8](repeating: 0x20, count: 1 << 10)) }
            #expect(endpoint.server.state.budget.used <= 2 << 20)
            for bot in bots + [healthy] { await bot.close() }
        }
    }

    @Test("what has come of all of them together is bounded, small events pass, and all is given back")
    func bounded() async throws {
        try await EndpointFixture.with(limits: .init { $0.maxMessageBytes = 8 << 20 }) { endpoint in
            let budget = endpoint.server.state.budget
            var bots: [TestBot] = []
            // Twenty mebibytes for a budget of sixteen, and one message may go beyond.
            for number in 0..<40 {
                let bot = try await endpoint.bot("\(number / 4 + 1)")
                // What is not read stays with the peer, which ends with its connection.
                Task { try? await bot.peer.write(Self.beginning(of: 8 << 20, 512 << 10)) }
                bots.append(bot)
            }
            #expect(await eventually { budget.isContended })
            let healthy = try await endpoint.bot("99")
            for count in 1...5 {
                try await healthy.peer.write(Frames.text(Frames.event))
                #expect(
                    await eventually {
                        await endpoint.server.report().links.first { $0.selfID == "99" }?.counters.events == count
                    }
                )
                #expect(budget.used <= 24 << 20)
            }
            for bot in bots { await bot.close() }
            try await healthy.peer.write(Self.event(2 << 20))
            #expect(
                await eventually {
                    await endpoint.server.report().links.first { $0.selfID == "99" }?.counters.events == 6
                }
            )
            #expect(await eventually { budget.used == 0 && budget.waiting == 0 })
            await healthy.close()
        }
    }

    @Test("all of them end when they are sent to the end, in whatever order room is given")
    func finishing() async throws {
        try await EndpointFixture.with(limits: .init { $0.maxMessageBytes = 8 << 20 }) { endpoint in
            let message = Self.event(2 << 20)
            var bots: [TestBot] = []
            for number in 0..<12 { bots.append(try await endpoint.bot("\(number / 4 + 1)")) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for bot in bots { group.addTask { try await bot.peer.write(message) } }
                try await group.waitForAll()
            }
            #expect(
                await eventually(within: .seconds(60)) {
                    await endpoint.server.report().links.reduce(0) { $0 + $1.counters.events } == 12
                }
            )
            #expect(await eventually { endpoint.server.state.budget.used == 0 })
            for bot in bots { await bot.close() }
        }
    }

    @Test("peers that are cut off at any stage leave nothing behind")
    func resets() async throws {
        try await EndpointFixture.with { endpoint in
            let head = "GET /onebot/v11/ws HTTP/1.1\r\nHost: x\r\n"
            for round in 0..<20 {
                let silent = try await RawPeer(port: endpoint.port)
                try await silent.reset()
                let half = try await RawPeer(port: endpoint.port)
                try await half.write(head)
                try await half.reset()
                let stages = [[], [0x81], [0x81, 0xFE, 0x10, 0x00, 0], Self.beginning(of: Self.large, 200_000)]
                for (stage, bytes) in stages.enumerated() {
                    let bot = try await endpoint.bot("\(round * stages.count + stage + 1)")
                    if !bytes.isEmpty { try await bot.peer.write(bytes) }
                    try await bot.peer.reset()
                }
            }
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            #expect(await eventually { endpoint.server.state.guarded.withLock { $0.pending.count } == 0 })
            #expect(endpoint.server.state.budget.used == 0)
            #expect(endpoint.server.state.guarded.withLock { $0.registry.linkCount } == 0)
        }
    }

    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    struct Pace: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var seconds: Int64
        /// Of those, how long it was us who did not read.
        var held: Int64 = 0
        var bytes: Int
        var othersWait = false
        var isTooSlow: Bool
    }

    @Test(
        "how slow is too slow",
        arguments: [
            Pace(testDescription: "a minute is given", seconds: 60, bytes: 0, isTooSlow: false),
            Pace(testDescription: "then it must have come on", seconds: 61, bytes: 999_423, isTooSlow: true),
            Pace(testDescription: "at 16 KiB a second", seconds: 61, bytes: 999_424, isTooSlow: false),
            Pace(testDescription: "held by us", seconds: 600, held: 540, bytes: 0, isTooSlow: false),
            Pace(testDescription: "held, and slow", seconds: 602, held: 540, bytes: 0, isTooSlow: true),
            Pace(testDescription: "15 s while others wait", seconds: 15, bytes: 0, othersWait: true, isTooSlow: false),
            Pace(
                testDescription: "256 KiB a second while others wait",
                seconds: 16,
                bytes: 4 << 20,
                othersWait: true,
                isTooSlow: false
            ),
            Pace(
                testDescription: "less while others wait",
                seconds: 16,
                bytes: (4 << 20) - 1,
                othersWait: true,
                isTooSlow: true
            ),
            Pace(testDescription: "less while nobody waits", seconds: 16, bytes: 0, isTooSlow: false),
        ]
    )
    func pace(example: Pace) {
        var pace = MessagePace()
        pace.begin(at: Self.start)
        pace.hold(at: Self.start)
        pace.hold(at: Self.start + .seconds(example.held))
        pace.resume(at: Self.start + .seconds(example.held))
        pace.resume(at: Self.start + .seconds(example.held + 1))
        let now = Self.start + .seconds(example.seconds)
        #expect(pace.isTooSlow(example.bytes, at: now, othersWait: example.othersWait) == example.isTooSlow)
    }
}

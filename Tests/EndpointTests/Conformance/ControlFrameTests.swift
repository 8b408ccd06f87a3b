import Endpoint
import EndpointTesting
import NIOCore
import Testing

@Suite("RFC 6455 §5.5: control frames")
struct ControlFrameTests {
    private static let event = Frames.text(Frames.event)
    private static let full = (0..<125).map { UInt8(truncatingIfNeeded: $0 &* 73) }

    static let answered: [Conversation] = [
        Conversation("§5.5.2", "a ping without payload", [Frames.ping()], .open, pongs: [[]], bad: 0),
        Conversation("§5.5.2", "a ping of one byte", [Frames.ping([0])], .open, pongs: [[0]], bad: 0),
        Conversation("§5.5.2", "a ping of 125 bytes", [Frames.ping(full)], .open, pongs: [full], bad: 0),
        Conversation("§5.5.2", "a ping that is no UTF-8", [Frames.ping([0xFF, 0xC0])], .open, pongs: [[0xFF, 0xC0]]),
        Conversation(
            "§5.5.2",
            "ten pings in one segment",
            [(1...10).flatMap { Frames.ping([$0]) }],
            .open,
            pongs: (1...10).map { [$0] },
            bad: 0
        ),
        Conversation(
            "§5.5.2",
            "a ping byte by byte",
            Frames.ping([1, 2, 3]).map { [$0] },
            .open,
            pongs: [[1, 2, 3]]
        ),
        Conversation(
            "§5.5.2",
            "pings between messages",
            [Self.event + Frames.ping([1]) + Self.event + Frames.ping([2]) + Self.event],
            .open,
            pongs: [[1], [2]],
            events: 3,
            bad: 0
        ),
        Conversation("§5.5.3", "an unsolicited pong", [Frames.pong() + Self.event], .open, events: 1, bad: 0),
        Conversation("§5.5.3", "an unsolicited pong of 125 bytes", [Frames.pong(full)], .open, bad: 0),
        Conversation(
            "§5.5.3",
            "the same pong again and again",
            [(0..<50).flatMap { _ in Frames.pong([1]) } + Self.event],
            .open,
            events: 1,
            bad: 0
        ),
    ]

    static let refused: [Conversation] =
        [("ping", UInt8(9)), ("pong", 10), ("close", 8)].flatMap { name, opcode in
            [
                Conversation(
                    "§5.5",
                    "a \(name) of 126 bytes",
                    [Self.event + TestBot.frame(opcode: opcode, [UInt8](repeating: 3, count: 126))],
                    .closed(1002),
                    events: 1
                ),
                Conversation(
                    "§5.5",
                    "a \(name) of 65536 bytes",
                    [TestBot.frame(opcode: opcode, [UInt8](repeating: 3, count: 65_536))],
                    .closed(1002)
                ),
                Conversation(
                    "§5.5",
                    "a \(name) whose short length is written in 16 bits",
                    [Frames.raw([0x80 | opcode, 0xFE, 0, 2], [3, 232])],
                    .closed(1002)
                ),
                Conversation(
                    "§5.5",
                    "a \(name) in fragments",
                    [TestBot.frame(opcode: opcode, [3], isFinal: false) + Frames.continuation([232], final: true)],
                    .closed(1002)
                ),
                Conversation(
                    "§5.5",
                    "a \(name) that is not final, inside a message",
                    [Frames.text("a", final: false) + TestBot.frame(opcode: opcode, [], isFinal: false)],
                    .closed(1002)
                ),
            ]
        }

    @Test("a ping is answered with its payload, a pong with nothing", arguments: Self.answered)
    func answers(example: Conversation) async throws { try await example.run() }

    @Test("control frames are whole and short", arguments: Self.refused)
    func refuses(example: Conversation) async throws { try await example.run() }

    @Test("a peer that pings and reads nothing is still heard, owes no memory, and gets the newest pong")
    func slowReader() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            try await bot.peer.setReading(false)
            let count = 80_000
            for start in stride(from: 1, through: count, by: 1000) {
                try await bot.peer.write((start..<start + 1000).flatMap { number in Self.numbered(number) })
            }
            try await bot.peer.write(Self.event)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.events == 1 })
            let sent = try #require(await endpoint.server.report().links.first?.counters.bytesOut)
            #expect(sent < count * 127)

            try await bot.peer.setReading(true)
            var last = 0
            while last < count {
                let pong = try await bot.frame(opcode: 10)
                let number = pong.payload.prefix(4).reduce(0) { $0 << 8 | Int($1) }
                #expect(number > last)
                last = number
            }
            #expect(last == count)
            await bot.close()
        }
    }

    /// A ping of 125 bytes that begins with a number.
    private static func numbered(_ number: Int) -> [UInt8] {
        let payload = (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
        return [0x89, 0xFD, 0, 0, 0, 0] + payload + [UInt8](repeating: 0, count: 121)
    }
}

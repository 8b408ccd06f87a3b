import Endpoint
import EndpointTesting
import Testing

@Suite("RFC 6455 §10.4 and OneBot v11: sizes and contents of messages")
struct MessageTests {
    private static let event = Frames.text(Frames.event)

    static let sizes: [Conversation] = [1000, 70_000, 400_000].flatMap { limit in
        let full = Frames.event(bytes: limit)
        let parts = [limit / 3, limit / 2]
        return [
            Conversation("§10.4", "exactly \(limit)", [Frames.text(full)], .open, events: 1, bad: 0, limit: limit),
            Conversation(
                "§10.4",
                "exactly \(limit) in fragments, with pings between",
                [
                    Frames.fragmented(full, cutAt: parts).flatMap { $0 + Frames.ping(Frames.event(bytes: 120)) }
                        + Self.event
                ],
                .open,
                pongs: [[UInt8]](repeating: Frames.event(bytes: 120), count: 3),
                events: 2,
                bad: 0,
                limit: limit
            ),
            Conversation(
                "§10.4",
                "\(limit + 1)",
                [Self.event + Frames.text(full + [0x20])],
                .closed(1009),
                events: 1,
                limit: limit
            ),
            Conversation(
                "§10.4",
                "\(limit + 1) in fragments",
                [Frames.fragmented(full + [0x20], cutAt: parts).flatMap { $0 }],
                .closed(1009),
                limit: limit
            ),
            Conversation(
                "§10.4",
                "\(limit) and a fragment of one byte",
                [Frames.text(full, final: false) + Frames.continuation([0x20], final: false)],
                .closed(1009),
                limit: limit
            ),
            Conversation(
                "§10.4",
                "\(limit) and an empty fragment",
                [Frames.text(full, final: false) + Frames.continuation([], final: true)],
                .open,
                events: 1,
                bad: 0,
                limit: limit
            ),
            Conversation("§10.4", "binary of \(limit + 1)", [Frames.binary(full + [0])], .closed(1009), limit: limit),
            Conversation(
                "§10.4",
                "many messages of \(limit)",
                [(0..<3).flatMap { _ in Frames.text(full) }],
                .open,
                events: 3,
                bad: 0,
                limit: limit
            ),
        ]
    }

    @Test("a message of the limit is taken, a longer one ends the link with 1009", arguments: Self.sizes)
    func limits(example: Conversation) async throws { try await example.run() }

    @Test(
        "a message that is too long is refused at its head",
        arguments: [
            [0x81, 0xFE, 0x03, 0xE9], [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0], [0x01, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0],
        ] as [[UInt8]]
    )
    func atTheHead(head: [UInt8]) async throws {
        try await EndpointFixture.with(limits: .init { $0.maxMessageBytes = 1000 }) { endpoint in
            let bot = try await endpoint.listener()
            try await bot.peer.write(Frames.raw(head))
            #expect(try await bot.frame(opcode: 8).closeCode == 1009)
            await bot.close()
        }
    }

    @Test("a peer that goes on sending a message that was refused can still read why")
    func streamingOn() async throws {
        try await EndpointFixture.with(limits: .init { $0.maxMessageBytes = 1000 }) { endpoint in
            let bot = try await endpoint.listener()
            // The peer may see the end before it has written all.
            _ = try? await bot.peer.write(Frames.text([UInt8](repeating: 0x20, count: 16 << 20)))
            let frames = try Frames.ofServer(try await bot.peer.readToEnd()).filter { $0.opcode != 9 }
            #expect(frames.map(\.closeCode) == [1009])
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
        }
    }

    static let contents: [Conversation] =
        [
            ("no JSON", "hello"), ("a blank", " "), ("an array", "[1]"), ("a number", "1"), ("null", "null"),
            ("an empty object", "{}"), ("an object without kind", #"{"a":1}"#), ("an object that is cut", #"{"a":"#),
            ("an API call", #"{"action":"get_status","echo":1}"#),
            ("OneBot 12", #"{"type":"message","detail_type":"private"}"#), ("Satori", #"{"op":1,"body":{}}"#),
            ("a post_type that is no text", #"{"post_type":1}"#), ("a NUL", "\u{0}"), ("a mark of order", "\u{FEFF}{}"),
            ("deep nesting", String(repeating: "[", count: 100_000)),
            ("deep nesting of objects", String(repeating: #"{"a":"#, count: 50_000)),
        ].map { name, text in
            Conversation("OneBot", name, [Self.event + Frames.text(text) + Self.event], .open, events: 2, bad: 1)
        } + [
            // Nothing was said, so nothing was wrong.
            Conversation("OneBot", "an empty text", [Frames.text("") + Self.event], .open, events: 1, bad: 1),
            Conversation("OneBot", "binary", [Frames.binary(Frames.event) + Self.event], .open, events: 1, bad: 1),
            Conversation(
                "OneBot",
                "a thousand bad ones",
                [(0..<1000).flatMap { _ in Frames.text("x") }],
                .open,
                bad: 1000
            ),
        ]

    @Test("what is no OneBot v11 is counted, and the link stays", arguments: Self.contents)
    func notOneBot(example: Conversation) async throws { try await example.run() }
}

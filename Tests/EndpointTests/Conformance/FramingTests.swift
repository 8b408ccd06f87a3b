import Endpoint
import EndpointTesting
import Testing

@Suite("RFC 6455 §5.2: framing")
struct FramingTests {
    private static let event = Frames.text(Frames.event)

    static let reserved: [Conversation] =
        [("RSV1", 0x40), ("RSV2", 0x20), ("RSV3", 0x10), ("all reserved bits", 0x70)].flatMap { name, bits in
            [
                ("text", 0x81), ("binary", 0x82), ("ping", 0x89), ("close", 0x88),
            ].map { kind, first in
                Conversation(
                    "§5.2",
                    "\(name) on \(kind)",
                    [Self.event + Frames.raw([UInt8(first | bits), 0x80])],
                    .closed(1002),
                    events: 1
                )
            }
        } + [
            Conversation(
                "§5.2",
                "RSV1 on a continuation",
                [Frames.text("a", final: false) + Frames.raw([0xC0, 0x80])],
                .closed(1002)
            )
        ]

    static let opcodes: [Conversation] = (Array(3...7) + Array(0xB...0xF)).flatMap { (opcode: UInt8) in
        [
            Conversation("§5.2", "opcode \(opcode)", [Frames.raw([0x80 | opcode, 0x80])], .closed(1002), bad: 1),
            Conversation(
                "§5.2",
                "opcode \(opcode), not final, with payload",
                [Self.event + Frames.raw([opcode, 0x85], Array("hello".utf8))],
                .closed(1002),
                events: 1
            ),
        ]
    }

    static let unmasked: [Conversation] = [
        Conversation("§5.1", "unmasked text", [Self.event + [0x81, 0x01, 0x61]], .closed(1002), events: 1),
        Conversation("§5.1", "unmasked empty text", [[0x81, 0x00]], .closed(1002)),
        Conversation("§5.1", "unmasked binary", [[0x82, 0x01, 0x61]], .closed(1002)),
        Conversation(
            "§5.1",
            "unmasked continuation",
            [Frames.text("a", final: false) + [0x80, 0x01, 0x61]],
            .closed(1002)
        ),
        Conversation("§5.1", "unmasked ping", [[0x89, 0x01, 0x61]], .closed(1002)),
        Conversation("§5.1", "unmasked pong", [[0x8A, 0x00]], .closed(1002)),
        Conversation("§5.1", "unmasked close", [[0x88, 0x02, 0x03, 0xE8]], .closed(1002)),
        Conversation("§5.1", "unmasked large text", [[0x81, 0x7E, 0xFF, 0xFF]], .closed(1002)),
        Conversation(
            "§5.3",
            "a mask of zeros",
            [TestBot.frame(opcode: 1, Frames.event, mask: [0, 0, 0, 0])],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.3",
            "a mask of ones",
            [TestBot.frame(opcode: 1, Frames.event, mask: [0xFF, 0xFF, 0xFF, 0xFF])],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.3",
            "another mask for each frame",
            [
                (1...9).flatMap { TestBot.frame(opcode: 1, Frames.event, mask: [$0, $0 &* 37, 255 - $0, $0 &* 91]) }
            ],
            .open,
            events: 9,
            bad: 0
        ),
    ]

    static let lengths: [Conversation] =
        [29, 30, 31, 32, 33, 124, 125, 126, 127, 128, 65_534, 65_535, 65_536, 65_537, 300_000].map { count in
            Conversation(
                "§5.2",
                "\(count) bytes",
                [Frames.text(Frames.event(bytes: count)) + Self.event],
                .open,
                events: 2,
                bad: 0
            )
        } + [
            Conversation("§5.2", "empty text", [Frames.text("")], .open, bad: 1),
            Conversation("§5.2", "empty binary", [Frames.binary([])], .open, bad: 1),
            Conversation("§5.2", "one byte", [Frames.text("1")], .open, bad: 1),
            Conversation("§5.2", "0 in 16 bits", [Frames.raw([0x81, 0xFE, 0, 0])], .closed(1002)),
            Conversation("§5.2", "125 in 16 bits", [Frames.raw([0x81, 0xFE, 0, 125])], .closed(1002)),
            Conversation("§5.2", "0 in 64 bits", [Frames.raw([0x81, 0xFF] + wide(0))], .closed(1002)),
            Conversation("§5.2", "125 in 64 bits", [Frames.raw([0x81, 0xFF] + wide(125))], .closed(1002)),
            Conversation("§5.2", "65535 in 64 bits", [Frames.raw([0x82, 0xFF] + wide(65_535))], .closed(1002)),
            Conversation("§5.2", "highest bit set", [Frames.raw([0x81, 0xFF] + wide(1 << 63))], .closed(1002)),
            Conversation("§5.2", "all bits of the length set", [Frames.raw([0x82, 0xFF] + wide(.max))], .closed(1002)),
            Conversation(
                "§5.2",
                "highest bit of a continuation's length",
                [Frames.text("a", final: false) + Frames.raw([0x80, 0xFF] + wide(1 << 63 | 70_000))],
                .closed(1002)
            ),
            Conversation("§10.4", "the largest length", [Frames.raw([0x81, 0xFF] + wide(.max >> 1))], .closed(1009)),
        ]

    private static func wide(_ length: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
    }

    @Test("reserved bits end the link with 1002", arguments: Self.reserved)
    func reservedBits(example: Conversation) async throws { try await example.run() }

    @Test("reserved opcodes end the link with 1002", arguments: Self.opcodes)
    func reservedOpcodes(example: Conversation) async throws { try await example.run() }

    @Test("a client must mask, with any mask", arguments: Self.unmasked)
    func masks(example: Conversation) async throws { try await example.run() }

    @Test("lengths are taken in their shortest form only", arguments: Self.lengths)
    func lengthForms(example: Conversation) async throws { try await example.run() }

    @Test("a stream that arrives byte by byte is the same stream")
    func byteByByte() async throws {
        let long = Frames.text(Frames.event(bytes: 130))
        let stream = Self.event + Frames.ping([1, 2]) + long + Frames.binary([0xFF]) + Self.event
        try await Conversation("§5.2", "", stream.map { [$0] }, .open, pongs: [[1, 2]], events: 3, bad: 1).run()
    }

    @Test("a frame cut at every byte is read when its rest arrives, not before")
    func everyCut() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            let before = try #require(await endpoint.server.report().links.first?.counters.bytesIn)
            for cut in 1..<Self.event.count {
                try await bot.peer.write(Array(Self.event[..<cut]))
                let arrived = before + (cut - 1) * Self.event.count + cut
                #expect(await eventually { await endpoint.server.report().links.first?.counters.bytesIn == arrived })
                #expect(await endpoint.server.report().links.first?.counters.notices == cut - 1)
                try await bot.peer.write(Array(Self.event[cut...]))
            }
            let count = Self.event.count - 1
            #expect(await eventually { await endpoint.server.report().links.first?.counters.notices == count })
            await bot.close()
        }
    }

    @Test("a frame that never becomes whole is no message")
    func cutOff() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            try await bot.peer.writeLast(Self.event + Array(Self.event.dropLast()))
            _ = try await bot.peer.readToEnd()
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            #expect(await endpoint.server.report().past.events == 1)
        }
    }
}

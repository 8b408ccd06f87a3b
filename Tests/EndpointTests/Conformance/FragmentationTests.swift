import Endpoint
import EndpointTesting
import OneBot
import Testing

@Suite("RFC 6455 §5.4: fragmentation")
struct FragmentationTests {
    private static let event = Frames.event
    private static let whole = Frames.text(Frames.event)
    /// A message that has begun and lacks its last byte.
    private static let begun = Frames.text(Array(Frames.event.dropLast()), final: false)
    private static let ended = Frames.continuation(Array(Frames.event.suffix(1)), final: true)

    private static func fragments(_ cuts: [Int]) -> [UInt8] {
        Frames.fragmented(Self.event, cutAt: cuts).flatMap { $0 }
    }

    static let accepted: [Conversation] = [
        Conversation("§5.4", "two fragments", [fragments([9])], .open, events: 1, bad: 0),
        Conversation("§5.4", "three fragments", [fragments([1, 2])], .open, events: 1, bad: 0),
        Conversation("§5.4", "a fragment for each byte", [fragments(Array(1..<22))], .open, events: 1, bad: 0),
        Conversation("§5.4", "empty first fragment", [fragments([0])], .open, events: 1, bad: 0),
        Conversation("§5.4", "empty fragment in the middle", [fragments([9, 9])], .open, events: 1, bad: 0),
        Conversation("§5.4", "empty last fragment", [fragments([22])], .open, events: 1, bad: 0),
        Conversation(
            "§5.4",
            "empty fragments all around",
            [fragments([0, 0, 9, 9, 22, 22])],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.4",
            "nothing but empty fragments",
            [Frames.fragmented([], cutAt: [0, 0]).flatMap { $0 } + Self.whole],
            .open,
            events: 1,
            bad: 1
        ),
        Conversation(
            "§5.4",
            "each fragment in a segment of its own",
            Frames.fragmented(Self.event, cutAt: [3, 11, 15]),
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.4",
            "fragmented messages one after another",
            [fragments([3]) + fragments([4, 5]) + Self.whole + fragments([6])],
            .open,
            events: 4,
            bad: 0
        ),
        Conversation(
            "§5.4",
            "fragments of 64 KiB and more",
            [Frames.fragmented(Frames.event(bytes: 300_000), cutAt: [10, 65_545, 131_081]).flatMap { $0 }],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.4",
            "binary in fragments",
            [Frames.fragmented(Self.event, cutAt: [3], opcode: 2).flatMap { $0 } + Self.whole],
            .open,
            events: 1,
            bad: 1
        ),
        Conversation(
            "§5.4",
            "text in fragments after binary in fragments",
            [Frames.fragmented(Self.event, cutAt: [3], opcode: 2).flatMap { $0 } + fragments([3])],
            .open,
            events: 1,
            bad: 1
        ),
        Conversation(
            "§5.4",
            "a ping between fragments",
            [Self.begun + Frames.ping([7]) + Self.ended],
            .open,
            pongs: [[7]],
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.4",
            "pings and pongs between all fragments",
            [
                Frames.fragmented(Self.event, cutAt: Array(1...9)).enumerated()
                    .flatMap { $1 + Frames.ping([UInt8($0)]) + Frames.pong([UInt8($0)]) }
            ],
            .open,
            pongs: (0..<10).map { [$0] },
            events: 1,
            bad: 0
        ),
        Conversation(
            "§5.4",
            "16384 fragments",
            [
                Frames.text(Self.event, final: false)
                    + (0..<16_382).flatMap { _ in Frames.continuation([], final: false) }
                    + Frames.continuation([], final: true)
            ],
            .open,
            events: 1,
            bad: 0
        ),
    ]

    static let refused: [Conversation] = [
        Conversation(
            "§5.4",
            "continuation without a beginning",
            [Frames.continuation(Self.event, final: true)],
            .closed(1002)
        ),
        Conversation(
            "§5.4",
            "continuation without a beginning, not final",
            [Self.whole + Frames.continuation([], final: false)],
            .closed(1002),
            events: 1
        ),
        Conversation(
            "§5.4",
            "continuation of a message that is whole",
            [Self.begun + Self.ended + Self.ended],
            .closed(1002),
            events: 1
        ),
        Conversation("§5.4", "text inside a fragmented text", [Self.begun + Self.whole], .closed(1002)),
        Conversation(
            "§5.4",
            "beginning of a text inside a fragmented text",
            [Self.begun + Self.begun + Self.ended],
            .closed(1002)
        ),
        Conversation("§5.4", "binary inside a fragmented text", [Self.begun + Frames.binary([])], .closed(1002)),
        Conversation(
            "§5.4",
            "text inside a fragmented binary",
            [Frames.binary([1], final: false) + Frames.text("")],
            .closed(1002)
        ),
        Conversation(
            "§5.4",
            "text inside, in a segment of its own",
            [Self.begun, Frames.ping([1]), Self.whole],
            .closed(1002),
            pongs: [[1]]
        ),
        Conversation("§5.4", "a close inside a fragmented text", [Self.begun + Frames.close(1000)], .closed(1000)),
        Conversation(
            "§5.4",
            "an unmasked fragment",
            [Self.begun + [0x80, 0x01, 0x7D]],
            .closed(1002)
        ),
        Conversation(
            "§5.4",
            "fragments without an end",
            [Frames.text("", final: false) + (0..<16_384).flatMap { _ in Frames.continuation([], final: false) }],
            .closed(1009)
        ),
    ]

    @Test("a message in fragments is one message", arguments: Self.accepted)
    func takes(example: Conversation) async throws { try await example.run() }

    @Test("fragments out of order end the link", arguments: Self.refused)
    func refuses(example: Conversation) async throws { try await example.run() }

    @Test("what came in fragments is kept byte for byte")
    func sameBytes() async throws {
        let payload = Frames.event(holding: Array("一二三四五六七八九十 0123456789 😀😀😀".utf8))
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            for cut in 1..<payload.count {
                let parts = Frames.fragmented(payload, cutAt: [cut / 2, cut])
                for part in parts { try await bot.peer.write(part) }
                #expect(await eventually { await endpoint.server.report().links.first?.counters.events == cut })
                let page = await endpoint.server.events(after: EventCursor(), limit: 1).page
                #expect(page.records.first?.bytes == payload, "cut at \(cut)")
            }
            await bot.close()
        }
    }

    @Test("a ping inside a message is answered before the message is whole")
    func answeredAtOnce() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            let payload = Frames.event(bytes: 200_000)
            for (part, end) in [(0, 70_000), (70_000, 140_000)] {
                let bytes = Array(payload[part..<end])
                try await bot.peer.write(
                    (part == 0 ? Frames.text(bytes, final: false) : Frames.continuation(bytes, final: false))
                        + Frames.ping(Array("\(end)".utf8))
                )
                #expect(try await bot.frame(opcode: 10).text == "\(end)")
                #expect(await endpoint.server.report().links.first?.counters.events == 0)
            }
            try await bot.peer.write(Frames.continuation(Array(payload[140_000...]), final: true))
            #expect(await eventually { await endpoint.server.report().links.first?.counters.events == 1 })
            await bot.close()
        }
    }
}

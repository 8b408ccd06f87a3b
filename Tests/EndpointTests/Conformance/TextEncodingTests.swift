import Endpoint
import EndpointTesting
import Testing

@Suite("RFC 6455 §8.1: text is UTF-8")
struct TextEncodingTests {
    private static let event = Frames.text(Frames.event)

    /// The first and last characters of each length, both sides of the surrogates, and a noncharacter.
    private static let characters =
        "\u{1}~\u{7F}\u{80}é\u{7FF}\u{800}图\u{D7FF}\u{E000}\u{FFFD}\u{FFFE}\u{FFFF}\u{10000}😀\u{10FFFF}"
    private static let valid = Frames.event(holding: Array(Self.characters.utf8))

    static let accepted: [Conversation] = [
        Conversation("§8.1", "in one frame", [Frames.text(valid)], .open, events: 1, bad: 0),
        Conversation("§8.1", "byte by byte", Frames.text(valid).map { [$0] }, .open, events: 1, bad: 0),
        Conversation(
            "§8.1",
            "a fragment for each byte",
            [Frames.fragmented(valid, cutAt: Array(1..<valid.count)).flatMap { $0 }],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§8.1",
            "two fragments, cut at every byte",
            [(1..<valid.count).flatMap { cut in Frames.fragmented(valid, cutAt: [cut]).flatMap { $0 } }],
            .open,
            events: valid.count - 1,
            bad: 0
        ),
        Conversation(
            "§8.1",
            "a ping inside a character",
            [Frames.text([0x22, 0xF0, 0x9F], final: false) + Frames.ping([1])]
                + [Frames.continuation([0x98, 0x80, 0x22], final: true)],
            .open,
            pongs: [[1]],
            bad: 1
        ),
        Conversation(
            "§8.1",
            "more than 64 KiB",
            [Frames.text(Frames.event(bytes: 300_001, filler: "图"))],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation(
            "§8.1",
            "more than 64 KiB in fragments",
            [
                Frames.fragmented(Frames.event(bytes: 300_001, filler: "😀"), cutAt: [70_001, 140_003, 140_004])
                    .flatMap { $0 }
            ],
            .open,
            events: 1,
            bad: 0
        ),
        Conversation("§5.6", "binary that is no UTF-8", [Frames.binary([0xFF]) + Self.event], .open, events: 1, bad: 1),
        Conversation(
            "§5.6",
            "binary in fragments that is no UTF-8",
            [Frames.fragmented([0xC0, 0x80, 0xED], cutAt: [1, 2], opcode: 2).flatMap { $0 } + Self.event],
            .open,
            events: 1,
            bad: 1
        ),
    ]

    private static let broken: [(String, [UInt8])] = [
        ("a lone continuation", [0x80]),
        ("the last lone continuation", [0xBF]),
        ("a continuation too much", [0xC3, 0xA9, 0x80]),
        ("overlong NUL", [0xC0, 0x80]),
        ("overlong slash", [0xC0, 0xAF]),
        ("overlong in two bytes", [0xC1, 0xBF]),
        ("overlong in three bytes", [0xE0, 0x80, 0xAF]),
        ("the last overlong in three bytes", [0xE0, 0x9F, 0xBF]),
        ("overlong in four bytes", [0xF0, 0x80, 0x80, 0xAF]),
        ("the last overlong in four bytes", [0xF0, 0x8F, 0xBF, 0xBF]),
        ("the first surrogate", [0xED, 0xA0, 0x80]),
        ("the last surrogate", [0xED, 0xBF, 0xBF]),
        ("a pair of surrogates", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
        ("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        ("far above U+10FFFF", [0xF5, 0x80, 0x80, 0x80]),
        ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
        ("six bytes", [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80]),
        ("0xFE", [0xFE]),
        ("0xFF", [0xFF]),
        ("two bytes cut by ASCII", [0xC3, 0x22]),
        ("three bytes cut by ASCII", [0xE5, 0x9B, 0x22]),
        ("four bytes cut by ASCII", [0xF0, 0x9F, 0x98, 0x22]),
        ("a character cut by another", [0xE5, 0x9B, 0xC3, 0xA9]),
    ]

    static let refused: [Conversation] =
        Self.broken.map { name, bytes in
            Conversation(
                "§8.1",
                name,
                [Self.event + Frames.text(Frames.event(holding: bytes))],
                .closed(1007),
                events: 1,
                bad: 1
            )
        }
        + Self.broken.map { name, bytes in
            let payload = Frames.event(holding: bytes)
            return Conversation(
                "§8.1",
                "\(name), in fragments",
                [Frames.fragmented(payload, cutAt: Array(20..<payload.count - 2)).flatMap { $0 }],
                .closed(1007)
            )
        }
        + [("two", [0xC3]), ("three", [0xE5, 0x9B]), ("four", [0xF0, 0x9F, 0x98])].map { name, bytes in
            Conversation(
                "§8.1",
                "\(name) bytes cut by the end",
                [Frames.text(Frames.event + bytes)],
                .closed(1007)
            )
        }
        + [
            Conversation(
                "§8.1",
                "a character cut by the end of the last fragment",
                [Frames.text(Frames.event, final: false) + Frames.continuation([0xE5, 0x9B], final: true)],
                .closed(1007)
            ),
            Conversation(
                "§8.1",
                "a character begun in one message and ended in the next",
                [Frames.text([0xE5]) + Frames.text([0x9B, 0xBE])],
                .closed(1007),
                bad: 1
            ),
            Conversation(
                "§8.1",
                "a stray byte at the end of more than 64 KiB",
                [Frames.text(Frames.event(bytes: 100_000) + [0xFF])],
                .closed(1007)
            ),
            Conversation(
                "§8.1",
                "a stray byte in the middle of more than 64 KiB",
                [Frames.text(Frames.event(holding: [UInt8](repeating: 0x61, count: 70_000) + [0x80] + valid))],
                .closed(1007)
            ),
            Conversation(
                "§8.1",
                "a stray byte in the middle one of large fragments",
                [
                    Frames.fragmented(
                        Frames.event(holding: [UInt8](repeating: 0x61, count: 99_999) + [0xED, 0xA0, 0x80] + valid),
                        cutAt: [66_000, 100_030]
                    ).flatMap { $0 }
                ],
                .closed(1007)
            ),
        ]

    @Test("characters are whole wherever frames, fragments and segments cut them", arguments: Self.accepted)
    func takes(example: Conversation) async throws { try await example.run() }

    @Test("a text that is no UTF-8 ends the link with 1007", arguments: Self.refused)
    func refuses(example: Conversation) async throws { try await example.run() }
}

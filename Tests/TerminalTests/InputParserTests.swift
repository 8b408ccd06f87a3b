import Terminal
import TerminalTesting
import Testing

@Suite struct InputParserTests {
    @Test("input becomes the events it stands for", arguments: InputSamples.table)
    func table(input: String, events: [InputEvent]) {
        var parser = InputParser()
        #expect(parser.consume(Array(input.utf8)) == events)
        #expect(parser.waiting == .none)
        #expect(parser.flush() == [])
    }

    @Test("bytes that are no UTF-8 become U+FFFD and nothing else", arguments: InputSamples.bytes)
    func invalid(input: [UInt8], events: [InputEvent]) {
        var parser = InputParser()
        #expect(parser.consume(input) == events)
        #expect(parser.waiting == .none)
    }

    @Test("it does not matter where reads cut the input")
    func splits() {
        for (input, events) in InputSamples.table.map({ (Array($0.0.utf8), $0.1) }) + InputSamples.bytes {
            for first in 0...input.count {
                for second in first...input.count {
                    var parser = InputParser()
                    var seen = parser.consume(input[..<first])
                    seen += parser.consume(input[first..<second])
                    seen += parser.consume(input[second...])
                    #expect(seen == events, "cut at \(first) and \(second) of \(input)")
                }
            }
        }
    }

    @Test(
        "what stays unfinished becomes keys when nothing follows",
        arguments: [
            ("\u{1B}", InputParser.Waiting.escape, [.key(Key(.escape))]),
            ("\u{1B}\u{1B}", .escape, [.key(Key(.escape)), .key(Key(.escape))]),
            ("\u{1B}[", .escape, [.key(Key(.character("["), .alt))]),
            ("\u{1B}O", .escape, [.key(Key(.character("O"), .alt))]),
            ("\u{1B}]", .escape, [.key(Key(.character("]"), .alt))]),
            ("\u{1B}P\u{1B}", .escape, [.key(Key(.character("P"), .alt)), .key(Key(.escape))]),
            ("\u{1B}\u{1B}[", .escape, [.key(Key(.escape)), .key(Key(.character("["), .alt))]),
            ("\u{1B}[1;", .none, []),
            ("\u{1B}]11;", .ending, []),
            ("\u{1B}[200~half", .ending, [.paste("half")]),
            ("a", .none, []),
        ] as [(String, InputParser.Waiting, [InputEvent])]
    )
    func flush(input: String, waiting: InputParser.Waiting, events: [InputEvent]) {
        var parser = InputParser()
        _ = parser.consume(Array(input.utf8))
        #expect(parser.waiting == waiting)
        #expect(parser.isPending == (waiting == .escape))
        #expect(parser.flush() == events)
        #expect(parser.consume(Array("q".utf8)) == [.key(.character("q"))])
    }

    @Test("a paste keeps its first MiB and ends where it ends")
    func pasteLimit() {
        var parser = InputParser()
        _ = parser.consume(Array("\u{1B}[200~".utf8))
        _ = parser.consume(Array(repeating: UInt8(ascii: "x"), count: InputParser.pasteLimit + 5))
        let events = parser.consume(Array("\u{1B}[201~q".utf8))
        #expect(events.last == .key(.character("q")))
        guard case .paste(let text) = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == InputParser.pasteLimit)
    }

    @Test("a control string without end is bounded and can be given up")
    func stringLimit() {
        var parser = InputParser()
        _ = parser.consume(Array("\u{1B}P>|".utf8))
        #expect(parser.consume(Array(repeating: UInt8(ascii: "x"), count: 500_000)).isEmpty)
        #expect(parser.flush().isEmpty)
        #expect(parser.consume(Array("q".utf8)) == [.key(.character("q"))])
    }

    @Test("an endless control sequence is dropped to its end")
    func longSequence() {
        var parser = InputParser()
        _ = parser.consume(Array("\u{1B}[?".utf8))
        #expect(parser.consume(Array(repeating: UInt8(ascii: "1"), count: 5000)).isEmpty)
        #expect(parser.consume(Array("cq".utf8)) == [.key(.character("q"))])
    }

    @Test("the terminal's own key strings are understood")
    func ownKeys() {
        var parser = InputParser(keys: [
            Array("\u{1B}[7$".utf8): Key(.home, .shift), Array("\u{1B}Y".utf8): Key(.end), [8]: Key(.up),
        ])
        #expect(
            parser.consume(Array("\u{1B}[7$\u{1B}Y\u{8}\u{1B}[A".utf8)) == [
                .key(Key(.home, .shift)), .key(Key(.end)), .key(Key(.backspace)), .key(Key(.up)),
            ]
        )
    }

    @Test("a burst of text is a paste only where the caller says so")
    func burst() {
        let text = Array("sk-0123456789abcdefg\r".utf8)
        var parser = InputParser()
        #expect(parser.consume(text, burstIsPaste: true) == [.paste("sk-0123456789abcdefg\n")])
        #expect(parser.consume(text).count == text.count)
        #expect(parser.consume(text.prefix(16), burstIsPaste: true).count == 16)
        #expect(parser.consume(Array(repeating: UInt8(ascii: "j"), count: 40), burstIsPaste: true).count == 40)
        #expect(parser.consume(Array("\u{1B}[A0123456789abcdefg".utf8), burstIsPaste: true).count == 18)
    }

    @Test("a burst that ends within a character goes on in the next read")
    func cutBurst() {
        let text = Array("一二三四五六七八".utf8)
        var parser = InputParser()
        #expect(parser.consume(text.dropLast(), burstIsPaste: true) == [.paste("一二三四五六七")])
        #expect(parser.consume(text.suffix(1)) == [.key(.character("八"))])
    }

    @Test("random bytes never trap, and the parser always comes back", arguments: 0..<40)
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = InputSamples.table.map { Array($0.0.utf8) } + InputSamples.bytes.map(\.0)
        for _ in 0..<100 {
            var parser = InputParser()
            var input: [UInt8] = []
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                if Bool.random(using: &random) {
                    input += (0..<Int.random(in: 0...6, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }
                } else if let piece = pieces.randomElement(using: &random) {
                    input += piece.prefix(Int.random(in: 0...piece.count, using: &random))
                }
            }
            var whole = parser
            var cut: [InputEvent] = []
            for byte in input { cut += parser.consume([byte]) }
            #expect(whole.consume(input) == cut)
            #expect(whole.flush() == parser.flush())
            #expect(parser.waiting == .none)
            // Whatever was in hand is gone after a flush and an ESC sequence.
            #expect(parser.consume(Array("\u{1B}[A".utf8)).last == .key(Key(.up)) || parser.flush().isEmpty)
        }
    }
}

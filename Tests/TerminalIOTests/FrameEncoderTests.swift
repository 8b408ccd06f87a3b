import CPlatform
import Terminal
import TerminalIO
import TerminalTesting
import Testing

@MainActor @Suite struct FrameEncoderTests {
    nonisolated static let terminals = [
        "xterm-256color", "xterm", "screen-256color", "screen", "tmux-256color", "linux", "vt100", "xterm-mono",
    ]

    /// The locale is the process's; every encoder needs it.
    private static let locale = cp_use_utf8_locale()

    init() throws { try #require(Self.locale == 1) }

    @Test("the terminal shows the grid after any frames, sizes, leaves and repaints", arguments: Self.terminals, 0..<6)
    func roundTrip(terminal: String, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let color = Bool.random(using: &random)
        var size = Self.size(&random)
        let encoder = try FrameEncoder(terminal: terminal, size: size, color: color)
        defer { encoder.close() }
        var screen = VirtualTerminal(size: size)
        var grid = Grid(size: size)
        for step in 0..<60 {
            switch Int.random(in: 0..<12, using: &random) {
            case 0:
                size = Self.size(&random)
                screen.resize(to: size)
                encoder.resize(to: size)
                grid = Grid(size: size)
            case 1:
                screen.feed(encoder.leave())
                #expect(screen.modes.isEmpty && screen.cursorVisible && screen.wraps)
                screen.feed(Array("$ some shell output\r\n".utf8))
            case 2:
                screen.feed(Array("\u{1B}[HBroadcast message".utf8))
                encoder.invalidate()
            case 3: grid = Grid(size: size)
            default: break
            }
            Self.scribble(on: &grid, &random)
            let cursor = Bool.random(using: &random) ? Position(column: size.columns / 2, row: size.rows / 2) : nil
            screen.feed(encoder.encode(grid, cursor: cursor))
            expectSame(screen, grid, color: color && Self.hasColors(terminal), "step \(step)")
            #expect(screen.cursorVisible == (cursor != nil))
            if let cursor { #expect(screen.cursor == cursor) }
            #expect(screen.unknown == [])
            #expect(screen.modes.isSuperset(of: [1049, 2004]))
            #expect(encoder.encode(grid, cursor: cursor).isEmpty)
        }
    }

    @Test("encoders of several terminals do not disturb each other")
    func several() throws {
        var sizes = [Size(columns: 80, rows: 24), Size(columns: 40, rows: 10), Size(columns: 120, rows: 40)]
        let encoders = try zip(["xterm-256color", "linux", "screen"], sizes).map {
            try FrameEncoder(terminal: $0.0, size: $0.1)
        }
        var screens = sizes.map { VirtualTerminal(size: $0) }
        var random = SeededRandom(seed: 3)
        for round in 0..<40 {
            for index in encoders.indices {
                // Often one is resized between two frames of another: the library keeps all windows in one list.
                if Bool.random(using: &random) {
                    sizes[index] = Self.size(&random)
                    encoders[index].resize(to: sizes[index])
                    screens[index].resize(to: sizes[index])
                }
                var grid = Grid(size: sizes[index])
                Self.scribble(on: &grid, &random)
                screens[index].feed(encoders[index].encode(grid))
                expectSame(screens[index], grid, color: true, "terminal \(index) in round \(round)")
            }
        }
        encoders[1].close()
        #expect(encoders[1].encode(Grid(size: sizes[1])).isEmpty)
        for encoder in encoders { encoder.close() }
    }

    @Test("a screen that was given back starts anew for the next terminal")
    func reuse() throws {
        let first = try FrameEncoder(terminal: "xterm", size: Size(columns: 20, rows: 5))
        var old = Grid(size: first.size)
        old.put("left over from before", row: 2, column: 0, style: Style(.error))
        _ = first.encode(old, cursor: Position(column: 1, row: 1), mouse: true)
        first.close()
        let second = try FrameEncoder(terminal: "xterm", size: Size(columns: 30, rows: 8))
        defer { second.close() }
        var screen = VirtualTerminal(size: second.size)
        let grid = Grid(size: second.size)
        screen.feed(second.encode(grid))
        expectSame(screen, grid, color: true, "second")
        #expect(!screen.cursorVisible)
        #expect(!screen.modes.contains(1000))
    }

    @Test("frames cost as little as they change")
    func cost() throws {
        let size = Size(columns: 80, rows: 24)
        let encoder = try FrameEncoder(terminal: "xterm-256color", size: size)
        defer { encoder.close() }
        var grid = Grid(size: size)
        for row in 0..<24 { grid.put("row \(row) with some text and numbers 12345", row: row, column: 0) }
        grid.restyle(row: 5, columns: 0..<80) { $0.reversed = true }
        #expect(encoder.encode(grid).count < 2600)
        #expect(encoder.encode(grid).isEmpty)
        grid.put("6", row: 3, column: 40)
        #expect(encoder.encode(grid).count < 16)
        grid.restyle(row: 5, columns: 0..<80) { $0.reversed = false }
        grid.restyle(row: 6, columns: 0..<80) { $0.reversed = true }
        #expect(encoder.encode(grid).count < 300)
        for row in stride(from: 8, to: 18, by: 2) { grid.put("9", row: row, column: 41) }
        #expect(encoder.encode(grid).count < 80)
    }

    @Test("a frame that changes nothing but the mouse or the cursor says only that")
    func modes() throws {
        let encoder = try FrameEncoder(terminal: "xterm", size: Size(columns: 20, rows: 5))
        defer { encoder.close() }
        let grid = Grid(size: encoder.size)
        _ = encoder.encode(grid)
        #expect(encoder.encode(grid, mouse: true) == ControlSequence.mouseOn)
        #expect(encoder.encode(grid, mouse: true).isEmpty)
        #expect(encoder.encode(grid) == ControlSequence.mouseOff)
        let shown = encoder.encode(grid, cursor: Position(column: 3, row: 2))
        #expect(String(decoding: shown, as: UTF8.self).hasSuffix("\u{1B}[?25h"))
        #expect(encoder.encode(grid, cursor: Position(column: 99, row: -4)).count < 12)
    }

    @Test("synchronized output brackets frames, and only those that are not empty")
    func synchronized() throws {
        let encoder = try FrameEncoder(terminal: "xterm", size: Size(columns: 20, rows: 5))
        defer { encoder.close() }
        encoder.synchronized = true
        let frame = encoder.encode(Grid(size: encoder.size))
        #expect(frame.starts(with: ControlSequence.beginSynchronized))
        #expect(frame.suffix(8) == ControlSequence.endSynchronized[...])
        #expect(encoder.encode(Grid(size: encoder.size)).isEmpty)
    }

    @Test("a terminal without UTF-8 gets nothing but ASCII")
    func ascii() throws {
        let encoder = try FrameEncoder(terminal: "xterm", size: Size(columns: 20, rows: 3), unicode: false)
        defer { encoder.close() }
        var grid = Grid(size: encoder.size)
        grid.put("┌─ 小助手 é ●", row: 0, column: 0)
        let frame = encoder.encode(grid)
        #expect(frame.allSatisfy { $0 < 0x80 })
        var screen = VirtualTerminal(size: encoder.size)
        screen.feed(frame)
        #expect(screen.text(row: 0) == "?? ? ? ?  ? ?       ")
    }

    @Test("what the C library gives another width is written as a sign of the width that was laid out")
    func unprintable() throws {
        let encoder = try FrameEncoder(terminal: "xterm", size: Size(columns: 10, rows: 1))
        defer { encoder.close() }
        var grid = Grid(size: encoder.size)
        grid.put("a\u{10FFFE}b\u{378}c", row: 0, column: 0)
        var screen = VirtualTerminal(size: encoder.size)
        screen.feed(encoder.encode(grid))
        #expect(screen.text(row: 0) == "a?b?c     ")
    }

    @Test(
        "unknown terminals fall back to their family, then to the usual names",
        arguments: [
            ("xterm-256color", "xterm-256color"), ("xterm-kitty", "xterm-256color"), ("alacritty", "xterm-256color"),
            ("foot", "xterm-256color"), ("xterm-ghostty", "xterm-256color"),
            ("screen.nobody-knows", "screen-256color"),
            ("tmux-direct-nope", "screen-256color"), ("nobody-knows", "xterm"), ("", "xterm"),
            ("../../etc/passwd", "xterm"),
            (String(repeating: "x", count: 500), "xterm"),
        ]
    )
    func fallback(terminal: String, entry: String) throws {
        let encoder = try FrameEncoder(terminal: terminal, size: Size(columns: 10, rows: 2))
        defer { encoder.close() }
        #expect(encoder.terminal == entry)
    }

    @Test("a terminal that cannot place the cursor is refused", arguments: 0..<2)
    func dumb(_: Int) {
        #expect(throws: FrameEncoder.Failure.cannotPlaceCursor("dumb")) {
            try FrameEncoder(terminal: "dumb", size: Size(columns: 80, rows: 24))
        }
    }

    @Test(
        "sizes from nothing to absurd are drawn as far as they go",
        arguments: [
            Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 3, rows: 8),
            Size(columns: 100_000, rows: 2),
        ]
    )
    func sizes(size: Size) throws {
        let encoder = try FrameEncoder(terminal: "xterm", size: size)
        defer { encoder.close() }
        var grid = Grid(size: Size(columns: 5, rows: 3))
        grid.put("小a小", row: 0, column: 0)
        #expect(!encoder.encode(grid).isEmpty)
        #expect((1...1000).contains(encoder.size.columns))
        encoder.resize(to: Size(columns: 2, rows: 1))
        var screen = VirtualTerminal(size: encoder.size)
        screen.feed(encoder.encode(grid))
        #expect(screen.text(row: 0) == "小")
    }

    @Test("the terminal's own key strings go to the parser")
    func keys() throws {
        let encoder = try FrameEncoder(terminal: "linux", size: Size(columns: 10, rows: 2))
        defer { encoder.close() }
        #expect(encoder.keys[Array("\u{1B}[[A".utf8)] == Key(.function(1)))
        #expect(encoder.keys[Array("\u{1B}[".utf8)] == nil)
    }

    // MARK: - Material

    private static func hasColors(_ terminal: String) -> Bool {
        terminal != "vt100" && terminal != "xterm-mono" && terminal != "screen-mono"
    }

    private static func size(_ random: inout SeededRandom) -> Size {
        Size(columns: Int.random(in: 2...60, using: &random), rows: Int.random(in: 1...20, using: &random))
    }

    private static func scribble(on grid: inout Grid, _ random: inout SeededRandom) {
        let words = [
            "a", "word", "小助手", "e\u{301}e", "👨‍👩‍👧", "🇨🇳", "──────────────", "●✓⚠", "│", "            ",
            "aaaaaaaaaaaaaaaaaaaaaa",
            "\u{1B}", "ﾊﾝｸﾞﾙ 한글", "x", "का",
        ]
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            let style = Style(
                Role.allCases.randomElement(using: &random) ?? .text,
                bold: Bool.random(using: &random),
                reversed: Int.random(in: 0..<4, using: &random) == 0
            )
            let row = Int.random(in: 0..<max(1, grid.size.rows), using: &random)
            let column = Int.random(in: 0..<max(1, grid.size.columns), using: &random)
            grid.put(words.randomElement(using: &random) ?? "", row: row, column: column, style: style)
        }
    }

    /// Text and looks of every cell; of blanks only what can be seen.
    private func expectSame(_ screen: VirtualTerminal, _ grid: Grid, color: Bool, _ place: String) {
        for row in 0..<grid.size.rows {
            #expect(screen.text(row: row) == grid.text(row: row), "row \(row), \(place)")
            for column in 0..<grid.size.columns where grid[row: row, column: column].width > 0 {
                let style = grid[row: row, column: column].style
                let wanted = Appearance(of: style, color: color)
                let seen = screen[row: row, column: column].attributes
                let blank = grid[row: row, column: column].symbol == " "
                if style.role == .code, color {
                    // Black and white of the palette where there is one.
                    let isPaper = seen.color == 0 && seen.background == 7 || seen.color == 16 && seen.background == 231
                    #expect(isPaper && seen.reversed == wanted.reversed, "cell \(column), \(row), \(place): \(seen)")
                    continue
                }
                let same =
                    seen.reversed == wanted.reversed && seen.background == nil
                    && (blank && !wanted.reversed || seen.color == wanted.color && seen.bold == wanted.bold)
                #expect(same, "cell \(column), \(row), \(place): \(seen), wanted \(wanted)")
            }
        }
    }
}

import Terminal
import TerminalTesting
import Testing

@Suite struct GridTests {
    private func grid(_ columns: Int = 6, _ rows: Int = 2) -> Grid { Grid(size: Size(columns: columns, rows: rows)) }

    @Test("text goes where it is put and is cut at the edge")
    func put() {
        var grid = self.grid()
        #expect(grid.put("abcdefgh", row: 0, column: 2) == 4)
        #expect(grid.text(row: 0) == "  abcd")
        #expect(grid.put("xyz", row: 1, column: 1, limit: 2) == 2)
        #expect(grid.text(row: 1) == " xy   ")
        #expect(grid.put("no", row: 2, column: 0) == 0)
        #expect(grid.put("no", row: -1, column: 0) == 0)
    }

    @Test("a wide character owns two cells, and a blank stands where only half would fit")
    func wide() {
        var grid = self.grid()
        grid.put("小助手", row: 0, column: 1)
        #expect(grid.text(row: 0) == " 小助 ")
        #expect(grid[row: 0, column: 1].width == 2)
        #expect(grid[row: 0, column: 2].width == 0)
    }

    @Test("overwriting one half of a wide character blanks the other", arguments: [(1, " x 助 "), (2, "  x助 ")])
    func halves(column: Int, result: String) {
        var grid = self.grid()
        grid.put("小助", row: 0, column: 1)
        grid.put("x", row: 0, column: column)
        let row = grid.text(row: 0)
        #expect(row == result)
    }

    @Test("a grapheme of several spacing characters takes a cell for each")
    func pieces() {
        var grid = self.grid()
        grid.put("🇨🇳x", row: 0, column: 0)
        #expect(grid[row: 0, column: 0].symbol == "\u{1F1E8}")
        #expect(grid[row: 0, column: 1].symbol == "\u{1F1F3}")
        #expect(grid[row: 0, column: 2].symbol == "x")
    }

    @Test("controls that come through are written as question marks")
    func controls() {
        var grid = self.grid()
        grid.put("a\u{1B}[\nb", row: 0, column: 0)
        #expect(grid.text(row: 0) == "a?[?b ")
    }

    @Test("rows stay whole whatever is written over them")
    func invariant() {
        var random = SeededRandom(seed: 7)
        let words = ["a", "小", "e\u{301}", "👨‍👩‍👧", "🇨🇳", "", "\u{301}", "ab小助", "─"]
        for _ in 0..<200 {
            var grid = self.grid(Int.random(in: 0...9, using: &random), Int.random(in: 0...3, using: &random))
            for _ in 0..<20 {
                let style = Style(Role.allCases.randomElement(using: &random) ?? .text)
                grid.put(
                    words.randomElement(using: &random) ?? "",
                    row: Int.random(in: -2...4, using: &random),
                    column: Int.random(in: -3...10, using: &random),
                    limit: Bool.random(using: &random) ? nil : Int.random(in: -1...5, using: &random),
                    style: style
                )
            }
            for row in 0..<grid.size.rows { #expect(TextWidth.width(of: grid.text(row: row)) == grid.size.columns) }
        }
    }
}

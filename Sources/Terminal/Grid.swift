/// A screen as cells: what a view draws into, a test compares, and the encoder turns into bytes.
///
/// Writing outside the grid is cut off, never an error. A wide character owns the cell behind it; overwriting
/// one half blanks the other, as terminals do.
package struct Grid: Equatable, Sendable {
    package let size: Size
    private var cells: [Cell]

    package init(size: Size) {
        self.size = size
        self.cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    package var bounds: Rect { Rect(column: 0, row: 0, width: self.size.columns, height: self.size.rows) }

    /// The cell at a place inside the grid; a blank outside of it.
    package subscript(row row: Int, column column: Int) -> Cell {
        self.holds(row: row, column: column) ? self.cells[row * self.size.columns + column] : .blank
    }

    /// Writes `text` on one row, from `column` on and within `limit` columns (to the grid's edge when nil).
    /// A wide character that would pass the limit becomes a blank. Control characters must have gone through
    /// ``displaySafe(_:limit:)`` before; any that did not are written as `?`.
    ///
    /// - Returns: The columns written.
    @discardableResult
    package mutating func put(_ text: String, row: Int, column: Int, limit: Int? = nil, style: Style = Style()) -> Int {
        guard row >= 0, row < self.size.rows else { return 0 }
        let end = min(self.size.columns, limit.map { column + max(0, $0) } ?? self.size.columns)
        if TextWidth.isPlain(text) { return self.putPlain(text, row: row, column: column, end: end, style: style) }
        var at = column
        for character in text {
            let width = TextWidth.width(of: character)
            guard width > 0 else { continue }
            if at + width > end {
                if at < end { self.set(Cell(symbol: " ", width: 1, style: style), row: row, column: at) }
                return max(0, min(at + 1, end) - column)
            }
            for piece in TextWidth.pieces(of: character) {
                if at >= 0 {
                    let cell = Cell(symbol: piece.symbol, width: UInt8(piece.width), style: style)
                    self.set(cell, row: row, column: at)
                }
                at += piece.width
            }
        }
        return at - column
    }

    private mutating func putPlain(_ text: String, row: Int, column: Int, end: Int, style: Style) -> Int {
        var at = column
        for byte in text.utf8 {
            guard at < end else { return max(0, end - column) }
            if at >= 0 {
                self.set(Cell(symbol: Self.plainSymbols[Int(byte)], width: 1, style: style), row: row, column: at)
            }
            at += 1
        }
        return at - column
    }

    /// By ASCII code.
    private static let plainSymbols = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }

    /// Fills a rectangle with blanks of `style`.
    package mutating func fill(_ rect: Rect, style: Style = Style()) {
        for row in max(0, rect.row)..<max(0, rect.row, min(self.size.rows, rect.endRow)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(self.size.columns, rect.endColumn)) {
                self.set(Cell(symbol: " ", width: 1, style: style), row: row, column: column)
            }
        }
    }

    /// Changes how the cells of one row look and leaves what they say.
    package mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
        for column in columns where self.holds(row: row, column: column) {
            change(&self.cells[row * self.size.columns + column].style)
        }
    }

    /// One row as text, trailing blanks kept; for tests and for copying.
    package func text(row: Int) -> String {
        guard row >= 0, row < self.size.rows else { return "" }
        return self.cells[row * self.size.columns..<(row + 1) * self.size.columns].map(\.symbol).joined()
    }

    private func holds(row: Int, column: Int) -> Bool {
        row >= 0 && row < self.size.rows && column >= 0 && column < self.size.columns
    }

    private mutating func set(_ cell: Cell, row: Int, column: Int) {
        guard self.holds(row: row, column: column) else { return }
        self.release(row: row, column: column)
        if cell.width == 2 { self.release(row: row, column: column + 1) }
        let index = row * self.size.columns + column
        self.cells[index] = cell
        if cell.width == 2 { self.cells[index + 1] = Cell(symbol: "", width: 0, style: cell.style) }
    }

    /// Blanks the other half of a wide character that is about to lose one.
    private mutating func release(row: Int, column: Int) {
        guard self.holds(row: row, column: column) else { return }
        let index = row * self.size.columns + column
        switch self.cells[index].width {
        case 0 where column > 0:
            self.cells[index - 1] = Cell(symbol: " ", width: 1, style: self.cells[index - 1].style)
            self.cells[index] = .blank
        case 2 where column + 1 < self.size.columns:
            self.cells[index + 1] = .blank
        default:
            break
        }
    }
}

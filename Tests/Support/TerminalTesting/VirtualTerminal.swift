package import Terminal

/// A small terminal for tests: reads what an encoder or a program writes and keeps the screen that an operator
/// would see.
///
/// Knows what ncurses emits for the xterm family, screen, vt100 and the Linux console, and the modes that the
/// console sets. What it does not know is kept in ``unknown``, which a test should find empty. Widths are those of
/// ``TextWidth``.
package struct VirtualTerminal: Sendable {
    /// How a cell was drawn.
    package struct Attributes: Equatable, Sendable {
        package var bold = false
        package var dim = false
        package var underlined = false
        package var reversed = false
        /// 0–15, or nil for the terminal's own.
        package var color: Int?
        package var background: Int?

        package init() {}
    }

    package struct Cell: Equatable, Sendable {
        package var symbol: String
        /// 1, 2, or 0 in the second cell of a wide character.
        package var width: Int
        package var attributes: Attributes

        static let blank = Cell(symbol: " ", width: 1, attributes: Attributes())
    }

    package private(set) var size: Size
    package internal(set) var cursor = Position(column: 0, row: 0)
    package internal(set) var cursorVisible = true
    /// Whether the last column wraps to the next row (mode 7).
    package internal(set) var wraps = true
    /// The private modes that are set (`ESC [ ? n h`), such as 1049 and 2004, without those that are set at first:
    /// 25, the cursor, and 7, the wrapping of lines.
    package internal(set) var modes: Set<Int> = []
    /// Texts put on the clipboard by OSC 52, as they came: base64.
    package internal(set) var clipboard: [String] = []
    /// Sequences that were not understood.
    package internal(set) var unknown: [String] = []

    var cells: [[Cell]]
    var attributes = Attributes()
    var margins: ClosedRange<Int>
    /// The last column was written; the next character goes to the next row.
    var wrapPending = false
    var inserts = false
    var lastScalar: Unicode.Scalar?
    var savedCursor = Position(column: 0, row: 0)
    private var reader = SequenceReader()

    package init(size: Size) {
        self.size = Size(columns: max(1, size.columns), rows: max(1, size.rows))
        self.cells = Array(
            repeating: Array(repeating: .blank, count: self.size.columns),
            count: self.size.rows
        )
        self.margins = 0...self.size.rows - 1
    }

    /// Takes what was written to the terminal, in pieces of any size.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            switch self.reader.take(byte) {
            case .nothing: break
            case .character(let scalar): self.write(scalar)
            case .control(let byte): self.control(byte)
            case .escape(let body): self.escape(body)
            case .csi(let sequence): self.perform(sequence)
            case .string(let kind, let text): self.string(kind, text)
            }
        }
    }

    /// The window was made larger or smaller; what fits stays.
    package mutating func resize(to size: Size) {
        let old = self
        self.size = Size(columns: max(1, size.columns), rows: max(1, size.rows))
        self.cells = (0..<self.size.rows).map { row in
            (0..<self.size.columns).map { column in
                row < old.size.rows && column < old.size.columns ? old.cells[row][column] : .blank
            }
        }
        self.margins = 0...self.size.rows - 1
        self.wrapPending = false
        self.place(column: self.cursor.column, row: self.cursor.row)
    }

    package subscript(row row: Int, column column: Int) -> Cell { self.cells[row][column] }

    /// One row with its trailing blanks.
    package func text(row: Int) -> String { self.cells[row].map(\.symbol).joined() }

    /// All rows without trailing blanks, joined by line ends.
    package var text: String {
        (0..<self.size.rows).map { row in
            let text = self.text(row: row)
            return String(text.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    // MARK: - Drawing

    mutating func place(column: Int, row: Int) {
        self.wrapPending = false
        self.cursor = Position(
            column: min(max(0, column), self.size.columns - 1),
            row: min(max(0, row), self.size.rows - 1)
        )
    }

    mutating func write(_ scalar: Unicode.Scalar) {
        let width = TextWidth.width(of: scalar)
        if width == 0 {
            var column = self.wrapPending ? self.cursor.column : self.cursor.column - 1
            if column > 0, self.cells[self.cursor.row][column].width == 0 { column -= 1 }
            if column >= 0 { self.cells[self.cursor.row][column].symbol.unicodeScalars.append(scalar) }
            return
        }
        if self.wrapPending || self.cursor.column + width > self.size.columns {
            if self.wraps {
                self.lineFeed()
                self.cursor.column = 0
            } else {
                self.cursor.column = max(0, self.size.columns - width)
            }
            self.wrapPending = false
        }
        if self.inserts { self.shift(by: width) }
        guard self.cursor.column + width <= self.size.columns else { return }
        let cell = Cell(symbol: String(Character(scalar)), width: width, attributes: self.attributes)
        self.set(cell, column: self.cursor.column)
        self.lastScalar = scalar
        if self.cursor.column + width == self.size.columns {
            self.wrapPending = true
            self.cursor.column = self.size.columns - 1
        } else {
            self.cursor.column += width
        }
    }

    private mutating func set(_ cell: Cell, column: Int) {
        let row = self.cursor.row
        for offset in 0..<cell.width { self.release(row: row, column: column + offset) }
        self.cells[row][column] = cell
        if cell.width == 2 {
            self.cells[row][column + 1] = Cell(symbol: "", width: 0, attributes: cell.attributes)
        }
    }

    /// Blanks the other half of a wide character.
    private mutating func release(row: Int, column: Int) {
        switch self.cells[row][column].width {
        case 0 where column > 0: self.cells[row][column - 1] = .blank
        case 2 where column + 1 < self.size.columns: self.cells[row][column + 1] = .blank
        default: break
        }
    }

    mutating func erase(row: Int, _ columns: Range<Int>) {
        var blank = Cell.blank
        blank.attributes.background = self.attributes.background
        for column in columns.clamped(to: 0..<self.size.columns) {
            self.release(row: row, column: column)
            self.cells[row][column] = blank
        }
    }

    mutating func lineFeed() {
        if self.cursor.row == self.margins.upperBound {
            self.scroll(by: 1, from: self.margins.lowerBound)
        } else if self.cursor.row < self.size.rows - 1 {
            self.cursor.row += 1
        }
    }

    /// Moves the rows from `top` to the lower margin up (or down, when negative).
    mutating func scroll(by lines: Int, from top: Int) {
        let blank = Array(repeating: Cell.blank, count: self.size.columns)
        guard top <= self.margins.upperBound else { return }
        for _ in 0..<min(abs(lines), self.size.rows) {
            if lines > 0 {
                self.cells.remove(at: top)
                self.cells.insert(blank, at: self.margins.upperBound)
            } else {
                self.cells.remove(at: self.margins.upperBound)
                self.cells.insert(blank, at: top)
            }
        }
    }
}

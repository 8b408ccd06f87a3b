import Snapshot
import Terminal

import struct Foundation.Date

/// What views draw on: the grid, and everything else of a ``Frame`` that comes up while drawing.
struct Canvas {
    var grid: Grid
    var regions: [ClickRegion] = []
    var cursor: Position?
    /// The earliest moment at which something drawn would read differently.
    private(set) var nextChange: Date?

    let now: Date
    let language: Language
    let phrases: any Phrases
    let unicode: Bool

    init(size: Size, language: Language, unicode: Bool, now: Date) {
        self.grid = Grid(size: size)
        self.language = language
        self.phrases = language.phrases
        self.unicode = unicode
        self.now = now
    }

    /// Writes a text, cut with an ellipsis where it is wider than `width`.
    ///
    /// - Returns: The columns written.
    @discardableResult
    mutating func put(_ text: String, row: Int, column: Int, width: Int, style: Style = Style()) -> Int {
        guard width > 0 else { return 0 }
        let fitting = TextWidth.truncated(text, to: width)
        return self.grid.put(self.drawn(fitting), row: row, column: column, limit: width, style: style)
    }

    /// Writes a text so that it ends before `end`, cut on its right when it is wider than `width`.
    ///
    /// - Returns: The column it begins in.
    @discardableResult
    mutating func putRight(_ text: String, row: Int, end: Int, width: Int, style: Style = Style()) -> Int {
        let fitting = TextWidth.truncated(text, to: max(0, width))
        let column = end - TextWidth.width(of: fitting)
        self.put(fitting, row: row, column: column, width: width, style: style)
        return column
    }

    /// Writes pieces one behind the other, none beyond `width`.
    mutating func put(_ pieces: [Piece], row: Int, column: Int, width: Int) {
        var at = column
        for piece in pieces {
            guard at < column + width else { return }
            at += self.put(piece.text, row: row, column: at, width: column + width - at, style: piece.style)
        }
    }

    /// Notes that the picture changes at `moment`; nil changes nothing.
    mutating func changes(at moment: Date?) {
        guard let moment else { return }
        self.nextChange = self.nextChange.map { min($0, moment) } ?? moment
    }

    /// An age as a table shows it; remembers when it changes.
    mutating func age(of moment: Date) -> String {
        var ages = AgeWriter(now: self.now, phrases: self.phrases)
        let text = ages.age(of: moment)
        self.changes(at: ages.changes)
        return text
    }

    mutating func click(_ rect: Rect, _ action: ClickRegion.Action) {
        self.regions.append(ClickRegion(rect: rect, action: action))
    }

    /// Marks a row as the one the cursor is on: in reverse, the sign `›` at `marker`. What is dim or a key is as bright as
    /// the rest of it there, or the bar would have patches.
    mutating func mark(row: Int, columns: Range<Int>, marker: Int) {
        self.put("›", row: row, column: marker, width: 1)
        self.grid.restyle(row: row, columns: columns) { style in
            style.reversed = true
            if style.role == .dim || style.role == .key { style.role = .text }
        }
    }

    /// A text as this terminal can show it.
    private func drawn(_ text: String) -> String {
        self.unicode ? text : Glyphs.ascii(text, width: TextWidth.width(of:))
    }
}

/// A text and how it looks.
struct Piece: Equatable {
    var text: String
    var style: Style

    init(_ text: String, _ role: Role = .text, bold: Bool = false) {
        self.text = text
        self.style = Style(role, bold: bold)
    }
}

import Terminal

/// A bordered part of the screen.
struct Box {
    var rect: Rect
    var focused: Bool

    /// Where the contents go: inside the border.
    var inside: Rect { self.rect.inset(by: 1) }

    /// Draws the border with a title, and at its right end a note, as the filter or a count.
    ///
    /// - Returns: The column in which the note begins; nil when there was no room for it.
    @discardableResult
    func draw(on canvas: inout Canvas, title: String, note: [Piece] = []) -> Int? {
        guard self.rect.width >= 2, self.rect.height >= 2 else { return nil }
        let start = self.rule("┌", "┐", title: title, note: note, row: self.rect.row, on: &canvas)
        for row in (self.rect.row + 1)..<(self.rect.endRow - 1) {
            canvas.put("│", row: row, column: self.rect.column, width: 1, style: self.borderStyle)
            canvas.put("│", row: row, column: self.rect.endColumn - 1, width: 1, style: self.borderStyle)
        }
        self.rule("└", "┘", title: "", note: [], row: self.rect.endRow - 1, on: &canvas)
        return start
    }

    /// Draws a line across with the title of what follows and a note at its right end, at a row of the inside.
    func section(_ title: String, note: [Piece] = [], row: Int, on canvas: inout Canvas) {
        self.rule("├", "┤", title: title, note: note, row: row, on: &canvas)
    }

    private var borderStyle: Style { Style(self.focused ? .borderFocused : .border, bold: self.focused) }

    @discardableResult
    private func rule(
        _ left: String,
        _ right: String,
        title: String,
        note: [Piece],
        row: Int,
        on canvas: inout Canvas
    ) -> Int? {
        let width = self.rect.width
        let column = self.rect.column
        let line = left + String(repeating: "─", count: max(0, width - 2)) + right
        canvas.put(line, row: row, column: column, width: width, style: self.borderStyle)
        guard width > 6, !title.isEmpty else { return nil }
        let style = Style(.title, bold: self.focused)
        let end = column + 1 + canvas.put(" \(title) ", row: row, column: column + 1, width: width - 4, style: style)
        let noteWidth = note.reduce(0) { $0 + TextWidth.width(of: $1.text) }
        let room = column + width - 2 - end
        guard noteWidth > 0, room > 2 else { return nil }
        let shown = min(noteWidth + 2, room)
        let start = column + width - 2 - shown
        canvas.put([Piece(" ")] + note + [Piece(" ")], row: row, column: start, width: shown)
        return start + 1
    }
}

import Snapshot
import Terminal

extension ConsoleModel {
    /// The field for NapCat's token or code. The token is hidden as it is typed; a code is worth nothing within a minute.
    func draw(_ open: OpenConnectField, on canvas: inout Canvas) {
        let area = self.panelArea
        let width = min(66, area.width - 4)
        let text = wrapped(self.phrases.connectFieldText(open.field), to: width - 4)
        let judgement = self.judgement(of: open).map { piece in
            wrapped(piece.text, to: width - 4).map { Piece($0, piece.style.role) }
        }
        let last = (judgement ?? [Piece("")]).prefix(3)
        let height = min(area.height, text.count + last.count + 4)
        let rect = Rect(
            column: area.column + (area.width - width) / 2,
            row: area.row + (area.height - height) / 2,
            width: width,
            height: height
        )
        canvas.grid.fill(rect)
        canvas.cursor = nil
        let box = Box(rect: rect, focused: true)
        box.draw(on: &canvas, title: self.phrases.connectFieldTitle(open.field))
        let inside = box.inside
        // The field and what is said of it must be seen: the text gives way where not all fits.
        var row = inside.row
        for line in text.prefix(max(0, inside.height - last.count - 1)) {
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2)
            row += 1
        }
        row = max(row, inside.endRow - last.count - 1)
        guard row < inside.endRow else { return }
        let room = max(1, inside.width - 4)
        let window = (open.field == .token ? hidden(open.editor) : open.editor).window(width: room)
        canvas.put("›", row: row, column: inside.column + 1, width: 1, style: Style(.key, bold: true))
        let shown = TextWidth.padded(window.text, to: room)
        canvas.put(shown, row: row, column: inside.column + 3, width: room, style: Style(.input))
        canvas.cursor = Position(column: inside.column + 3 + window.cursorColumn, row: row)
        for piece in last where row + 1 < inside.endRow {
            row += 1
            canvas.put([piece], row: row, column: inside.column + 1, width: inside.width - 2)
        }
    }

    private func judgement(of open: OpenConnectField) -> Piece? {
        if open.isPending { return Piece("… \(self.phrases.applying)", .dim) }
        return open.problem.map { Piece("✗ \($0)", .error) }
    }
}

/// A secret as it is typed: one dot a character, the cursor where it is.
func hidden(_ editor: LineEditor) -> LineEditor {
    var hidden = LineEditor(text: String(repeating: "•", count: editor.text.count))
    for _ in 0..<max(0, hidden.text.count - editor.cursor) { _ = hidden.handle(Key(.left)) }
    return hidden
}

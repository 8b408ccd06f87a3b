import Snapshot
import Terminal

extension ConsoleModel {
    /// Over the whole panel, no higher than it needs to be.
    func previewRect(_ open: OpenPreview) -> Rect {
        let area = self.popupArea
        let lines = self.previewLines(open, width: area.width - 2).count
        let height = min(area.height, lines + Self.previewChoices.count + 3)
        return Rect(column: area.column, row: area.row, width: area.width, height: height)
    }

    /// A change of NapCat's configuration: what it is, how it is made, what comes and goes, and the choices.
    func draw(_ open: OpenPreview, on canvas: inout Canvas) {
        let rect = self.previewRect(open)
        let box = Box(rect: rect, focused: true)
        let inside = box.inside
        let lines = self.previewLines(open, width: inside.width)
        let choices = Self.previewChoices
        let height = max(0, inside.height - choices.count - 1)
        let first = bounded(open.top, below: max(1, lines.count - height + 1))
        let last = min(first + height, lines.count)
        let note = lines.count > height ? [Piece("\(last)/\(lines.count)", .dim)] : []
        canvas.grid.fill(rect)
        box.draw(on: &canvas, title: self.phrases.previewTitle, note: note)
        guard open.isReady(at: canvas.now) else {
            canvas.changes(at: open.readyAt)
            return
        }
        for (offset, line) in lines.dropFirst(first).prefix(height).enumerated() {
            guard case .text(let pieces, _) = line else { continue }
            canvas.put(pieces, row: inside.row + offset, column: inside.column, width: inside.width - 1)
        }
        for (index, binding) in choices.enumerated() {
            let row = inside.endRow - choices.count + index
            let pieces = [
                Piece(TextWidth.padded(binding.keyText, to: 3), .key, bold: true), Piece(binding.hint(self.language)),
            ]
            canvas.put(pieces, row: row, column: inside.column + 3, width: inside.width - 4)
            if let key = binding.keys.first {
                canvas.click(Rect(column: inside.column, row: row, width: inside.width, height: 1), .press(key))
            }
            if index == open.choice {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column + 1)
            }
        }
    }

    func previewLines(_ open: OpenPreview, width: Int) -> [PageLine] {
        let preview = open.preview
        let heads = [
            self.phrases.previewEntry(preview.entry, account: preview.account, isNew: preview.isNew),
            self.phrases.previewWay(preview.way),
        ]
        var lines = heads.flatMap { self.paragraph(Piece($0), width: width) }
        if open.isInTheClear {
            let warning = Piece("⚠ \(self.phrases.previewInTheClear)", .warning, bold: true)
            lines += self.paragraph(warning, width: width)
        }
        lines.append(.text([]))
        for line in preview.lines {
            let (sign, role): (String, Role) =
                switch line.kind {
                case .kept: ("  ", .dim)
                case .removed: ("- ", .error)
                case .added: ("+ ", .ok)
                }
            for (index, text) in indentedLines(line.text, width: max(8, width - 4)).enumerated() {
                lines.append(.text([Piece(" " + (index == 0 ? sign : "  "), role), Piece(text, role)]))
            }
        }
        var notes: [String] = []
        if let command = preview.restartCommand { notes.append(self.phrases.previewRestart(command)) }
        if preview.reconnects { notes.append(self.phrases.previewReconnects) }
        if !notes.isEmpty { lines.append(.text([])) }
        return lines + notes.flatMap { self.paragraph(Piece($0), width: width) }
    }
}

import OneBot
import Snapshot
import Terminal

extension ConsoleModel {
    func drawOverview(on canvas: inout Canvas) {
        if let rect = self.overviewRect(.connect) { self.drawConnect(in: rect, on: &canvas) }
        if let rect = self.overviewRect(.bots) {
            self.drawBotTable(in: rect, focused: self.overview.focus == .bots, on: &canvas)
        }
        if let rect = self.overviewRect(.attention) { self.drawAttention(in: rect, on: &canvas) }
    }

    private func drawConnect(in rect: Rect, on canvas: inout Canvas) {
        let focused = self.overview.focus == .connect
        let box = Box(rect: rect, focused: focused)
        box.draw(on: &canvas, title: self.phrases.connectTitle)
        let copy = self.phrases.copyWord
        let show = self.phrases.showWord
        let address = self.addressForBots
        // A whole address comes before the hint that there are others: the last line has it too.
        let others = " a \(self.phrases.othersWord)  y \(copy)"
        let isRoomy = 14 + TextWidth.width(of: address + others) + 2 < box.inside.width
        let rows: [(label: String, value: (Int) -> String, keys: [(String, String)])] = [
            (
                self.phrases.address, { _ in address },
                (isRoomy ? [("a", self.phrases.othersWord)] : []) + [("y", copy)]
            ),
            (
                self.phrases.accessKey, { self.maskedKey(width: $0) },
                self.terminal.isReadOnly ? [] : [("v", show), ("c", copy)]
            ),
            (self.phrases.napcatWebUI, { _ in self.webUIAddress }, [("n", copy)]),
        ]
        for (index, row) in rows.enumerated() where index < box.inside.height {
            let line = box.inside.row + index
            var end = box.inside.endColumn - 1
            for (key, word) in row.keys.reversed() {
                let start = canvas.putRight("\(key) \(word)", row: line, end: end, width: end - box.inside.column)
                canvas.put(key, row: line, column: start, width: 1, style: Style(.key, bold: true))
                let action = ClickRegion.Action.press(.character(Character(key)))
                canvas.click(Rect(column: start, row: line, width: end - start, height: 1), action)
                end = start - 2
            }
            canvas.put(row.label, row: line, column: box.inside.column + 1, width: 12, style: Style(.dim))
            let column = box.inside.column + 14
            let width = end - column
            let used = canvas.put(row.value(width), row: line, column: column, width: width)
            if index == rows.count - 1 { self.drawNapCatState(behind: column + used, row: line, end: end, on: &canvas) }
            let whole = Rect(column: box.inside.column, row: line, width: column + width - box.inside.column, height: 1)
            canvas.click(whole, .select(row: index, of: .connect))
            if focused, index == bounded(self.overview.connectRow, below: rows.count) {
                let columns = box.inside.column..<box.inside.endColumn
                canvas.mark(row: line, columns: columns, marker: box.inside.column)
            }
        }
    }

    /// Whether NapCat's WebUI is up and QQ online; its sign alone where there is no room for words.
    private func drawNapCatState(behind column: Int, row: Int, end: Int, on canvas: inout Canvas) {
        guard let pieces = self.napcatState else { return }
        let room = end - column - 3
        let width = pieces.reduce(0) { $0 + TextWidth.width(of: $1.text) }
        let shown = width <= room ? pieces : Array(pieces.prefix(1))
        guard room > 0 else { return }
        canvas.put(shown, row: row, column: column + 3, width: room)
    }

    /// The mask of the access key in at most `width` columns; its last characters stay in sight.
    func maskedKey(width: Int) -> String {
        let key = self.snapshot.access.key
        guard !key.isEmpty else { return self.phrases.anonymousKey }
        return masked(key, width: width)
    }
}

/// The mask of a secret, its front cut where it is too wide: the end is what it is known by.
func masked(_ secret: Secret, width: Int) -> String {
    String(secret.masked.suffix(max(0, width)))
}

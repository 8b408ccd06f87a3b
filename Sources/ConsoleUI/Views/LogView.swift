import Snapshot
import Terminal

extension ConsoleModel {
    func drawLog(on canvas: inout Canvas) {
        let box = Box(rect: self.panelArea, focused: true)
        let inside = box.inside
        let lines = self.visibleLog
        let selected = self.selectedIndex(in: lines)
        let zone = ClockTime.zoneName(offset: self.terminal.utcOffset)
        let title = self.phrases.logTitle(from: self.log.level, zone: zone)
        let note = self.logNote(lines, selected: selected)
        let noteColumn = box.draw(on: &canvas, title: title, note: note)
        self.placeFilterCursor(self.log.filter, note: note, at: noteColumn, row: box.rect.row, on: &canvas)
        guard !lines.isEmpty else {
            let text = self.log.filter.text.isEmpty ? self.phrases.logEmpty : self.phrases.nothingMatches
            self.drawEmpty([text], in: inside, on: &canvas)
            return
        }
        let top = self.logTop(lines, selected: selected, height: inside.height)
        for (offset, line) in lines.dropFirst(top).prefix(inside.height).enumerated() {
            let row = inside.row + offset
            self.draw(line, row: row, in: inside, on: &canvas)
            canvas.click(
                Rect(column: inside.column, row: row, width: inside.width, height: 1),
                .select(row: top + offset, of: .log)
            )
            if top + offset == selected {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
            }
        }
    }

    /// The first line in sight: the end of the list while it follows, else where it was left.
    private func logTop(_ lines: [LogLine], selected: Int?, height: Int) -> Int {
        guard self.log.selected != nil, let selected else { return max(0, lines.count - height) }
        let top = lines.partitioningIndex { $0.number >= self.log.topNumber }
        return scrollTop(top, showing: selected..<(selected + 1), height: height, count: lines.count)
    }

    private func draw(_ line: LogLine, row: Int, in inside: Rect, on canvas: inout Canvas) {
        let role: Role =
            switch line.level {
            case .debug: .dim
            case .info: .text
            case .warning: .warning
            case .error: .error
            }
        let time = ClockTime(line.time, offset: self.terminal.utcOffset).time
        let wide = inside.width >= 60
        let subject = wide ? TextWidth.padded(line.subject, to: 12) + " " : line.subject + " "
        let head = [
            Piece(time + " ", .dim),
            Piece(TextWidth.padded(self.phrases.logLevel(line.level), to: 5) + " ", role),
            Piece(subject, .dim),
        ]
        let used = head.reduce(0) { $0 + TextWidth.width(of: $1.text) }
        canvas.put(head, row: row, column: inside.column + 1, width: inside.width - 2)
        let text = withoutFront(line.text, columns: self.log.offset)
        let column = inside.column + 1 + used
        canvas.put(text, row: row, column: column, width: inside.endColumn - 1 - column, style: Style(role))
    }

    /// Filter and counts, what waits, or the position.
    private func logNote(_ lines: [LogLine], selected: Int?) -> [Piece] {
        if self.log.filter.isActive {
            let all = self.snapshot.log.count { $0.level >= self.log.level }
            return filterNote(self.log.filter, count: self.phrases.filterCount(lines.count, of: all))
        }
        if self.log.pausedAt != nil {
            return [Piece(self.phrases.logPaused(waiting: self.waitingLogLines), .warning, bold: true)]
        }
        guard let selected, !lines.isEmpty else { return [] }
        if self.log.selected != nil, selected < lines.count - 1 {
            return [Piece(self.phrases.logNewer(lines.count - 1 - selected), .dim)]
        }
        return [Piece(String(lines.count), .dim)]
    }
}

/// A text without its first columns; a mark tells that something is left of it.
private func withoutFront(_ text: String, columns: Int) -> String {
    guard columns > 0 else { return text }
    var used = 0
    var index = text.startIndex
    while index < text.endIndex, used < columns + 1 {
        used += TextWidth.width(of: text[index])
        text.formIndex(after: &index)
    }
    return "…" + text[index...]
}

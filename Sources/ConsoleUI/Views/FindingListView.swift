import Doctor
import Snapshot
import Terminal

extension ConsoleModel {
    /// The Overview's box of what needs attention.
    func drawAttention(in rect: Rect, on canvas: inout Canvas) {
        let focused = self.overview.focus == .attention
        let box = Box(rect: rect, focused: focused)
        let inside = box.inside
        let entries = self.findings.entries
        let selected = self.overview.cursor.place(in: entries)
        let place = focused ? "\((selected ?? 0) + 1)/\(entries.count)" : "\(entries.count)"
        let note = entries.count > inside.height ? [Piece(place, .dim)] : []
        box.draw(on: &canvas, title: self.phrases.attentionTitle, note: note)
        guard !entries.isEmpty else {
            self.drawEmpty([self.phrases.nothingNeedsAttention], in: inside, on: &canvas)
            return
        }
        // Who is not in the box sees what is worst; his place in it is kept.
        self.drawFindings(
            entries,
            from: focused ? self.overview.cursor.top : 0,
            selected: focused ? selected : nil,
            in: inside,
            on: &canvas
        )
    }

    /// Findings, a line each: sign, id, title; behind it how often and when last, where there is room.
    func drawFindings(
        _ entries: [FindingEntry],
        from top: Int,
        selected: Int?,
        in rect: Rect,
        on canvas: inout Canvas
    ) {
        let range = selected.map { $0..<($0 + 1) } ?? 0..<0
        let top = scrollTop(top, showing: range, height: rect.height, count: entries.count)
        for (offset, entry) in entries.dropFirst(top).prefix(rect.height).enumerated() {
            let row = rect.row + offset
            self.draw(entry, row: row, in: rect, on: &canvas)
            let line = Rect(column: rect.column, row: row, width: rect.width, height: 1)
            canvas.click(line, .select(row: top + offset, of: .findings))
            if top + offset == selected {
                canvas.mark(row: row, columns: rect.column..<rect.endColumn, marker: rect.column)
            }
        }
    }

    private func draw(_ entry: FindingEntry, row: Int, in rect: Rect, on canvas: inout Canvas) {
        let isNotice = entry.finding.severity == .notice
        let role: Role = isNotice ? .dim : .text
        let head = [
            severitySign(entry.finding.severity), Piece(" "),
            Piece(TextWidth.padded(entry.finding.id.rawValue, to: 9), role, bold: true),
        ]
        let width = rect.width - 2
        canvas.put(head, row: row, column: rect.column + 1, width: width)
        let column = rect.column + 12
        let room = rect.endColumn - 1 - column
        let used = canvas.put(entry.text.title, row: row, column: column, width: room, style: Style(role))
        var ages = AgeWriter(now: canvas.now, phrases: self.phrases)
        let side = self.timesText(entry.finding, &ages)
        guard !side.isEmpty, used + 2 + TextWidth.width(of: side) <= room else { return }
        canvas.changes(at: ages.changes)
        canvas.putRight(side, row: row, end: rect.endColumn - 1, width: room, style: Style(.dim))
    }

    /// How often, and when last where that is not now.
    private func timesText(_ finding: Finding, _ ages: inout AgeWriter) -> String {
        let isPast = finding.last < self.diagnosis.takenAt
        return self.phrases.times(finding.count, lastAgo: isPast ? ages.ago(finding.last) : nil)
    }
}

/// The sign of a severity; each has a stand-in where there is no Unicode.
func severitySign(_ severity: Severity) -> Piece {
    switch severity {
    case .error: Piece("✗", .error)
    case .warning: Piece("⚠", .warning)
    case .notice: Piece("·", .dim)
    }
}

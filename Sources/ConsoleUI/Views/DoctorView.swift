import Doctor
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    func drawDoctor(on canvas: inout Canvas) {
        let layout = self.doctorLayout
        let box = Box(rect: self.panelArea, focused: true)
        let inside = box.inside
        guard let entry = self.selectedFinding else {
            self.drawNoFindings(box, on: &canvas)
            return
        }
        if layout.findings > 0 {
            self.drawFindingList(box, height: layout.findings, on: &canvas)
        } else {
            let lines = self.findingLines(entry, width: inside.width)
            let heading = self.detailHeading(entry, lines: lines.count, height: layout.details)
            box.draw(on: &canvas, title: heading.title, note: heading.note)
            self.drawDetails(lines, in: inside, on: &canvas)
        }
        guard layout.findings > 0, layout.details > 0 else { return }
        let lines = self.findingLines(entry, width: inside.width)
        let heading = self.detailHeading(entry, lines: lines.count, height: layout.details)
        let row = inside.row + layout.findings
        box.section(heading.title, note: heading.note, row: row, on: &canvas)
        let rect = Rect(column: inside.column, row: row + 1, width: inside.width, height: layout.details)
        self.drawDetails(lines, in: rect, on: &canvas)
        self.drawChecks(box, height: layout.checks, on: &canvas)
    }

    private func drawFindingList(_ box: Box, height: Int, on canvas: inout Canvas) {
        let shown = self.findings.shown
        let selected = self.selectedFindingRow
        self.drawFindingsTitle(box, selected: selected, height: height, on: &canvas)
        let isFocused = self.doctor.focus == .findings
        let inside = box.inside
        let rect = Rect(column: inside.column, row: inside.row, width: inside.width, height: height)
        let top = scrollTop(
            self.doctor.cursor.top,
            showing: (selected ?? 0)..<((selected ?? 0) + 1),
            height: height,
            count: shown.count
        )
        self.drawFindings(shown, from: top, selected: isFocused ? selected : nil, in: rect, on: &canvas)
        guard !isFocused, let selected, selected >= top, selected - top < height else { return }
        // While its details are read the finding is still told from the others.
        canvas.grid.restyle(row: rect.row + selected - top, columns: rect.column..<rect.endColumn) { $0.bold = true }
    }

    /// Filter and counts, or the place in a list that does not fit.
    private func drawFindingsTitle(_ box: Box, selected: Int?, height: Int, on canvas: inout Canvas) {
        let shown = self.findings.shown.count
        var note: [Piece] = []
        if self.doctor.filter.isActive {
            let count = self.phrases.filterCount(shown, of: self.findings.entries.count)
            note = filterNote(self.doctor.filter, count: count)
        } else if shown > height, let selected {
            note = [Piece("\(selected + 1)/\(shown)", .dim)]
        }
        let column = box.draw(on: &canvas, title: self.phrases.findingsTitle, note: note)
        self.placeFilterCursor(self.doctor.filter, note: note, at: column, row: box.rect.row, on: &canvas)
    }

    /// In the place of findings: that there are none, that none fits the filter, or that nobody has looked.
    private func drawNoFindings(_ box: Box, on canvas: inout Canvas) {
        self.drawFindingsTitle(box, selected: nil, height: box.inside.height, on: &canvas)
        let text =
            !self.findings.entries.isEmpty
            ? [self.phrases.nothingMatches]
            : self.isExamined ? self.phrases.nothingFound(at: self.examinedText) : self.phrases.notYetExamined
        self.drawEmpty(text, in: box.inside, on: &canvas)
        // There is room for them on every size, and they are all that there is to see.
        self.drawChecks(box, height: 2, on: &canvas)
    }

    // MARK: - Details

    private func detailHeading(_ entry: FindingEntry, lines: Int, height: Int) -> (title: String, note: [Piece]) {
        let isFocused = self.doctor.focus == .details && self.tier != .single
        let title = "\(isFocused ? "› " : "")\(entry.finding.id.rawValue)  \(self.sureText(entry.finding))"
        let last = min(self.doctor.detailTop + height, lines)
        return (title, lines > height ? [Piece("\(last)/\(lines)", .dim)] : [])
    }

    private func drawDetails(_ lines: [PageLine], in rect: Rect, on canvas: inout Canvas) {
        let top = bounded(self.doctor.detailTop, below: max(1, lines.count - rect.height + 1))
        for (offset, line) in lines.dropFirst(top).prefix(rect.height).enumerated() {
            guard case .text(let pieces, _) = line else { continue }
            canvas.put(pieces, row: rect.row + offset, column: rect.column, width: rect.width - 1)
        }
    }

    // MARK: - Checked

    private var examinedText: String { ClockTime(self.diagnosis.takenAt, offset: self.terminal.utcOffset).time }

    private func drawChecks(_ box: Box, height: Int, on canvas: inout Canvas) {
        let inside = box.inside
        let note = self.doctor.isTesting ? [Piece(self.phrases.testing, .warning, bold: true)] : []
        let title = self.phrases.checkedTitle(at: self.isExamined ? self.examinedText : nil)
        box.section(title, note: note, row: inside.endRow - height - 1, on: &canvas)
        for (index, line) in self.checkLines(width: inside.width - 2, height: height).enumerated() {
            canvas.put(line, row: inside.endRow - height + index, column: inside.column + 1, width: inside.width - 2)
        }
    }

    /// The checks one behind the other; those that have no room leave a mark, and the self-test's page has them all.
    private func checkLines(width: Int, height: Int) -> [[Piece]] {
        var lines: [[Piece]] = [[]]
        var used = 0
        for (index, check) in self.findings.checks.enumerated() {
            let sign = checkSign(check.state)
            let text = " \(self.checkText(check))"
            let size = TextWidth.width(of: sign.text + text)
            let isLastLine = lines.count == height
            // What is behind must leave room for the mark that something is missing.
            let reserve = isLastLine && index < self.findings.checks.count - 1 ? 3 : 0
            if used > 0, used + 2 + size + reserve > width {
                guard !isLastLine else {
                    lines[lines.count - 1].append(Piece("  …", .dim))
                    break
                }
                lines.append([])
                used = 0
            }
            let gap = used > 0 ? [Piece("  ")] : []
            lines[lines.count - 1] += gap + [sign, Piece(text)]
            used += (used > 0 ? 2 : 0) + size
        }
        return lines
    }

    /// A check with its count or tool.
    func checkText(_ check: Check) -> String {
        let name = self.phrases.check(check.kind)
        guard !check.detail.isEmpty else { return name }
        guard check.kind == .selfTest else { return self.phrases.labelled(name, check.detail) }
        return "\(name) \(self.phrases.checkedAddresses(check.detail))"
    }
}

/// The sign of a check; each has a stand-in where there is no Unicode.
func checkSign(_ state: Check.State) -> Piece {
    switch state {
    case .good: Piece("✓", .ok)
    case .bad: Piece("✗", .error)
    case .unknown: Piece("·", .dim)
    }
}

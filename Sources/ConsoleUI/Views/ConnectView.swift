import Doctor
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    func drawConnectPanel(on canvas: inout Canvas) {
        let boxes: [ConnectBox] = self.connect.focus == .steps ? [.values, .steps] : [.steps, .values]
        // The focused one last: the border between them is its own.
        for box in boxes {
            guard let rect = self.connectRect(box) else { continue }
            switch box {
            case .steps: self.drawSteps(in: rect, on: &canvas)
            case .values: self.drawValues(in: rect, on: &canvas)
            }
        }
        if let steps = self.connectRect(.steps), let values = self.connectRect(.values) {
            let style = canvas.grid[row: values.row, column: values.column].style
            canvas.put("┬", row: steps.row, column: values.column, width: 1, style: style)
            canvas.put("┴", row: steps.endRow - 1, column: values.column, width: 1, style: style)
        }
        if let rect = self.napcatRect { self.drawNapCat(in: rect, on: &canvas) }
    }

    // MARK: - Steps

    private func drawSteps(in rect: Rect, on canvas: inout Canvas) {
        let isFocused = self.connect.focus == .steps
        let box = Box(rect: rect, focused: isFocused)
        let inside = box.inside
        let version = self.look?.version.map { [Piece($0, .dim)] } ?? []
        box.draw(on: &canvas, title: self.phrases.napcat, note: version)
        let selected = self.selectedStep
        for (index, step) in self.connectSteps.enumerated() where index < inside.height {
            let row = inside.row + index
            canvas.put(
                self.stepPieces(step, width: inside.width),
                row: row,
                column: inside.column,
                width: inside.width - 1
            )
            let line = Rect(column: inside.column, row: row, width: inside.width, height: 1)
            canvas.click(line, .select(row: index, of: .connectSteps))
            guard step.kind == selected?.kind else { continue }
            let columns = inside.column..<inside.endColumn
            if isFocused {
                canvas.mark(row: row, columns: columns, marker: inside.column)
            } else {
                canvas.grid.restyle(row: row, columns: columns) { $0.bold = true }
            }
        }
        guard let selected else { return }
        // Where rows are few none is left blank.
        let above = self.connectSteps.count + (self.tier == .single ? 0 : 1)
        let below = Rect(
            column: inside.column,
            row: inside.row + above,
            width: inside.width,
            height: inside.height - above
        )
        self.drawExplanation(of: selected, in: below, on: &canvas)
    }

    /// What is wrong with a step and what to do; beneath it, where there is room for it, what else is known of NapCat.
    private func drawExplanation(of step: ConnectStep, in rect: Rect, on canvas: inout Canvas) {
        let texts = self.explanationLines(step, width: rect.width)
        // What a key can do, and what has just become of it, must be seen: the text gives way where not all fits.
        let offers = self.offerLines(step, width: rect.width)
        let said = self.saidLines(width: rect.width)
        let gap: [PageLine] = said.isEmpty || texts.isEmpty && offers.isEmpty ? [] : [.text([])]
        var lines = texts + offers + gap + said
        if lines.count > rect.height, rect.height > 0 {
            let hint = PageLine.text([Piece(" … \(self.phrases.enterShowsAll)", .dim)])
            let room = rect.height - 1 - offers.count - said.count
            lines =
                room >= 0
                ? Array(texts.prefix(room)) + [hint] + offers + said
                : Array((said + offers).prefix(rect.height - 1)) + [hint]
        } else if self.napcatRect == nil {
            // The container first, then the folder, as far as they fit.
            let facts = self.factLines(width: rect.width, at: canvas.now)
            let blank = max(lines.isEmpty ? 0 : 1, rect.height - lines.count - facts.count)
            if lines.count + blank < rect.height { lines += Array(repeating: .text([]), count: blank) + facts }
        }
        for (offset, line) in lines.prefix(max(0, rect.height)).enumerated() {
            guard case .text(let pieces, let changes) = line else { continue }
            canvas.changes(at: changes)
            canvas.put(pieces, row: rect.row + offset, column: rect.column, width: rect.width - 1)
        }
    }

    /// `✓ 1 WebUI answers        http://127.0.0.1:6099`
    private func stepPieces(_ step: ConnectStep, width: Int) -> [Piece] {
        let role: Role = step.state == .waiting ? .dim : .text
        let label = TextWidth.padded(ConnectStep.label(step.kind, self.language), to: self.evidenceColumn(width) - 6)
        return [
            Piece(" "), stepSign(step.state), Piece(" \(step.kind.rawValue) ", .dim), Piece(label + " ", role),
            Piece(step.evidence, role),
        ]
    }

    /// Where the evidence begins, counted from the inside of the box.
    private func evidenceColumn(_ width: Int) -> Int {
        let labels = ConnectStep.Kind.allCases.map { TextWidth.width(of: ConnectStep.label($0, self.language)) }
        return 5 + (labels.max() ?? 0) + (width >= 48 ? 4 : 1)
    }

    /// What is wrong with a step, or its evidence where the line has no room for it.
    private func explanationLines(_ step: ConnectStep, width: Int) -> [PageLine] {
        let room = width - 1 - self.evidenceColumn(width)
        let isCut = TextWidth.width(of: step.evidence) > room
        var text = step.explanation
        if isCut { text = self.phrases.paragraph([step.evidence, text].filter { !$0.isEmpty }) }
        guard !text.isEmpty else { return [] }
        return self.paragraph(
            Piece(self.phrases.labelled(self.phrases.stepHeading(step.kind.rawValue), text)),
            width: width
        )
    }

    /// The keys that mend a step, a line or more each.
    private func offerLines(_ step: ConnectStep, width: Int) -> [PageLine] {
        self.offers(for: step).flatMap { offer -> [PageLine] in
            let key = KeyTable.binding(of: offer.command)?.keyText ?? ""
            return wrapped(self.phrases.offer(offer, self.look), to: max(8, width - 5)).enumerated().map {
                index,
                line in
                let head = index == 0 ? Piece(" " + TextWidth.padded(key, to: 3), .key, bold: true) : Piece("    ")
                return .text([head, Piece(line)])
            }
        }
    }

    /// How the last thing that was asked for ended.
    private func saidLines(width: Int) -> [PageLine] {
        guard let said = self.connect.said else { return [] }
        let isError = said.level == .error
        let text = isError ? "✗ \(said.text)" : said.text
        return self.paragraph(Piece(text, isError ? .error : .text, bold: true), width: width)
    }

    /// A step in full.
    func connectStepPage(width: Int, at now: Date) -> [PageLine] {
        guard let step = self.selectedStep else { return [] }
        let label = ConnectStep.label(step.kind, self.language)
        let head = [Piece(" "), stepSign(step.state), Piece(" \(label)", bold: true)]
        var lines: [PageLine] = [.text(head)]
        for text in [step.evidence, step.explanation] where !text.isEmpty {
            lines += self.paragraph(Piece(text), width: width)
        }
        lines += self.offerLines(step, width: width) + self.saidLines(width: width)
        let facts = self.factLines(width: width, at: now, withVersion: true)
        return facts.isEmpty ? lines : lines + [.section(self.phrases.napcat)] + facts
    }
}

/// The sign of a step; each has a stand-in where there is no Unicode.
func stepSign(_ state: ConnectStep.State) -> Piece {
    switch state {
    case .done: Piece("✓", .ok)
    case .warning: Piece("⚠", .warning)
    case .failed: Piece("✗", .error)
    case .waiting: Piece("·", .dim)
    }
}

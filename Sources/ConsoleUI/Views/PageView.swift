import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// A page over the whole panel: a box of lines that scrolls.
    func drawPage(_ title: String, lines: [PageLine], top: Int, on canvas: inout Canvas) {
        let box = Box(rect: self.popupArea, focused: true)
        let inside = box.inside
        let first = bounded(top, below: max(1, lines.count - inside.height + 1))
        let note =
            lines.count > inside.height
            ? [Piece("\(min(first + inside.height, lines.count))/\(lines.count)", .dim)] : []
        canvas.grid.fill(box.rect)
        box.draw(on: &canvas, title: title, note: note)
        for (offset, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
            let row = inside.row + offset
            switch line {
            case .section(let title): box.section(title, row: row, on: &canvas)
            case .text(let pieces, let changes):
                canvas.changes(at: changes)
                canvas.put(pieces, row: row, column: inside.column, width: inside.width - 1)
            }
        }
    }

    /// The keys of the panel below, those of every panel, and what can be typed.
    func helpLines(width: Int) -> [PageLine] {
        var below = self
        below.popup = nil
        let everywhere: Set<KeyContext> = [.moving, .copies, .panels, .general, .onlooker, .session, .always]
        let bindings = KeyTable.effective(in: below.contexts).filter { below.unavailable($0) != .readOnly }
        var lines: [PageLine] = [.section(self.phrases.helpHere)]
        lines += bindings.filter { !everywhere.contains($0.context) }.flatMap { self.helpLine($0, below, width: width) }
        lines.append(.section(self.phrases.helpEverywhere))
        lines += bindings.filter { everywhere.contains($0.context) }.flatMap { self.helpLine($0, below, width: width) }
        lines.append(.section(self.phrases.helpCommands))
        lines += self.offeredCommands.flatMap { spec in
            self.helpLine(":" + spec.usage, spec.help(self.language), role: .text, column: 26, width: width)
        }
        return Array(lines.dropFirst(bindings.contains { !everywhere.contains($0.context) } ? 0 : 1))
    }

    private func helpLine(_ binding: KeyBinding, _ below: ConsoleModel, width: Int) -> [PageLine] {
        let keys = binding.keys.map(KeyName.text(of:)).joined(separator: " ")
        guard let reason = below.unavailable(binding) else {
            return self.helpLine(keys, binding.help(self.language), role: .text, column: 16, width: width)
        }
        let text = self.phrases.labelled(binding.help(self.language), self.phrases.unavailable(reason))
        return self.helpLine(keys, text, role: .dim, column: 16, width: width)
    }

    private func helpLine(_ keys: String, _ help: String, role: Role, column: Int, width: Int) -> [PageLine] {
        let start = min(max(column, TextWidth.width(of: keys) + 1), max(8, width / 2))
        let texts = wrapped(help, to: max(8, width - start - 2))
        return texts.enumerated().map { index, text in
            let head = index == 0 ? keys : ""
            let key = Piece(" " + TextWidth.padded(head, to: start), role == .dim ? .dim : .key)
            return .text([key, Piece(text, role)])
        }
    }

    /// A line of the log in full.
    func logPage(_ line: LogLine, width: Int) -> [PageLine] {
        let room = max(8, width - 2)
        let time = ClockTime(line.time, offset: self.terminal.utcOffset)
        let zone = ClockTime.zoneName(offset: self.terminal.utcOffset)
        let head = "\(time.date) \(time.time) \(zone)  \(self.phrases.logLevel(line.level))  \(line.subject)"
        return wrapped(head, to: room).map { .text([Piece(" " + $0, .dim)]) }
            + wrapped(line.text, to: room).map { .text([Piece(" " + $0)]) }
    }
}

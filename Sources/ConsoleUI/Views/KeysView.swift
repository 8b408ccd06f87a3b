import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    private static let nameColumn = 2
    private static let nameWidth = 15
    private static let keyColumn = 18
    private static let keyWidth = 12
    private static let accountColumn = 31
    private static let accountWidth = 12
    private static let fromColumn = 44
    /// At the right end: links, and the last use.
    private static let linksWidth = 6
    private static let lastWidth = 8

    /// The list of keys: whom each is for, who uses it, and who still uses one that was replaced.
    func drawKeys(on canvas: inout Canvas) {
        let box = Box(rect: self.popupArea, focused: true)
        let inside = box.inside
        let lines = self.keyLines(width: inside.width)
        let top = self.keyTop(lines, height: inside.height)
        let last = min(top + inside.height, lines.count)
        let note = lines.count > inside.height ? [Piece("\(last)/\(lines.count)", .dim)] : []
        canvas.grid.fill(box.rect)
        box.draw(on: &canvas, title: self.phrases.keysTitle, note: note)
        for (offset, line) in lines[top..<max(top, last)].enumerated() {
            let row = inside.row + offset
            switch line {
            case .headings: self.drawKeyFields(self.phrases.keyHeadings, row: row, in: inside, .dim, on: &canvas)
            case .key(let place): self.draw(key: place, row: row, in: inside, on: &canvas)
            case .note(let text):
                let column = inside.column + Self.nameColumn
                canvas.put(text, row: row, column: column, width: inside.width - 3, style: Style(.dim))
            case .section(let title): box.section(title, row: row, on: &canvas)
            case .user(let user): self.draw(user, row: row, in: inside, on: &canvas)
            }
        }
    }

    private func draw(key place: Int, row: Int, in inside: Rect, on canvas: inout Canvas) {
        let access = self.snapshot.access
        let named = place > 0 ? access.named[place - 1] : nil
        let key = named?.key ?? access.key
        let use = named?.use ?? access.use
        let fields = [
            named?.name ?? self.phrases.accessKey,
            key.isEmpty ? self.phrases.anonymousKey : masked(key, width: Self.keyWidth),
            named?.selfID ?? self.phrases.anyBot,
            named.flatMap { $0.from.isEmpty ? nil : $0.from.joined(separator: ", ") } ?? self.phrases.anywhere,
            String(use.links),
            use.lastUsed.map { canvas.age(of: $0) } ?? "–",
        ]
        self.drawKeyFields(fields, row: row, in: inside, .text, on: &canvas)
        guard place == self.selectedKeyRow, self.keyIsKnown else { return }
        canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
    }

    private func drawKeyFields(
        _ fields: [String],
        row: Int,
        in inside: Rect,
        _ role: Role,
        on canvas: inout Canvas
    ) {
        let style = Style(role)
        func put(_ index: Int, _ column: Int, _ width: Int) {
            canvas.put(fields[index], row: row, column: inside.column + column, width: width, style: style)
        }
        let end = inside.endColumn - 1
        put(0, Self.nameColumn, Self.nameWidth)
        put(1, Self.keyColumn, min(Self.keyWidth, inside.width - Self.keyColumn))
        // In a narrow list what a key is bound to stands in the note alone.
        if inside.width >= Self.fromColumn + 10 + Self.linksWidth + Self.lastWidth {
            put(2, Self.accountColumn, Self.accountWidth)
            put(3, Self.fromColumn, inside.width - 2 - Self.fromColumn - Self.linksWidth - Self.lastWidth)
            canvas.putRight(fields[4], row: row, end: end - Self.lastWidth, width: Self.linksWidth, style: style)
            canvas.putRight(fields[5], row: row, end: end, width: Self.lastWidth - 1, style: style)
        }
    }

    private func draw(_ user: KeyUser, row: Int, in inside: Rect, on canvas: inout Canvas) {
        let end = inside.endColumn - 1
        let first = inside.column + Self.nameColumn
        canvas.put(user.selfID ?? "–", row: row, column: first, width: Self.nameWidth)
        let addressWidth = min(24, max(0, inside.width - 1 - Self.keyColumn))
        canvas.put(user.address, row: row, column: inside.column + Self.keyColumn, width: addressWidth)
        let age = canvas.age(of: user.last)
        let stateColumn = inside.column + Self.fromColumn
        guard stateColumn + 12 < end else { return }
        let role: Role = user.state == .refused ? .error : .warning
        canvas.put(
            self.phrases.keyUserState(user),
            row: row,
            column: stateColumn,
            width: end - stateColumn - Self.lastWidth,
            style: Style(role)
        )
        canvas.putRight(age, row: row, end: end, width: Self.lastWidth - 1)
    }

    /// The row of the Settings that opens the list.
    func drawKeysRow(column: Int, row: Int, end: Int, on canvas: inout Canvas) {
        let users = self.previousKeyUsers
        let isSelected = self.selectedSetting == .keys
        let names = self.snapshot.access.named.map(\.name)
        let text = self.phrases.keysValue(names)
        let used = canvas.put(text, row: row, column: column, width: end - column)
        let side = users > 0 ? self.phrases.keysStillUsed(by: users) : isSelected ? self.phrases.keysHelp : ""
        let width = TextWidth.width(of: side)
        guard width > 0, column + used + 2 + width <= end else { return }
        canvas.putRight(side, row: row, end: end, width: width, style: Style(users > 0 ? .warning : .dim))
    }

    // MARK: - A new key

    /// The form over the list: name, account, addresses, and why it was refused.
    func drawKeyForm(on canvas: inout Canvas) {
        let form = self.settings.keys.form
        let area = self.panelArea
        let width = min(66, area.width - 4)
        let text = wrapped(self.phrases.addKeyText, to: width - 4)
        let judgement = self.judgement(of: form).map { piece in
            wrapped(piece.text, to: width - 4).map { Piece($0, piece.style.role) }
        }
        let notes = (judgement ?? [Piece(self.phrases.keyFieldHints[form.focus.rawValue], .dim)]).prefix(3)
        let fields = KeyForm.Field.allCases
        let height = min(area.height, text.count + fields.count + notes.count + 3)
        let rect = Rect(
            column: area.column + (area.width - width) / 2,
            row: area.row + (area.height - height) / 2,
            width: width,
            height: height
        )
        canvas.grid.fill(rect)
        let box = Box(rect: rect, focused: true)
        box.draw(on: &canvas, title: self.phrases.addKeyTitle)
        let inside = box.inside
        // The fields and what is said of them must be seen: the text gives way where not all fits.
        var row = inside.row
        for line in text.prefix(max(0, inside.height - notes.count - fields.count)) {
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2)
            row += 1
        }
        row = max(row, inside.endRow - notes.count - fields.count)
        let labels = self.phrases.keyFieldLabels
        let column = inside.column + 4 + (labels.map(TextWidth.width(of:)).max() ?? 0)
        for field in fields where row < inside.endRow {
            let isFocused = field == form.focus
            if isFocused {
                canvas.put("›", row: row, column: inside.column + 1, width: 1, style: Style(.key, bold: true))
            }
            let room = max(1, inside.endColumn - 1 - column)
            canvas.put(labels[field.rawValue], row: row, column: inside.column + 3, width: column - inside.column - 3)
            let window = form.editors[field.rawValue].window(width: room)
            canvas.put(
                TextWidth.padded(window.text, to: room),
                row: row,
                column: column,
                width: room,
                style: Style(.input)
            )
            if isFocused { canvas.cursor = Position(column: column + window.cursorColumn, row: row) }
            row += 1
        }
        for piece in notes where row < inside.endRow {
            canvas.put([piece], row: row, column: inside.column + 1, width: inside.width - 2)
            row += 1
        }
    }

    private func judgement(of form: KeyForm) -> Piece? {
        if form.isPending { return Piece("… \(self.phrases.applying)", .dim) }
        return form.problem.map { Piece("✗ \($0)", .error) }
    }
}

import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

/// A line of the Settings form.
enum FormLine: Equatable {
    case section(SettingSection)
    case row(SettingRow)
    /// Text under a row that does not fit beside it.
    case note(SettingRow, Piece)
    /// What stands in the place of rows in a part that has none.
    case hint(String)
}

extension Array where Element == FormLine {
    /// The lines of a row: itself and what stands under it.
    func range(of row: SettingRow) -> Range<Int> {
        guard let first = self.firstIndex(of: .row(row)) else { return 0..<0 }
        let notes = self[(first + 1)...].prefix { if case .note = $0 { true } else { false } }
        return first..<(first + 1 + notes.count)
    }
}

extension ConsoleModel {
    /// Column of the labels' end, counted from the inside of the box: the mark, then the value.
    private static let markColumn = 12
    private static let valueColumn = 14
    /// Columns for a judgement beside a field, as designed for 80 columns.
    private static let judgementWidth = 19

    /// The form; the first heading is the box's own title. A field whose fact is missing is left out.
    ///
    /// - Parameter width: Of the box.
    func formLines(width: Int) -> [FormLine] {
        var lines: [FormLine] = []
        for section in SettingSection.allCases {
            if section != .endpoint { lines.append(.section(section)) }
            for field in section.fields {
                lines.append(.row(.field(field)))
                defer { if field == .accessKey { lines.append(.row(.keys)) } }
                guard let open = self.settings.open, open.field == field,
                    let judgement = self.judgement(of: open), !self.fitsBeside(judgement, open, width: width)
                else { continue }
                let room = max(8, width - 4 - Self.valueColumn)
                lines += wrapped(judgement.text, to: room).map {
                    .note(.field(field), Piece($0, judgement.style.role))
                }
            }
        }
        let room = max(8, width - 4)
        guard !self.snapshot.alarms.isEmpty else {
            return lines + self.phrases.noAlarms.flatMap { wrapped($0, to: room) }.map { .hint($0) }
        }
        for (place, alarm) in self.snapshot.alarms.enumerated() {
            lines.append(.row(.alarm(place)))
            lines += self.alarmNotes(alarm, width: max(8, room - Self.valueColumn)).map { .note(.alarm(place), $0) }
        }
        return lines
    }

    /// What must be in sight: the row under the cursor; under the last one all that follows.
    func selectedRange(in lines: [FormLine]) -> Range<Int> {
        let range = lines.range(of: self.selectedSetting)
        return self.selectedSetting == self.settingRows.last ? range.lowerBound..<lines.count : range
    }

    func drawSettings(on canvas: inout Canvas) {
        let box = Box(rect: self.panelArea, focused: true)
        let inside = box.inside
        let lines = self.formLines(width: box.rect.width)
        let rows = self.settingRows
        let index = rows.firstIndex(of: self.selectedSetting) ?? 0
        let note = lines.count > inside.height ? [Piece("\(index + 1)/\(rows.count)", .dim)] : []
        let top = scrollTop(
            self.settings.top,
            showing: self.selectedRange(in: lines),
            height: inside.height,
            count: lines.count
        )
        box.draw(on: &canvas, title: self.phrases.section(Self.section(at: top, of: lines)), note: note)
        for (offset, line) in lines.dropFirst(top).prefix(inside.height).enumerated() {
            let row = inside.row + offset
            switch line {
            case .section(let section): box.section(self.phrases.section(section), row: row, on: &canvas)
            case .row(let part):
                if let place = rows.firstIndex(of: part) { self.clickable(place, row: row, in: inside, on: &canvas) }
                switch part {
                case .field(let field): self.draw(field, row: row, in: inside, on: &canvas)
                case .keys: self.drawKeys(row: row, in: inside, on: &canvas)
                case .alarm(let place): self.draw(alarm: place, row: row, in: inside, on: &canvas)
                }
            case .note(let part, let piece):
                let column = inside.column + Self.valueColumn
                canvas.put([piece], row: row, column: column, width: inside.endColumn - 1 - column)
                if let place = rows.firstIndex(of: part) { self.clickable(place, row: row, in: inside, on: &canvas) }
            case .hint(let text):
                canvas.put(text, row: row, column: inside.column + 1, width: inside.width - 2, style: Style(.dim))
            }
        }
    }

    /// The part of the form that the first line in sight belongs to: the title of the box.
    private static func section(at top: Int, of lines: [FormLine]) -> SettingSection {
        let before = lines.prefix(top).compactMap { line in
            if case .section(let section) = line { section } else { nil }
        }
        return before.last ?? .endpoint
    }

    private func clickable(_ index: Int, row: Int, in inside: Rect, on canvas: inout Canvas) {
        let rect = Rect(column: inside.column, row: row, width: inside.width, height: 1)
        canvas.click(rect, .select(row: index, of: .settings))
    }

    private func drawKeys(row: Int, in inside: Rect, on canvas: inout Canvas) {
        let label = self.phrases.keysLabel
        canvas.put(label, row: row, column: inside.column + 1, width: Self.markColumn - 1, style: Style(.dim))
        let column = inside.column + Self.valueColumn
        self.drawKeysRow(column: column, row: row, end: inside.endColumn - 1, on: &canvas)
        guard self.selectedSetting == .keys else { return }
        canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column + Self.markColumn)
    }

    private func draw(alarm place: Int, row: Int, in inside: Rect, on canvas: inout Canvas) {
        guard self.snapshot.alarms.indices.contains(place) else { return }
        let alarm = self.snapshot.alarms[place]
        let label = self.phrases.alarmLabel(place + 1)
        canvas.put(label, row: row, column: inside.column + 1, width: Self.markColumn - 1, style: Style(.dim))
        let column = inside.column + Self.valueColumn
        let width = inside.endColumn - 1 - column
        let state = self.alarmState(alarm)
        let stateWidth = min(TextWidth.width(of: state.text), width * 2 / 3)
        canvas.put(self.phrases.alarmText(alarm), row: row, column: column, width: width - stateWidth - 2)
        canvas.putRight(state.text, row: row, end: inside.endColumn - 1, width: stateWidth, style: state.style)
        guard self.selectedSetting == .alarm(place) else { return }
        canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column + Self.markColumn)
    }

    private func draw(_ field: SettingField, row: Int, in inside: Rect, on canvas: inout Canvas) {
        let pinned = self.pin(of: field) != nil
        let label = self.phrases.settingLabel(field)
        canvas.put(label, row: row, column: inside.column + 1, width: Self.markColumn - 1, style: Style(.dim))
        let column = inside.column + Self.valueColumn
        let end = inside.endColumn - 1
        if let open = self.settings.open, open.field == field {
            canvas.put("›", row: row, column: inside.column + Self.markColumn, width: 1, style: Style(.key, bold: true))
            self.draw(open, row: row, column: column, end: end, on: &canvas)
            return
        }
        let selected = self.selectedSetting == .field(field)
        let style = Style(pinned || self.isUnset(field) ? .dim : .text)
        let width = end - column
        let used = canvas.put(self.valueText(field, width: width), row: row, column: column, width: width, style: style)
        let free = width - used - 2
        let side = self.sides(of: field, selected: selected).first { TextWidth.width(of: $0) <= free } ?? ""
        let sideWidth = TextWidth.width(of: side)
        canvas.putRight(side, row: row, end: end, width: sideWidth, style: Style(.dim))
        let hasRoom = used + 6 + TextWidth.width(of: self.keyHints) < width - sideWidth
        if field == .accessKey, hasRoom, !self.terminal.isReadOnly {
            canvas.put(self.keyHintPieces, row: row, column: column + used + 6, width: width - used - 6)
        }
        if selected {
            let columns = inside.column..<inside.endColumn
            canvas.mark(row: row, columns: columns, marker: inside.column + Self.markColumn)
        }
    }

    private var keyHints: String { self.keyHintPieces.map(\.text).joined() }

    private var keyHintPieces: [Piece] {
        [
            Piece("v", .key, bold: true), Piece(" \(self.phrases.showWord)  "),
            Piece("R", .key, bold: true), Piece(" \(self.phrases.rotateWord)"),
        ]
    }

    /// What may stand at the right of a row, the first that fits: what the field under the cursor is for, and where
    /// a value comes from.
    private func sides(of field: SettingField, selected: Bool) -> [String] {
        var sides: [String] = []
        if field == .accessKey, let until = self.snapshot.access.graceEndsAt {
            let time = ClockTime(until, offset: self.terminal.utcOffset).time.prefix(5)
            sides.append(self.phrases.keyGrace(until: String(time)))
        } else if selected, self.pin(of: field) == nil, field != .accessKey {
            sides.append(self.phrases.settingHelp(field))
        }
        return sides + [self.settingFacts(field).flatMap { self.phrases.origin($0.origin) } ?? ""]
    }

    private func isUnset(_ field: SettingField) -> Bool {
        switch field.kind {
        case .secret: self.secret(of: field)?.isEmpty ?? true
        case .boolean, .language: false
        case .text: self.settingFacts(field)?.value.isEmpty ?? true
        }
    }

    private func valueText(_ field: SettingField, width: Int) -> String {
        let value = self.settingFacts(field)?.value ?? ""
        switch field.kind {
        case .boolean:
            let state = self.phrases.onOff(value == "true")
            guard field == .tlsEnabled, value == "true", let certificate = self.certificateText else { return state }
            return "\(state)  \(certificate)"
        case .language: return value == "auto" || value.isEmpty ? self.phrases.languageAuto : value
        case .text: return value.isEmpty ? self.phrases.notSet : value
        case .secret:
            if let secret = self.secret(of: field), !secret.isEmpty { return masked(secret, width: width) }
            return field == .accessKey ? self.phrases.anonymousKey : self.phrases.fromWebUIFile
        }
    }

    /// What the main listener shows to TLS clients.
    private var certificateText: String? {
        guard let certificate = self.mainListener?.certificate else { return nil }
        return self.phrases.certificate(
            TextWidth.truncated(certificate.name, to: 32),
            until: CertificateFacts.day(certificate.validUntil),
            hasEnded: certificate.validUntil < self.snapshot.takenAt
        )
    }

    // MARK: - The open field

    private func draw(_ open: OpenField, row: Int, column: Int, end: Int, on canvas: inout Canvas) {
        let judgement = self.judgement(of: open)
        let beside = judgement.map { self.fitsBeside($0, open, width: end - column + Self.valueColumn + 3) } ?? false
        let judgementStart =
            beside ? judgement.map { Self.judgementColumn($0, open, column: column, end: end) } ?? end : end
        let width = max(1, (beside ? judgementStart - 1 : end) - column)
        var shown = open.editor
        if open.field.kind == .secret { shown = hidden(open.editor) }
        let window = shown.window(width: width)
        canvas.put(
            TextWidth.padded(window.text, to: width),
            row: row,
            column: column,
            width: width,
            style: Style(.input)
        )
        if self.popup == nil { canvas.cursor = Position(column: column + window.cursorColumn, row: row) }
        if beside, let judgement {
            canvas.put([judgement], row: row, column: judgementStart, width: end - judgementStart)
        }
    }

    private func judgement(of open: OpenField) -> Piece? {
        if open.pending { return Piece("… \(self.phrases.applying)", .dim) }
        return switch open.verdict {
        case .accepted(let text): Piece(text.isEmpty ? "✓" : "✓ \(text)", .ok)
        case .acceptedWithWarning(let text): Piece("⚠ \(text)", .warning)
        case .refused(let text): Piece("✗ \(text)", .error)
        case nil: nil
        }
    }

    /// The column of a judgement: as designed where there is room, further right where the field needs it.
    private static func judgementColumn(_ judgement: Piece, _ open: OpenField, column: Int, end: Int) -> Int {
        let free = end - column - self.fieldWidth(open) - 1
        return end - max(TextWidth.width(of: judgement.text), min(self.judgementWidth, free))
    }

    /// Whether a judgement has room on the row of its field, with what is typed still in sight.
    private func fitsBeside(_ judgement: Piece, _ open: OpenField, width: Int) -> Bool {
        let room = width - 3 - Self.valueColumn
        return Self.fieldWidth(open) + 1 + TextWidth.width(of: judgement.text) <= room
    }

    /// Columns that the typed text needs with its cursor; a long one scrolls within 32.
    private static func fieldWidth(_ open: OpenField) -> Int {
        min(TextWidth.width(of: open.editor.text) + 1, 32)
    }
}

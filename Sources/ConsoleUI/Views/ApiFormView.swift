import OneBot
import Snapshot
import Terminal

extension ConsoleModel {
    /// The form of the action the cursor is on: what it does, a row for each parameter, the other JSON, the row that
    /// sends; under a row what is odd about its value.
    func callFormLines(width: Int) -> [OwnedLine<Int>] {
        guard self.selectedAction != nil else { return [] }
        let form = self.form
        var lines = [OwnedLine<Int>(owner: nil, pieces: self.aboutAction)]
        for row in 0..<form.rows {
            lines.append(OwnedLine(owner: row, pieces: []))
            guard let remark = self.remark(row: row) else { continue }
            lines += wrapped(remark.text, to: max(8, width - 6)).map { text in
                OwnedLine(owner: row, pieces: [Piece("    "), Piece(text, remark.style.role)])
            }
        }
        return lines
    }

    private var aboutAction: [Piece] {
        let action = self.knownAction
        let role: Role =
            switch action?.effect {
            case .reads: .dim
            case .readsSecrets, .changes, nil: .warning
            case .dangerous: .error
            }
        guard let action else { return [Piece(self.phrases.actionEffect(nil), role)] }
        let known = [self.phrases.actionOrigin(action.origin)] + action.knownBy
        var seen: Set<String> = []
        let names = known.filter { seen.insert($0).inserted }.joined(separator: self.phrases.listSeparator)
        return [Piece(self.phrases.actionEffect(action.effect), role), Piece(" · \(names)", .dim)]
    }

    private func remark(row: Int) -> Piece? {
        switch self.verdict(row: row) {
        case .leftOut, .fine: return nil
        case .unusual(let wanted, let sentAs):
            let way = sentAs == .json ? self.phrases.asJSON : self.phrases.asText
            return Piece("⚠ \(self.phrases.valueRemark(wanted: wanted, sentAs: way))", .warning)
        case .brokenJSON: return Piece("✗ \(self.phrases.brokenJSON)", .error)
        }
    }

    func formLabel(row: Int) -> String {
        let parameters = self.knownAction?.parameters ?? []
        return parameters.indices.contains(row) ? parameters[row].name : self.phrases.otherJSON
    }

    func drawCallForm(in rect: Rect, on canvas: inout Canvas) {
        let focused = self.api.focus == .form
        let box = Box(rect: rect, focused: focused)
        let inside = box.inside
        let form = self.form
        let lines = self.callFormLines(width: inside.width)
        let note = lines.count > inside.height ? [Piece("\(form.row + 1)/\(form.rows)", .dim)] : []
        let title = self.selectedAction ?? self.phrases.parametersTitle
        box.draw(on: &canvas, title: title, note: note)
        let top = scrollTop(
            form.top,
            showing: lines.range(of: form.row),
            height: inside.height,
            count: lines.count
        )
        var drawn: Set<Int> = []
        // A row that began above is told from one that begins here by the line before.
        if top > 0, let above = lines[bounded(top - 1, below: lines.count)].owner { drawn.insert(above) }
        for (offset, line) in lines.dropFirst(top).prefix(inside.height).enumerated() {
            let row = inside.row + offset
            guard let owner = line.owner else {
                canvas.put(line.pieces, row: row, column: inside.column + 1, width: inside.width - 2)
                continue
            }
            let whole = Rect(column: inside.column, row: row, width: inside.width, height: 1)
            canvas.click(whole, .select(row: owner, of: .apiForm))
            guard drawn.insert(owner).inserted else {
                canvas.put(line.pieces, row: row, column: inside.column, width: inside.width - 1)
                continue
            }
            self.drawFormRow(owner, form, focused: focused, row: row, in: inside, on: &canvas)
        }
    }

    private func drawFormRow(
        _ index: Int,
        _ form: CallForm,
        focused: Bool,
        row: Int,
        in inside: Rect,
        on canvas: inout Canvas
    ) {
        let end = inside.endColumn - 1
        let isOpen = self.api.field?.row == index
        if index == form.sendRow {
            let bot = self.apiBot.map { self.displayName(of: $0) } ?? "–"
            let pieces = [Piece("s ", .key, bold: true), Piece(self.phrases.sendRow(to: bot), .text, bold: true)]
            canvas.put(pieces, row: row, column: inside.column + 2, width: inside.width - 3)
        } else {
            let columns = self.formColumns(width: inside.width)
            let parameters = self.knownAction?.parameters ?? []
            let parameter = parameters.indices.contains(index) ? parameters[index] : nil
            if parameter?.isRequired == true {
                canvas.put("•", row: row, column: inside.column + 1, width: 1, style: Style(.key, bold: true))
            }
            let label = self.formLabel(row: index)
            canvas.put(label, row: row, column: inside.column + 2, width: columns.name, style: Style(.dim))
            if let parameter, columns.kind > 0 {
                let column = inside.column + 3 + columns.name
                let kind = self.phrases.parameterKind(parameter.kind)
                canvas.put(kind, row: row, column: column, width: columns.kind, style: Style(.dim))
            }
            let column = inside.column + columns.value
            if isOpen {
                self.drawOpenParameter(row: row, column: column, end: end, on: &canvas)
            } else {
                let value = self.valuePiece(index, parameter)
                canvas.put([value], row: row, column: column, width: end - column)
            }
        }
        guard focused, index == form.row else { return }
        if isOpen {
            canvas.put("›", row: row, column: inside.column, width: 1, style: Style(.key, bold: true))
        } else {
            canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
        }
    }

    /// Columns of the names and kinds, and where the values begin: the same for all rows of a form.
    private func formColumns(width: Int) -> (name: Int, kind: Int, value: Int) {
        let names = (self.knownAction?.parameters ?? []).map { TextWidth.width(of: $0.name) }
        let longest = max(names.max() ?? 0, TextWidth.width(of: self.phrases.otherJSON))
        let name = min(longest, width * 2 / 5)
        let kind = width >= 40 ? 7 : 0
        return (name, kind, 2 + name + 1 + (kind > 0 ? kind + 1 : 0))
    }

    /// A value, or in its place what an empty one means.
    private func valuePiece(_ row: Int, _ parameter: Action.Parameter?) -> Piece {
        let text = self.form.text(row: row)
        guard text.isEmpty else { return Piece(text) }
        guard let parameter else { return Piece(self.phrases.otherJSONHint, .dim) }
        if parameter.isRequired { return Piece(self.phrases.requiredValue, .warning) }
        return Piece(parameter.defaultValue ?? self.phrases.optionalValue, .dim)
    }

    private func drawOpenParameter(row: Int, column: Int, end: Int, on canvas: inout Canvas) {
        guard let field = self.api.field else { return }
        let width = max(1, end - column)
        let window = field.editor.window(width: width)
        let text = TextWidth.padded(window.text, to: width)
        canvas.put(text, row: row, column: column, width: width, style: Style(.input))
        guard self.popup == nil else { return }
        canvas.cursor = Position(column: min(column + window.cursorColumn, self.terminal.size.columns - 1), row: row)
    }
}

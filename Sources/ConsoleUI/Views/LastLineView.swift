import Terminal

extension ConsoleModel {
    /// The last line: the command line, a message, or the keys that work here and now.
    func drawLastLine(on canvas: inout Canvas) {
        let row = self.terminal.size.rows - 1
        if let line = self.commandLine, self.popup == nil {
            self.draw(line, row: row, on: &canvas)
        } else if let flash = self.flash {
            self.draw(flash, row: row, on: &canvas)
        } else {
            self.drawHints(row: row, on: &canvas)
        }
    }

    private func draw(_ flash: Flash, row: Int, on canvas: inout Canvas) {
        let (sign, role): (String, Role) =
            switch flash.level {
            case .info: ("", .text)
            case .warning: ("⚠ ", .warning)
            case .error: ("✗ ", .error)
            }
        let width = self.terminal.size.columns - 1
        canvas.put(sign + flash.text, row: row, column: 1, width: width, style: Style(role, bold: true))
    }

    /// Keys and what they do, most useful first; whole ones only, with the help always among them.
    private func drawHints(row: Int, on canvas: inout Canvas) {
        let width = self.terminal.size.columns
        let hints = self.hints
        let help = hints.last { $0.command == .help }
        let reserved = help.map { self.width(of: $0) + 2 } ?? 0
        var column = 1
        for binding in hints where binding.command != .help {
            guard column + self.width(of: binding) <= width - reserved - 1 else { break }
            column += self.draw(binding, row: row, column: column, on: &canvas) + 2
        }
        if let help { column += self.draw(help, row: row, column: column, on: &canvas) + 2 }
        if let note = self.fieldNote {
            canvas.put(note, row: row, column: column + 1, width: width - column - 2, style: Style(.dim))
        }
    }

    /// The bindings of the last line in its order: those that work now, what mends the step in sight first, the copies
    /// first on the Overview only.
    package var hints: [KeyBinding] {
        let offered = self.panel == .connect ? self.selectedStep.map { self.offers(for: $0) } ?? [] : []
        let mending = offered.map(\.command)
        return KeyTable.effective(in: self.contexts)
            .compactMap { binding -> (binding: KeyBinding, order: Int)? in
                guard self.unavailable(binding) == nil else { return nil }
                guard self.isHinted(binding) else { return nil }
                // It is still a key: it says why.
                if binding.command == .applyConnection, !self.canApply, !mending.contains(.applyConnection) {
                    return nil
                }
                if binding.context == .connect, let place = mending.firstIndex(of: binding.command) {
                    return (binding, 20 + place)
                }
                guard binding.priority > 0 else { return nil }
                let isCopy = binding.context == .copies && self.panel != .overview
                return (binding, 10 * (binding.priority + (isCopy ? 10 : 0)))
            }
            .sorted { $0.order < $1.order }
            .map(\.binding)
    }

    /// Whether the popup in sight leaves the last line to a binding.
    private func isHinted(_ binding: KeyBinding) -> Bool {
        switch self.popup {
        // Its own keys, so that what to do with the code stands there whole.
        case .qrCode: binding.context == .qrCode || binding.context == .reading
        // The arrows scroll there.
        case .preview: binding.command != .nextChoice
        default: true
        }
    }

    private func width(of binding: KeyBinding) -> Int {
        TextWidth.width(of: binding.keyText) + 1 + TextWidth.width(of: binding.hint(self.language))
    }

    private func draw(_ binding: KeyBinding, row: Int, column: Int, on canvas: inout Canvas) -> Int {
        let width = self.terminal.size.columns
        var at = column
        at += canvas.put(binding.keyText, row: row, column: at, width: width - at, style: Style(.key, bold: true))
        at += canvas.put(" " + binding.hint(self.language), row: row, column: at, width: width - at)
        if let key = binding.keys.first {
            canvas.click(Rect(column: column, row: row, width: at - column, height: 1), .press(key))
        }
        return at - column
    }

    /// What happens to the bots when an open field of the listener is applied.
    private var fieldNote: String? {
        if self.popup == .qrCode { return self.isCodeDrawn ? self.phrases.scanHint : nil }
        guard self.popup == nil, self.panel == .settings, let open = self.settings.open,
            open.field == .port || open.field == .host
        else { return nil }
        return self.phrases.staysConnected(self.connectedBots, port: self.mainPort)
    }

    private func draw(_ line: CommandLineState, row: Int, on canvas: inout Canvas) {
        let width = self.terminal.size.columns
        canvas.put(":", row: row, column: 0, width: 1, style: Style(.key, bold: true))
        let side = self.commandSide(line)
        let sideWidth = min(TextWidth.width(of: side.text), width / 2)
        let typed = TextWidth.width(of: line.editor.text) + 1
        let fieldWidth = max(1, min(max(typed, 12), width - 1 - (sideWidth == 0 ? 0 : sideWidth + 2)))
        let window = line.editor.window(width: fieldWidth)
        canvas.put(window.text, row: row, column: 1, width: fieldWidth, style: Style(.input))
        canvas.cursor = Position(column: min(1 + window.cursorColumn, width - 1), row: row)
        canvas.put(side.text, row: row, column: 1 + fieldWidth + 2, width: width - fieldWidth - 3, style: side.style)
    }

    /// What stands beside the command: what is wrong, what Tab would give, or how the command is written.
    private func commandSide(_ line: CommandLineState) -> Piece {
        if let problem = line.problem { return Piece("✗ \(self.phrases.commandProblem(problem))", .error) }
        if !line.candidates.isEmpty {
            return Piece(line.candidates.joined(separator: "  "), .dim)
        }
        let words = line.editor.text.split(whereSeparator: \.isWhitespace).map(String.init)
        if let spec = CommandSpec.matching(words) {
            guard !self.terminal.isReadOnly || spec.isForOnlookers else {
                let isRefused = ConsoleCommand(rawValue: spec.name)?.isForOnlookers != true
                return Piece(isRefused ? self.phrases.unavailable(.readOnly) : "", .dim)
            }
            return Piece("\(spec.usage)  \(spec.help(self.language))", .dim)
        }
        return Piece(self.completions(of: line.editor.text).joined(separator: "  "), .dim)
    }
}

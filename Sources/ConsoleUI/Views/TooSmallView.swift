import Terminal

extension ConsoleModel {
    /// One line in the place of everything: both sizes and the key that works, or the question that is open.
    func drawTooSmall(on canvas: inout Canvas) {
        let size = self.terminal.size
        guard size.rows > 0 else { return }
        if case .question(let question, _) = self.popup {
            let choices = question.choices.map { "\($0.keyText) \($0.hint(self.language))" }
            let text = self.phrases.labelled(self.title(of: question), choices.joined(separator: "  "))
            for (row, line) in wrapped(text, to: size.columns).prefix(size.rows).enumerated() {
                canvas.put(line, row: row, column: 0, width: size.columns)
            }
            return
        }
        let need = Tier.minimum
        let sizes = "\(size.columns)x\(size.rows) < \(need.columns)x\(need.rows)"
        let forms = [
            "\(self.phrases.tooSmall(have: size, need: need))  \(self.phrases.quitKey)",
            "\(sizes)  \(self.phrases.quitKey)",
            self.phrases.quitKey,
        ]
        let text = forms.first { TextWidth.width(of: $0) <= size.columns } ?? "q"
        canvas.put(text, row: 0, column: 0, width: size.columns)
    }
}

import OneBot
import Snapshot
import Terminal

extension ConsoleModel {
    /// What will be sent where, and what is to be thought of before.
    func callText(_ draft: CallDraft) -> String {
        let bot = self.snapshot.bots.first { $0.selfID == draft.selfID }.map { self.displayName(of: $0) }
        let parameters = TextWidth.truncated(draft.parameters, to: 200)
        var sentences = [
            self.phrases.callText(draft.entry.action, bot: bot ?? draft.selfID, parameters: parameters),
            self.phrases.callWarning(draft.effect),
        ]
        if !draft.missing.isEmpty { sentences.append(self.phrases.callMissing(draft.missing)) }
        sentences += draft.unseen.map { self.phrases.pathUnseen($0, container: self.look?.container?.name ?? "") }
        if !draft.unseen.isEmpty { sentences.append(self.phrases.pathAdvice) }
        return self.phrases.paragraph(sentences)
    }

    /// The question before a dangerous call: its name is to be typed.
    func drawNameField(_ draft: CallDraft, _ editor: LineEditor, on canvas: inout Canvas) {
        let area = self.panelArea
        let width = min(66, area.width - 4)
        let text = wrapped(self.callText(draft), to: width - 4)
        let ask = wrapped(self.phrases.typeName(draft.entry.action), to: width - 4)
        let height = min(area.height, text.count + ask.count + 4)
        let rect = Rect(
            column: area.column + (area.width - width) / 2,
            row: area.row + (area.height - height) / 2,
            width: width,
            height: height
        )
        canvas.grid.fill(rect)
        canvas.cursor = nil
        let box = Box(rect: rect, focused: true)
        box.draw(on: &canvas, title: self.phrases.callTitle)
        let inside = box.inside
        // The field and what is to be typed must be seen: the text gives way where not all fits.
        let last = ask + [""]
        var row = inside.row
        for line in text.prefix(max(0, inside.height - last.count)) {
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2)
            row += 1
        }
        row = max(row, inside.endRow - last.count)
        for line in ask where row < inside.endRow {
            canvas.put(
                line,
                row: row,
                column: inside.column + 1,
                width: inside.width - 2,
                style: Style(.text, bold: true)
            )
            row += 1
        }
        guard row < inside.endRow else { return }
        let room = max(1, inside.width - 4)
        let window = editor.window(width: room)
        canvas.put("›", row: row, column: inside.column + 1, width: 1, style: Style(.key, bold: true))
        let shown = TextWidth.padded(window.text, to: room)
        canvas.put(shown, row: row, column: inside.column + 3, width: room, style: Style(.input))
        canvas.cursor = Position(column: inside.column + 3 + window.cursorColumn, row: row)
    }
}

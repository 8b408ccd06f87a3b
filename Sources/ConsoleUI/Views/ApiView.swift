import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    func drawApi(on canvas: inout Canvas) {
        if let rect = self.apiRect(.bot) { self.drawApiBot(in: rect, on: &canvas) }
        if let rect = self.apiRect(.actions) { self.drawActions(in: rect, on: &canvas) }
        if let rect = self.apiRect(.form) { self.drawCallForm(in: rect, on: &canvas) }
        if let rect = self.apiRect(.response) { self.drawResponse(in: rect, on: &canvas) }
    }

    /// The line that says which bot is called.
    private func drawApiBot(in rect: Rect, on canvas: inout Canvas) {
        let bots = self.callableBots
        var end = rect.endColumn - 1
        if self.nextBotUnavailable == nil {
            let word = "b \(self.phrases.nextBotWord)"
            let start = canvas.putRight(word, row: rect.row, end: end, width: rect.width / 2)
            canvas.put("b", row: rect.row, column: start, width: 1, style: Style(.key, bold: true))
            let hint = Rect(column: start, row: rect.row, width: end - start, height: 1)
            canvas.click(hint, .press(.character("b")))
            end = start - 2
        }
        var pieces = [Piece(self.phrases.botLabel + "  ", .dim)]
        if let bot = self.apiBot {
            let place = bots.firstIndex { $0.selfID == bot.selfID }
            pieces.append(Piece(self.displayName(of: bot) + "  ", .text, bold: true))
            pieces.append(stateSign(bot.state))
            pieces.append(Piece(" \(self.phrases.botState(bot.state))"))
            if bots.count > 1, let place { pieces.append(Piece("  \(place + 1)/\(bots.count)", .dim)) }
            if let name = implementationText(bot, short: true) { pieces.append(Piece("  \(name)", .dim)) }
        } else {
            pieces.append(Piece("✗ \(self.phrases.noBotToCall)", .error))
        }
        canvas.put(pieces, row: rect.row, column: 1, width: end - 1)
        if self.api.focus == .bot { canvas.mark(row: rect.row, columns: 0..<rect.endColumn, marker: 0) }
    }

    private func drawActions(in rect: Rect, on canvas: inout Canvas) {
        let focused = self.api.focus == .actions
        let box = Box(rect: rect, focused: focused)
        let inside = box.inside
        let shown = self.shownActions
        let selected = self.selectedActionRow
        let note =
            self.api.filter.isActive
            ? filterNote(self.api.filter, count: "\(shown.count)")
            : [Piece("\((selected ?? -1) + 1)/\(shown.count)", .dim)]
        let noteColumn = box.draw(on: &canvas, title: self.phrases.actionsTitle, note: note)
        self.placeFilterCursor(self.api.filter, note: note, at: noteColumn, row: rect.row, on: &canvas)
        guard let selected else {
            self.drawEmpty(self.phrases.noActionMatches, in: inside, on: &canvas)
            return
        }
        let top = scrollTop(
            self.api.top,
            showing: selected..<(selected + 1),
            height: inside.height,
            count: shown.count
        )
        for (offset, name) in shown.dropFirst(top).prefix(inside.height).enumerated() {
            let row = inside.row + offset
            let isSelected = top + offset == selected
            let sign = effectSign(ActionCatalogue.action(named: name)?.effect)
            canvas.put([sign], row: row, column: inside.column + 1, width: 2)
            let style = Style(isSelected ? .title : .text, bold: isSelected)
            canvas.put(name, row: row, column: inside.column + 4, width: inside.width - 5, style: style)
            canvas.click(
                Rect(column: inside.column, row: row, width: inside.width, height: 1),
                .select(row: top + offset, of: .apiActions)
            )
            if focused, isSelected {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
            }
        }
    }

    // MARK: - The response

    private func drawResponse(in rect: Rect, on canvas: inout Canvas) {
        let box = Box(rect: rect, focused: self.api.focus == .response)
        let inside = box.inside
        var title = self.phrases.responseTitle
        if case .waiting(let call) = self.api.progress {
            let (text, changes) = waitingText(since: call.at, at: canvas.now)
            title = self.phrases.labelled(title, self.phrases.callWaiting(text))
            canvas.changes(at: changes)
        }
        let head = self.responseHead(width: inside.width, at: canvas.now)
        let height = max(0, inside.height - head.count)
        let lines = self.api.response.lines
        let top = self.api.response.top
        let note =
            lines.count > height && !lines.isEmpty
            ? [Piece("\(min(top + height, lines.count))/\(lines.count)", .dim)] : []
        box.draw(on: &canvas, title: title, note: note)
        if self.api.progress == .none {
            self.drawEmpty(self.phrases.noCallYet, in: inside, on: &canvas)
            return
        }
        for (offset, piece) in head.prefix(inside.height).enumerated() {
            canvas.put([piece], row: inside.row + offset, column: inside.column + 1, width: inside.width - 2)
        }
        for (offset, line) in lines.dropFirst(top).prefix(height).enumerated() {
            let row = inside.row + head.count + offset
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2)
        }
    }

    /// What was called and how it ended, above the response.
    func responseHead(width: Int, at now: Date?) -> [Piece] {
        let room = max(8, width - 2)
        switch self.api.progress {
        case .none: return []
        case .waiting(let call):
            return wrapped("\(call.action)  \(call.selfID)", to: room).map { Piece($0, .dim) }
        case .ended(let call, let ended):
            let sign = outcomeSign(ended.outcome)
            // Another bot may have been chosen since.
            let name =
                call.selfID == self.apiBot?.selfID
                ? call.action : self.phrases.withDetails(call.action, [call.selfID])
            let text = "\(sign.text) \(self.phrases.labelled(name, self.phrases.callOutcome(ended.outcome)))"
            var pieces = wrapped(text, to: room).map { Piece($0, sign.style.role, bold: true) }
            if case .answered(let answer) = ended.outcome, !answer.succeeded {
                let meaning = answer.retcode.flatMap { self.phrases.retcode($0) }
                let reason: String? =
                    switch (meaning, ended.words) {
                    case (let meaning?, let words?): self.phrases.labelled(meaning, words)
                    case (let meaning, let words): meaning ?? words
                    }
                if let reason { pieces += wrapped(reason, to: room).prefix(3).map { Piece($0) } }
            }
            if ended.shown < ended.length {
                let cut = self.phrases.responseCut(shown: bytesText(ended.shown), of: bytesText(ended.length))
                pieces += wrapped("⚠ \(cut)", to: room).map { Piece($0, .warning) }
            }
            return pieces
        }
    }
}

/// The sign of what an action does, in plain ASCII; nothing for those that read.
func effectSign(_ effect: Action.Effect?) -> Piece {
    switch effect {
    case .reads: Piece("  ")
    case .readsSecrets: Piece(" *", .warning)
    case .changes, nil: Piece(" !", .warning)
    case .dangerous: Piece("!!", .error, bold: true)
    }
}

/// The sign of how a call ended; where nobody knows it, a warning.
private func outcomeSign(_ outcome: CallOutcome) -> Piece {
    switch outcome {
    case .answered(let answer): answer.succeeded ? Piece("✓", .ok) : Piece("✗", .error)
    case .noSuchBot, .notConnected, .tooMany, .tooBig, .notTaken: Piece("✗", .error)
    case .timedOut, .linkLost: Piece("⚠", .warning)
    }
}

/// Seconds waited, in fifths below ten and whole from then on, and when they read differently.
func waitingText(since start: Date, at now: Date) -> (text: String, changes: Date) {
    let elapsed = now.timeIntervalSince(start) + 0.001
    let seconds = elapsed.isFinite ? min(max(0, elapsed), 1e6) : 0
    guard seconds < 10 else {
        let whole = Int(seconds)
        return (String(whole), start.addingTimeInterval(Double(whole + 1)))
    }
    let fifths = Int(seconds * 5)
    return ("\(fifths / 5).\(fifths % 5 * 2)", start.addingTimeInterval(Double(fifths + 1) / 5))
}

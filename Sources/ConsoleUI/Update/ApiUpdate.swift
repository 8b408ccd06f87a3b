import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnApi(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .send:
            guard self.panel == .api else {
                self.open(.api)
                break
            }
            self.keepField()
            return self.sendForm(at: now)
        case .nextBot: self.chooseBot(by: 1)
        case .previousBot: self.chooseBot(by: -1)
        case .botCalls:
            guard let bot = self.selectedBot else { break }
            self.openApi(of: bot.selfID)
        case .earlierCall: self.moveInApi(by: -1)
        case .keepField: self.keepField()
        case .nextField:
            self.keepField()
            self.selectFormRow(self.form.row + 1)
            self.openField()
        case .leaveField: self.api.field = nil
        case .confirmName: return self.confirmName(at: now)
        default: break
        }
        return []
    }

    /// The panel with one bot chosen.
    mutating func openApi(of selfID: String) {
        self.open(.api)
        self.api.bot = selfID
    }

    private mutating func chooseBot(by step: Int) {
        let bots = self.callableBots
        guard !bots.isEmpty else { return }
        guard let place = bots.firstIndex(where: { $0.selfID == self.apiBot?.selfID }) else {
            self.api.bot = bots[0].selfID
            return
        }
        self.api.bot = bots[(place + step + bots.count) % bots.count].selfID
    }

    // MARK: - Actions

    mutating func moveInApi(by lines: Int) {
        switch self.api.focus {
        case .actions:
            guard let row = self.selectedActionRow else { return }
            self.selectAction(row: row + lines)
        case .form:
            if lines == -1, self.form.row == 0 {
                self.recallCall()
            } else {
                self.selectFormRow(self.form.row + lines)
            }
        case .response: self.api.response.top += lines
        case .bot: break
        }
    }

    mutating func selectAction(row: Int) {
        let shown = self.shownActions
        guard !shown.isEmpty else { return }
        self.selectAction(shown[bounded(row, below: shown.count)])
    }

    private mutating func selectAction(_ name: String) {
        guard name != self.api.action else { return }
        self.api.action = name
        self.api.field = nil
        self.api.historyIndex = nil
    }

    /// Enter in the filter: the cursor stays on what is shown; a name that is not listed can be called too.
    mutating func keepActionFilter() {
        if let shown = self.selectedAction {
            self.selectAction(shown)
            return
        }
        let name = self.api.filter.text.trimmedBlanks
        guard isActionName(name) else { return }
        self.choose(name)
        self.api.focus = .form
    }

    /// Puts the cursor on an action, listed or not.
    private mutating func choose(_ name: String) {
        self.api.filter = FilterState()
        if ActionCatalogue.action(named: name) == nil { self.api.custom = name }
        self.selectAction(name)
    }

    // MARK: - The form

    /// Enter: from an action to its form, there into a field or off with the call.
    mutating func openInApi(at now: Date) -> [ConsoleEffect] {
        switch self.api.focus {
        case .actions:
            guard let name = self.selectedAction else { break }
            self.selectAction(name)
            self.api.focus = .form
        case .form:
            guard self.form.row != self.form.sendRow else { return self.sendForm(at: now) }
            self.openField()
        case .response, .bot: break
        }
        return []
    }

    mutating func selectFormRow(_ row: Int) {
        var form = self.form
        form.row = bounded(row, below: form.rows)
        self.form = form
    }

    private mutating func openField() {
        let form = self.form
        guard form.row < form.sendRow else { return }
        let editor = LineEditor(text: form.text(row: form.row), maximumLength: 8192)
        self.api.field = OpenParameter(row: form.row, editor: editor)
    }

    mutating func editParameter(_ change: (inout LineEditor) -> Void) {
        guard var field = self.api.field else { return }
        change(&field.editor)
        self.api.field = field
    }

    private mutating func keepField() {
        guard let field = self.api.field else { return }
        self.form.set(field.editor.text, row: field.row)
        self.api.field = nil
        self.api.historyIndex = nil
    }

    // MARK: - Earlier calls

    /// Brings the call before back; behind the oldest comes what stood in the form.
    private mutating func recallCall() {
        guard !self.api.history.isEmpty, let action = self.selectedAction else { return }
        if self.api.historyIndex == nil {
            self.api.stash = CallEntry(action: action, values: self.form.values, other: self.form.other)
        }
        let index = (self.api.historyIndex ?? -1) + 1
        let isThere = index < self.api.history.count
        guard let entry = isThere ? self.api.history[index] : self.api.stash else { return }
        self.choose(entry.action)
        self.form = CallForm(values: entry.values, other: entry.other)
        self.api.historyIndex = isThere ? index : nil
    }

    private mutating func remember(_ entry: CallEntry) {
        self.api.history.removeAll { $0 == entry }
        self.api.history = Array(([entry] + self.api.history).prefix(ApiState.historyLimit))
        self.api.historyIndex = nil
    }

    // MARK: - Sending

    /// A call as it was typed: parameters that are demanded and missing are filled in by the form.
    mutating func call(_ action: String, parameters: String?, at now: Date) -> [ConsoleEffect] {
        self.open(.api)
        self.choose(action)
        self.api.focus = .form
        if let parameters {
            let known = self.knownAction?.parameters ?? []
            self.form = CallForm(values: known.map { _ in "" }, other: parameters, row: known.count + 1)
        } else if let known = self.knownAction, known.parameters.contains(where: \.isRequired) {
            return []
        }
        return self.sendForm(at: now)
    }

    /// Sends what the form holds; what changes something or lacks something asks first.
    private mutating func sendForm(at now: Date) -> [ConsoleEffect] {
        guard let action = self.selectedAction else { return [] }
        guard let bot = self.apiBot else {
            self.say(self.phrases.unavailable(.noBot), .warning, at: now)
            return []
        }
        let form = self.form
        do throws(CallForm.Problem) {
            let (json, missing) = try form.parameters(for: self.knownAction)
            let draft = CallDraft(
                selfID: bot.selfID,
                entry: CallEntry(action: action, values: form.values, other: form.other),
                parameters: json,
                effect: self.knownAction?.effect,
                missing: missing,
                unseen: self.unseenPaths(json, bot: bot)
            )
            if draft.isHarmless { return self.send(draft, at: now) }
            if draft.effect == .dangerous {
                self.popup = .nameField(draft, LineEditor(maximumLength: 128))
            } else {
                self.ask(.call(draft))
            }
        } catch {
            self.api.focus = .form
            self.selectFormRow(error.row)
            let label = self.formLabel(row: error.row)
            self.say(self.phrases.labelled(label, self.phrases.brokenJSON), .warning, at: now)
        }
        return []
    }

    mutating func send(_ draft: CallDraft, at now: Date) -> [ConsoleEffect] {
        if case .waiting(let earlier) = self.api.progress { self.api.others[earlier.id] = earlier.action }
        let action = draft.entry.action
        let call = SentCall(id: self.api.nextID, action: action, selfID: draft.selfID, at: now)
        self.api.nextID += 1
        self.api.progress = .waiting(call)
        self.api.response = ScrolledText([])
        self.remember(draft.entry)
        if self.tier == .single { self.api.focus = .response }
        let request = CallRequest(selfID: draft.selfID, action: action, parameters: Array(draft.parameters.utf8))
        return [.call(id: call.id, request)]
    }

    mutating func editName(_ change: (inout LineEditor) -> Void) {
        guard case .nameField(let draft, var editor) = self.popup else { return }
        change(&editor)
        self.popup = .nameField(draft, editor)
    }

    private mutating func confirmName(at now: Date) -> [ConsoleEffect] {
        guard case .nameField(let draft, let editor) = self.popup else { return [] }
        guard editor.text.trimmedBlanks == draft.entry.action else {
            self.say(self.phrases.nameDiffers, .warning, at: now)
            return []
        }
        self.popup = nil
        return self.send(draft, at: now)
    }

    /// Takes in how a call ended; one whose place another took, or whose panel is not in sight, is told on the last
    /// line.
    mutating func take(_ outcome: CallOutcome, ofCall id: Int, at now: Date) {
        if let action = self.api.others.removeValue(forKey: id) {
            self.say(self.phrases.labelled(action, self.phrases.callOutcome(outcome)), at: now)
            return
        }
        guard case .waiting(let call) = self.api.progress, call.id == id else { return }
        var ended = EndedCall(outcome: outcome)
        if case .answered(var answer) = outcome {
            let safe = self.safeText
            let text = ResponseText(answer.response)
            ended.words = safe(text.words, limit: 1024)
            ended.length = answer.response.count
            ended.shown = text.isCut ? text.shown : ended.length
            self.api.response = ScrolledText(text.lines.map { safe($0, limit: .max) })
            answer.response = []
            ended.outcome = .answered(answer)
        }
        self.api.progress = .ended(call, ended)
        guard self.panel != .api else { return }
        self.say(self.phrases.labelled(call.action, self.phrases.callOutcome(outcome)), at: now)
    }

    /// Brings what is scrolled to where the view will show it.
    mutating func settleApi() {
        if let rect = self.apiRect(.actions), let row = self.selectedActionRow {
            self.api.top = scrollTop(
                self.api.top,
                showing: row..<(row + 1),
                height: rect.height - 2,
                count: self.shownActions.count
            )
        }
        if let rect = self.apiRect(.form), self.selectedAction.map({ self.api.forms[$0] != nil }) == true {
            let lines = self.callFormLines(width: rect.width - 2)
            let range = lines.range(of: self.form.row)
            self.form.top = scrollTop(self.form.top, showing: range, height: rect.height - 2, count: lines.count)
        }
        if let rect = self.apiRect(.response) {
            let head = self.responseHead(width: rect.width - 2, at: nil).count
            self.api.response.fit(width: max(1, rect.width - 4), height: max(1, rect.height - 2 - head))
        }
    }
}

/// Whether a text can be the name of an action: no blanks, no quotes, nothing that cannot be meant.
func isActionName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 128
        && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-:/".contains($0)) }
}

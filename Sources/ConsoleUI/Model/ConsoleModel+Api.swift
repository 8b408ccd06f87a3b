import OneBot
package import Snapshot
import Terminal

extension ConsoleModel {
    /// The bots that calls can go to.
    var callableBots: [BotFacts] { self.snapshot.bots.filter { !$0.links.isEmpty && !$0.selfID.isEmpty } }

    /// The bot that is called: the one chosen, else the one under the cursor of the table, else the first connected.
    package var apiBot: BotFacts? {
        if let chosen = self.api.bot, let bot = self.snapshot.bots.first(where: { $0.selfID == chosen }) { return bot }
        let bots = self.callableBots
        return bots.first { $0.identity == self.bots.selected } ?? bots.first
    }

    var nextBotUnavailable: Unavailable? {
        let bots = self.callableBots
        guard let first = bots.first else { return .noBot }
        return bots.count == 1 && first.selfID == self.apiBot?.selfID ? .noOtherBot : nil
    }

    /// Names of the actions that the filter leaves.
    var shownActions: [String] {
        let names = (self.api.custom.map { [$0] } ?? []) + ActionCatalogue.actions.map(\.name)
        return self.api.filter.text.isEmpty ? names : names.filter { self.api.filter.matches([$0]) }
    }

    /// The action the cursor is on: the one chosen where it is shown, else the first one; nil when none is shown.
    package var selectedAction: String? {
        let shown = self.shownActions
        return shown.contains(self.api.action) ? self.api.action : shown.first
    }

    var selectedActionRow: Int? {
        self.selectedAction.flatMap { self.shownActions.firstIndex(of: $0) }
    }

    /// What the catalogue knows of the action the cursor is on.
    var knownAction: Action? { self.selectedAction.flatMap { ActionCatalogue.action(named: $0) } }

    /// The form of the action the cursor is on.
    var form: CallForm {
        get { self.selectedAction.flatMap { self.api.forms[$0] } ?? CallForm(for: self.knownAction) }
        set {
            guard let action = self.selectedAction else { return }
            self.api.forms[action] = newValue
        }
    }

    /// What is typed into a row, or stands there.
    func formText(row: Int) -> String {
        if let field = self.api.field, field.row == row { return field.editor.text }
        return self.form.text(row: row)
    }

    /// What the text of a row is worth; the row that sends has none.
    func verdict(row: Int) -> ValueVerdict {
        let form = self.form
        let text = self.formText(row: row)
        if let parameters = self.knownAction?.parameters, parameters.indices.contains(row) {
            return ParameterValue(text, for: parameters[row].kind).verdict
        }
        guard row == form.otherRow, !text.trimmedBlanks.isEmpty else { return .leftOut }
        return parsedJSON(text.trimmedBlanks)?.members == nil ? .brokenJSON : .fine
    }
}

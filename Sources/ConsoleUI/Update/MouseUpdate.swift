import Doctor
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// A click is what a key would do; the wheel moves the cursor.
    mutating func take(_ event: MouseEvent, at now: Date) -> [ConsoleEffect] {
        guard self.mouse else { return [] }
        switch event.kind {
        case .wheelUp: self.move(by: -3)
        case .wheelDown: self.move(by: 3)
        case .release: break
        case .press(let button):
            guard button == 0 else { break }
            let regions = self.frame(at: now).regions
            guard let hit = regions.last(where: { $0.rect.contains(event.position) }) else { break }
            switch hit.action {
            case .press(let key): return self.take(key, at: now)
            case .select(let row, let list): return self.select(row: row, of: list, at: now)
            }
        }
        return []
    }

    /// Puts the cursor on a row; where it stands already, opens it.
    private mutating func select(row: Int, of list: ClickRegion.ClickList, at now: Date) -> [ConsoleEffect] {
        guard !self.isTyping, self.popup == nil else { return [] }
        let already: Bool
        switch list {
        case .connect:
            already = self.overview.focus == .connect && self.overview.connectRow == row
            self.overview.focus = .connect
            self.overview.connectRow = bounded(row, below: 3)
        case .bots:
            let focused = self.panel == .bots || self.overview.focus == .bots
            already = focused && self.selectedBotRow == row
            self.overview.focus = self.panel == .overview ? .bots : self.overview.focus
            self.selectBot(row: row)
        case .findings:
            let focused =
                self.panel == .doctor ? self.doctor.focus == .findings : self.overview.focus == .attention
            already = focused && self.selectedFindingRow == row
            if self.panel == .doctor { self.doctor.focus = .findings } else { self.overview.focus = .attention }
            self.selectFinding(row: row)
        case .connectSteps:
            already = self.connect.focus == .steps && self.selectedStep?.kind.rawValue == row + 1
            self.connect.focus = .steps
            self.selectStep(row: row)
        case .connectPlaces:
            // Enter would copy: who clicks on a place chooses it.
            already = false
            self.connect.focus = .values
            self.choosePlace(entry: row)
        case .settings:
            let rows = self.settingRows
            let clicked = rows[bounded(row, below: rows.count)]
            already = self.selectedSetting == clicked
            self.settings.selected = clicked
        case .log:
            already = self.selectedIndex(in: self.visibleLog) == row
            self.selectLog(index: row)
        case .events:
            already = self.selectedEventRow == row
            self.selectEvent(row: row)
        case .apiActions:
            already = self.api.focus == .actions && self.selectedActionRow == row
            self.api.focus = .actions
            self.selectAction(row: row)
        case .apiForm:
            already = self.api.focus == .form && self.form.row == row
            self.api.focus = .form
            self.selectFormRow(row)
        }
        return already ? self.take(Key(.enter), at: now) : []
    }
}

import Snapshot
import Terminal

extension ConsoleModel {
    /// Moves the cursor, or what is read, in whatever has the focus.
    mutating func move(_ command: ConsoleCommand) {
        switch command {
        case .left: self.moveSideways(-1)
        case .right: self.moveSideways(1)
        default: self.move(by: self.distance(of: command))
        }
    }

    /// Lines that a command moves by; the ends are further away than any list is long.
    private func distance(of command: ConsoleCommand) -> Int {
        let page = self.pageHeight
        return switch command {
        case .up: -1
        case .down: 1
        case .pageUp: -page
        case .pageDown: page
        case .halfPageUp: -max(1, page / 2)
        case .halfPageDown: max(1, page / 2)
        case .first: -1_000_000_000
        case .last: 1_000_000_000
        default: 0
        }
    }

    mutating func move(by lines: Int) {
        switch self.popup {
        case .help(let top): self.popup = .help(top: top + lines)
        case .finding(var open):
            open.top += lines
            self.popup = .finding(open)
        case .selfTest(let top): self.popup = .selfTest(top: top + lines)
        case .addresses(let page): self.popup = .addresses(self.moved(page, by: lines))
        case .connectStep(let kind, let top): self.popup = .connectStep(kind, top: top + lines)
        case .napcatLog(let top):
            let area = self.popupArea.inset(by: 1)
            let last = max(0, self.napcatLogPage(width: area.width).count - area.height)
            self.popup = .napcatLog(top: (top ?? last) + lines)
        case .preview(var open):
            open.top += lines
            self.popup = .preview(open)
        case .logLine(let line, let top): self.popup = .logLine(line, top: top + lines)
        case .event(var open):
            open.text.top += lines
            self.popup = .event(open)
        case .keys: self.moveInKeys(by: lines)
        case .bare, .question, .nameField, .connectField, .keyForm, .qrCode: break
        case nil: self.moveInPanel(by: lines)
        }
    }

    private mutating func moveInPanel(by lines: Int) {
        switch self.panel {
        case .overview:
            switch self.overview.focus {
            case .connect: self.overview.connectRow = bounded(self.overview.connectRow + lines, below: 3)
            case .bots: self.moveInBots(by: lines)
            case .attention:
                guard let row = self.selectedFindingRow else { return }
                self.selectFinding(row: row + lines)
            }
        case .connect: self.moveInConnect(by: lines)
        case .bots:
            if self.bots.detail == nil {
                self.moveInBots(by: lines)
            } else {
                self.bots.detail?.top += lines
            }
        case .settings:
            let rows = self.settingRows
            let index = rows.firstIndex(of: self.selectedSetting) ?? 0
            self.settings.selected = rows[bounded(index + lines, below: rows.count)]
        case .log:
            let shown = self.visibleLog
            guard let index = self.selectedIndex(in: shown) else { return }
            self.selectLog(index: index + lines)
        case .events:
            guard let row = self.selectedEventRow else { return }
            self.selectEvent(row: row + lines)
        case .api: self.moveInApi(by: lines)
        case .doctor: self.moveInDoctor(by: lines)
        }
    }

    private mutating func moveInBots(by lines: Int) {
        guard let row = self.selectedBotRow else { return }
        self.selectBot(row: row + lines)
    }

    mutating func selectBot(row: Int) {
        guard let bot = self.bot(row: bounded(row, below: self.botRows)) else { return }
        self.bots.row = bounded(row, below: self.botRows)
        self.bots.selected = bot.identity
    }

    /// Puts the cursor on a line of the log; on the newest it follows those to come.
    mutating func selectLog(index: Int) {
        let lines = self.visibleLog
        guard !lines.isEmpty else { return }
        let index = bounded(index, below: lines.count)
        if self.log.selected == nil {
            self.log.topNumber = lines[max(0, lines.count - self.pageHeight)].number
        }
        self.log.selected = index == lines.count - 1 && self.log.pausedAt == nil ? nil : lines[index].number
    }

    mutating func focusBox(by step: Int) {
        if self.panel == .api {
            let boxes = ApiBox.allCases
            self.api.focus = boxes[(self.api.focus.rawValue + step + boxes.count) % boxes.count]
            return
        }
        if self.panel == .connect {
            self.connect.focus = self.connect.focus == .steps ? .values : .steps
            return
        }
        if self.panel == .doctor {
            self.doctor.focus = self.doctor.focus == .findings ? .details : .findings
            return
        }
        let boxes = OverviewBox.allCases
        let index = (self.overview.focus.rawValue + step + boxes.count) % boxes.count
        self.overview.focus = boxes[index]
    }

    private mutating func moveSideways(_ step: Int) {
        guard self.popup == nil else { return }
        switch self.panel {
        case .log: self.log.offset = bounded(self.log.offset + 16 * step, below: 1024)
        case .overview, .connect, .doctor: self.focusBox(by: step)
        case .bots, .settings, .events, .api: break
        }
    }
}

/// `index` brought into `0..<count`; 0 when that is empty.
func bounded(_ index: Int, below count: Int) -> Int {
    max(0, min(index, count - 1))
}

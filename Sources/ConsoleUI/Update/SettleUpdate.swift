import Doctor
import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// Brings what is scrolled to where the view will show it, so that the next movement starts from there.
    mutating func settle(at now: Date) {
        self.shownBots.refresh(self.snapshot.bots, self.bots, generation: self.generation)
        self.refreshFindings()
        self.refreshAddresses()
        if self.panel == .connect {
            let source = GuideSteps.Source(
                generation: self.generation,
                examinations: self.examinations,
                language: self.language,
                changedAt: self.connect.changedAt
            )
            let former = self.connectSteps
            self.connect.guide.refresh(
                self.snapshot,
                self.diagnosis.findings,
                source,
                utcOffset: self.terminal.utcOffset
            )
            self.settleOutcome(since: former, at: now)
        }
        self.holdOn()
        self.settleEvents()
        if self.botTableRect != nil, let row = self.selectedBotRow {
            self.bots.top = scrollTop(
                self.bots.top,
                showing: row..<(row + 1),
                height: self.botTableHeight,
                count: self.botRows
            )
        }
        self.settlePanel(at: now)
        self.settlePopup(at: now)
    }

    /// Ties the cursors to what they are on, so that they stay there when other rows come; what is only filtered out
    /// keeps its cursor.
    private mutating func holdOn() {
        let known = self.bots.selected.map { held in self.snapshot.bots.contains { $0.identity == held } } ?? false
        if !known { self.bots.selected = self.selectedBotRow.flatMap { self.bot(row: $0)?.identity } }
        self.overview.cursor.hold(in: self.findings.entries)
        self.doctor.cursor.hold(in: self.findings.shown)
        self.settings.selected = self.selectedSetting
    }

    private mutating func settlePanel(at now: Date) {
        switch self.panel {
        case .overview:
            guard let rect = self.overviewRect(.attention) else { return }
            self.overview.cursor.scroll(in: self.findings.entries, height: rect.height - 2)
        case .connect: self.settleConnect()
        case .bots:
            guard let detail = self.bots.detail else { return }
            let count = self.detailLines(width: self.panelArea.width - 2, at: now).count
            let top = bounded(detail.top, below: max(1, count - (self.panelArea.height - 2) + 1))
            self.bots.detail?.top = top
        case .settings:
            let lines = self.formLines(width: self.panelArea.width)
            self.settings.top = scrollTop(
                self.settings.top,
                showing: self.selectedRange(in: lines),
                height: self.panelArea.height - 2,
                count: lines.count
            )
        case .log:
            let lines = self.visibleLog
            guard self.log.selected != nil, let index = self.selectedIndex(in: lines) else { return }
            let top = lines.partitioningIndex { $0.number >= self.log.topNumber }
            let shown = scrollTop(
                top,
                showing: index..<(index + 1),
                height: self.panelArea.height - 2,
                count: lines.count
            )
            self.log.topNumber = lines[bounded(shown, below: lines.count)].number
        case .events:
            guard self.eventCursor.selected != nil, self.eventRows > 0 else { return }
            let top = self.eventTop(height: self.pageHeight)
            self.eventCursor.topNumber = self.eventList[row: bounded(top, below: self.eventRows)].number
        case .api:
            self.settleApi()
        case .doctor:
            self.settleDoctor()
        }
    }

    private mutating func settleEvents() {
        let view = self.events.view
        self.events.list.show(view)
        self.events.journal?.list.show(view)
    }

    private mutating func settlePopup(at now: Date) {
        let area = self.popupArea.inset(by: 1)
        func clamp(_ top: Int, _ count: Int) -> Int { bounded(top, below: max(1, count - area.height + 1)) }
        switch self.popup {
        case .help(let top):
            self.popup = .help(top: clamp(top, self.helpLines(width: area.width).count))
        case .finding(var open):
            open.top = clamp(open.top, self.findingPage(open, width: area.width, at: now).count)
            self.popup = .finding(open)
        case .selfTest(let top):
            self.popup = .selfTest(top: clamp(top, self.selfTestPage(width: area.width, at: now).count))
        case .addresses(let page): self.popup = .addresses(self.settled(page))
        case .logLine(let line, let top):
            self.popup = .logLine(line, top: clamp(top, self.logPage(line, width: area.width).count))
        case .event(var open):
            let head = self.eventHead(open.record, width: area.width).count
            open.text.fit(width: max(1, area.width - 2), height: max(1, area.height - head))
            self.popup = .event(open)
        case .connectStep(let kind, let top):
            self.popup = .connectStep(kind, top: clamp(top, self.connectStepPage(width: area.width, at: now).count))
        case .napcatLog(let top?):
            let count = self.napcatLogPage(width: area.width).count
            // At the end it follows again.
            self.popup = .napcatLog(top: top >= count - area.height ? nil : max(0, top))
        case .preview(var open):
            let height = self.previewRect(open).height - 3 - Self.previewChoices.count
            let count = self.previewLines(open, width: self.popupArea.width - 2).count
            open.top = bounded(open.top, below: max(1, count - height + 1))
            self.popup = .preview(open)
        case .keys, .keyForm: self.settleKeys()
        case .question, .nameField, .connectField, .qrCode, .napcatLog(nil), .bare, nil:
            break
        }
    }
}

import Doctor
import Snapshot
import Terminal

package import struct Foundation.Date

extension ConsoleModel {
    /// The screen of the model at a time.
    package func frame(at now: Date) -> Frame {
        var model = self
        model.expire(at: now)
        return model.drawn(at: now)
    }

    private func drawn(at now: Date) -> Frame {
        var canvas = self.canvas(size: self.terminal.size, at: now)
        if let until = self.flash?.until { canvas.changes(at: until) }
        var mouse = self.mouse
        if case .bare(let until) = self.popup {
            mouse = false
            canvas.changes(at: until)
            self.drawBare(on: &canvas)
        } else if self.tier == .tooSmall {
            self.drawTooSmall(on: &canvas)
        } else if self.popup == .qrCode, self.codeCoversScreen {
            self.drawQRCode(on: &canvas)
            self.drawLastLine(on: &canvas)
        } else {
            self.drawHeader(on: &canvas)
            self.drawTabs(on: &canvas)
            self.drawPanel(on: &canvas)
            self.drawPopup(on: &canvas)
            self.drawLastLine(on: &canvas)
        }
        return Frame(
            grid: canvas.grid,
            cursor: canvas.cursor,
            mouse: mouse,
            regions: canvas.regions,
            nextChange: canvas.nextChange
        )
    }

    func canvas(size: Size, at now: Date) -> Canvas {
        Canvas(size: size, language: self.language, unicode: self.terminal.unicode, now: now)
    }

    private func drawPanel(on canvas: inout Canvas) {
        // A page covers the panel: nothing of what lies under it shall make the screen change.
        if self.hasPage { return }
        switch self.panel {
        case .overview: self.drawOverview(on: &canvas)
        case .connect: self.drawConnectPanel(on: &canvas)
        case .bots:
            if let bot = self.openBot {
                self.drawBotDetail(bot, on: &canvas)
            } else {
                self.drawBotTable(in: self.panelArea, focused: true, on: &canvas)
            }
        case .events: self.drawEvents(on: &canvas)
        case .api: self.drawApi(on: &canvas)
        case .doctor: self.drawDoctor(on: &canvas)
        case .settings: self.drawSettings(on: &canvas)
        case .log: self.drawLog(on: &canvas)
        }
    }

    private func drawPopup(on canvas: inout Canvas) {
        switch self.popup {
        case .question(let question, let choice): self.draw(question, choice: choice, on: &canvas)
        case .help(let top):
            let lines = self.helpLines(width: self.popupArea.width - 2)
            let title = self.phrases.helpTitle(self.phrases.panel(self.panel))
            self.drawPage(title, lines: lines, top: top, on: &canvas)
        case .finding(let open):
            let lines = self.findingPage(open, width: self.popupArea.width - 2, at: canvas.now)
            self.drawPage(open.entry.finding.id.rawValue, lines: lines, top: open.top, on: &canvas)
        case .selfTest(let top):
            let lines = self.selfTestPage(width: self.popupArea.width - 2, at: canvas.now)
            self.drawPage(self.phrases.selfTestTitle, lines: lines, top: top, on: &canvas)
        case .addresses(let page): self.drawAddresses(page, on: &canvas)
        case .connectStep(let kind, let top):
            let lines = self.connectStepPage(width: self.popupArea.width - 2, at: canvas.now)
            self.drawPage(self.phrases.stepHeading(kind.rawValue), lines: lines, top: top, on: &canvas)
        case .connectField(let open): self.draw(open, on: &canvas)
        case .preview(let open): self.draw(open, on: &canvas)
        case .qrCode: self.drawQRCode(on: &canvas)
        case .napcatLog(let top):
            let lines = self.napcatLogPage(width: self.popupArea.width - 2)
            self.drawPage(
                self.phrases.napcatLogTitle(self.look?.container?.name),
                lines: lines,
                top: top ?? .max,
                on: &canvas
            )
        case .logLine(let line, let top):
            let lines = self.logPage(line, width: self.popupArea.width - 2)
            self.drawPage(self.phrases.logTitle, lines: lines, top: top, on: &canvas)
        case .event(let open): self.drawEvent(open, on: &canvas)
        case .nameField(let draft, let editor): self.drawNameField(draft, editor, on: &canvas)
        case .keys: self.drawKeys(on: &canvas)
        case .keyForm:
            self.drawKeys(on: &canvas)
            self.drawKeyForm(on: &canvas)
        case .bare, nil: break
        }
    }

    /// Whether a page lies over the whole panel.
    private var hasPage: Bool {
        switch self.popup {
        case .help, .finding, .selfTest, .addresses, .logLine, .event, .connectStep, .preview, .qrCode, .napcatLog,
            .keys, .keyForm:
            true
        case .question, .nameField, .connectField, .bare, nil: false
        }
    }
}

import Snapshot

import struct Foundation.Date

extension ConsoleModel {
    /// Does what a key or a typed name stands for.
    mutating func perform(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .overview: self.open(.overview)
        case .connect: self.open(.connect)
        case .bots: self.open(.bots)
        case .events: self.open(.events)
        case .api: self.open(.api)
        case .doctor: self.open(.doctor)
        case .settings: self.open(.settings)
        case .log: self.open(.log)
        case .up, .down, .left, .right, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .first, .last:
            if self.reachesBeyondJournal(command) { return self.searchJournal(at: now) }
            self.move(command)
        case .nextBox: self.focusBox(by: 1)
        case .previousBox: self.focusBox(by: -1)
        case .open: return self.openSelected(at: now)
        case .back: self.goBack(at: now)
        case .copyKey: return self.copy(.key, at: now)
        case .copyAddress: return self.copy(.address, at: now)
        case .copyWebUI: return self.copy(.webUI, at: now)
        case .show: self.showBare(at: now)
        case .filter: self.openFilter()
        case .commandLine: self.commandLine = CommandLineState()
        case .help: self.popup = .help(top: 0)
        case .mouse:
            self.mouse.toggle()
            self.say(self.phrases.mouse(on: self.mouse), at: now)
        case .redraw: return [.repaint]
        case .quit:
            // An onlooker has nothing to choose between.
            if self.terminal.isReadOnly { return [.detach] }
            self.ask(.quit)
        case .suspend:
            self.maskAgain()
            return [.suspend]
        case .ping, .disconnect, .block, .release, .sort, .reverse: return self.performOnBots(command, at: now)
        case .act, .examine, .selfTest, .report: return self.performOnDoctor(command, at: now)
        case .addresses, .copyURL, .nextImplementation: return self.performOnAddresses(command, at: now)
        case .edit, .toggle, .rotateKey, .undo, .applyField, .cancelField, .testAlarm:
            return self.performOnSettings(command, at: now)
        case .keys, .addKey, .revokeKey, .copyThisKey, .showThisKey, .nextKeyField, .previousKeyField, .applyKeyForm,
            .cancelKeyForm:
            return self.performOnKeys(command, at: now)
        case .level: self.log.level = self.log.level.next
        case .pause: self.togglePause()
        case .meta, .write, .journal, .earlierEvent, .laterEvent, .botEvents:
            return self.performOnEvents(command, at: now)
        case .send, .nextBot, .previousBot, .earlierCall, .botCalls, .keepField, .nextField, .leaveField,
            .confirmName:
            return self.performOnApi(command, at: now)
        case .completeFilter: self.completeEventFilter()
        case .keepFilter: return self.keepFilter(at: now)
        case .clearFilter: return self.clearFilter(at: now)
        case .runCommand, .completeCommand, .earlierCommand, .laterCommand, .leaveCommandLine:
            return self.performOnCommandLine(command, at: now)
        case .applyConnection, .otherFields, .checkNapCat, .typeToken, .typeCode, .showQRCode, .refreshQRCode,
            .restartNapCat, .strongToken, .freePort, .panelPort, .probeFolder, .napcatLog, .copyLink,
            .applyConnectField, .cancelConnectField, .applyPreview:
            return self.performOnConnect(command, at: now)
        case .choose, .nextChoice, .previousChoice, .cancel, .confirm, .detach, .stop, .rotateNow, .rotateWithGrace:
            if case .preview(let open) = self.popup { return self.performOnPreview(command, open, at: now) }
            return self.performOnQuestion(command, at: now)
        }
        return []
    }

    /// Opens a panel; what was shown in the clear is masked again.
    mutating func open(_ panel: Panel) {
        self.popup = nil
        self.panel = panel
        // The cursor follows the steps anew.
        if panel == .connect { self.connect.step = nil }
    }

    /// One step back: the page on top, what is awaited, the filter, the bot opened. Never out of the console.
    private mutating func goBack(at now: Date) {
        if case .bare = self.popup {
            self.leaveBare()
        } else if self.popup != nil {
            self.popup = nil
        } else if self.panel == .connect {
            guard !self.dropPlan(at: now) else { return }
            self.connect.focus = .steps
            self.connect.step = nil
            self.connect.outcome = nil
        } else if self.panel == .bots, let detail = self.bots.detail {
            self.bots.detail = nil
            self.panel = detail.openedFrom
        } else if self.panel == .overview || self.panel == .bots {
            self.bots.filter = FilterState()
        } else if self.panel == .log {
            self.log.filter = FilterState()
        } else if self.panel == .events {
            if self.events.journal != nil { self.events.journal = nil } else { self.events.filter = FilterState() }
        } else if self.panel == .api {
            if self.api.filter.isActive { self.api.filter = FilterState() } else { self.api.focus = .actions }
        } else if self.panel == .doctor {
            if self.doctor.focus == .findings { self.doctor.filter = FilterState() }
            self.doctor.focus = .findings
        }
    }

    /// Enter, where it opens something.
    private mutating func openSelected(at now: Date) -> [ConsoleEffect] {
        switch self.panel {
        case .overview:
            switch self.overview.focus {
            case .connect:
                let targets = CopyTarget.inConnectBox
                return self.copy(targets[min(max(0, self.overview.connectRow), targets.count - 1)], at: now)
            case .bots: self.openBotPage()
            case .attention: self.popup = self.selectedFinding.map { .finding(OpenFinding(entry: $0)) }
            }
        case .bots: self.openBotPage()
        case .log: self.popup = self.selectedLogLine.map { .logLine($0, top: 0) }
        case .events: self.openEvent()
        case .api: return self.openInApi(at: now)
        case .doctor: self.popup = self.selectedFinding.map { .finding(OpenFinding(entry: $0)) }
        case .connect: return self.openInConnect(at: now)
        case .settings: break
        }
        return []
    }

    private mutating func openBotPage() {
        guard let bot = self.selectedBot else { return }
        self.bots.selected = bot.identity
        self.bots.detail = BotDetailState(bot: bot.identity, openedFrom: self.panel)
        self.panel = .bots
    }

    private mutating func togglePause() {
        guard self.panel != .events else { return self.pauseEvents() }
        self.log.pausedAt = self.log.pausedAt == nil ? self.snapshot.log.last?.number ?? 0 : nil
    }
}

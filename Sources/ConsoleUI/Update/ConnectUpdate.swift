import Doctor
import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnConnect(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .applyConnectField: return self.applyConnectField(at: now)
        case .cancelConnectField: self.popup = nil
        case .applyPreview:
            guard case .preview(let open) = self.popup else { break }
            return self.performOnPreview(command, open, at: now)
        case .copyLink:
            guard let code = self.look?.qrCode else { break }
            self.say(self.phrases.copiedLink(by: self.terminal.clipboard), at: now)
            return [.copy(Secret(code.link))]
        default:
            // Typed elsewhere it first shows what it acts on.
            if self.panel != .connect { self.open(.connect) }
            return self.performInConnect(command, at: now)
        }
        return []
    }

    private mutating func performInConnect(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        self.connect.outcome = nil
        switch command {
        case .applyConnection: return self.plan(at: now)
        case .otherFields:
            guard let entry = self.chosenEntry else { break }
            self.openAddresses(at: entry, for: .of(.llBot))
        case .checkNapCat: return self.told(.lookAtNapCat, self.phrases.looking, at: now)
        case .typeToken:
            if let pin = self.pin(of: .webUIToken) {
                self.say(self.phrases.pinned(pin), .warning, at: now)
            } else {
                self.popup = .connectField(OpenConnectField(field: .token))
            }
        case .typeCode:
            self.popup = .connectField(OpenConnectField(field: .code, editor: LineEditor(maximumLength: 16)))
        case .showQRCode:
            self.popup = .qrCode
            if self.look?.qrCode == nil { return self.told(.refreshQRCode, self.phrases.refreshingCode, at: now) }
        case .refreshQRCode:
            self.popup = .qrCode
            return self.told(.refreshQRCode, self.phrases.refreshingCode, at: now)
        case .restartNapCat: self.ask(.restartNapCat)
        case .strongToken: self.ask(.changeNapCatToken)
        case .freePort: self.ask(.moveToFreePort)
        case .panelPort: self.ask(.movePanelPort)
        case .probeFolder: return self.told(.probeDataFolder, self.phrases.probingFolder, at: now)
        case .napcatLog: self.popup = .napcatLog(top: nil)
        default: break
        }
        return []
    }

    /// An effect that takes a while, and the word that it is under way.
    mutating func told(_ effect: ConsoleEffect, _ text: String, at now: Date) -> [ConsoleEffect] {
        self.connect.outcome = nil
        self.connect.change?.others += 1
        self.say(text, at: now)
        return [effect]
    }

    /// Says how something ended; on the Connect panel what the last line cannot hold stays in sight until the next thing is
    /// asked for.
    mutating func sayOutcome(_ text: String, _ level: Flash.Level, isRefusal: Bool = false, at now: Date) {
        self.say(text, level, at: now)
        let isWhole = TextWidth.width(of: text) + 4 <= self.terminal.size.columns
        self.connect.outcome =
            self.panel == .connect
            ? self.flash.map { KeptOutcome(flash: $0, isWhole: isWhole, isRefusal: isRefusal) } : nil
    }

    /// Takes an outcome away that is true no more, and one that says what a step says: that step is shown in its place.
    ///
    /// - Parameter former: The steps before they were last judged.
    mutating func settleOutcome(since former: [ConnectStep], at now: Date) {
        guard let outcome = self.connect.outcome else { return }
        if outcome.isOver(former, self.connectSteps) {
            self.connect.outcome = nil
            // What is no error goes by itself, when it has been read.
            if self.flash == outcome.flash, outcome.flash.level == .error { self.flash = nil }
        } else if outcome.isRefusal, !outcome.flash.text.isEmpty,
            let step = self.connectSteps.first(where: { $0.explanation.contains(outcome.flash.text) })
        {
            self.connect.outcome = nil
            self.connect.step = step.kind
            guard self.flash == outcome.flash else { return }
            self.say(self.phrases.cannotSet(step: step.kind.rawValue), .error, at: now)
        }
    }

    /// Enter: the step in full, or a copy of the address chosen.
    mutating func openInConnect(at now: Date) -> [ConsoleEffect] {
        switch self.connect.focus {
        case .steps: self.popup = self.selectedStep.map { .connectStep($0.kind, top: 0) }
        case .values: return self.copy(.address, at: now)
        }
        return []
    }

    /// The panel with its cursor on a step.
    mutating func openConnect(at step: ConnectStep.Kind) {
        self.open(.connect)
        self.connect.focus = .steps
        self.connect.step = step
    }

    // MARK: - Moving

    mutating func moveInConnect(by lines: Int) {
        switch self.connect.focus {
        case .steps:
            guard let step = self.selectedStep else { return }
            self.selectStep(row: step.kind.rawValue - 1 + lines)
        case .values:
            let entries = self.addressEntries
            let offered = entries.indices.filter { entries[$0].url != nil }
            guard let entry = self.chosenEntry, let place = offered.firstIndex(of: entry) else { return }
            self.choosePlace(entry: offered[bounded(place + lines, below: offered.count)])
        }
    }

    mutating func selectStep(row: Int) {
        let steps = self.connectSteps
        guard !steps.isEmpty else { return }
        self.connect.step = steps[bounded(row, below: steps.count)].kind
    }

    /// Takes a place whose address is shown, copied and put in from now on; one without an address is none.
    mutating func choosePlace(entry: Int) {
        let entries = self.addressEntries
        guard entries.indices.contains(entry), let url = entries[entry].url else { return }
        self.connect.place = entries[entry].place
        self.connect.url = url
    }

    /// Brings the place chosen to where the view will show it.
    mutating func settleConnect() {
        guard let rect = self.connectRect(.values) else { return }
        let lines = self.placeLines(width: rect.width - 2)
        self.connect.top = scrollTop(
            self.connect.top,
            showing: lines.range(of: self.chosenEntry),
            height: self.placesHeight,
            count: lines.count
        )
    }

    // MARK: - Fields

    mutating func editConnectField(_ change: (inout LineEditor) -> Void) {
        guard case .connectField(var open) = self.popup, !open.isPending else { return }
        change(&open.editor)
        open.problem = nil
        self.popup = .connectField(open)
    }

    private mutating func applyConnectField(at now: Date) -> [ConsoleEffect] {
        guard case .connectField(var open) = self.popup, !open.isPending else { return [] }
        let text = open.editor.text.trimmedBlanks
        guard !text.isEmpty else {
            self.popup = nil
            return []
        }
        switch open.field {
        case .token:
            open.isPending = true
            self.popup = .connectField(open)
            return [.applySetting(path: SettingField.webUIToken.path, text: text)]
        case .code:
            let digits = text.filter { !$0.isWhitespace }
            guard digits.count == 6, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                open.problem = self.phrases.sixDigits
                self.popup = .connectField(open)
                return []
            }
            self.popup = nil
            return self.told(.enterNapCatCode(Secret(digits)), self.phrases.sendingCode, at: now)
        }
    }

    /// A token that is saved is tried at once.
    mutating func closeTokenField(after path: String) -> [ConsoleEffect] {
        guard path == SettingField.webUIToken.path, case .connectField(let open) = self.popup, open.field == .token
        else { return [] }
        self.popup = nil
        self.connect.change?.others += 1
        return [.lookAtNapCat]
    }

    /// - Returns: Whether the field is open that the refusal is shown in.
    mutating func refuseToken(_ path: String, _ reason: String) -> Bool {
        guard path == SettingField.webUIToken.path, case .connectField(var open) = self.popup, open.field == .token
        else { return false }
        open.isPending = false
        open.problem = reason
        self.popup = .connectField(open)
        return true
    }

    // MARK: - The QR code

    /// The code goes away when it has been scanned.
    mutating func closeScannedCode(at now: Date) {
        guard self.popup == .qrCode, case .online(let account, let name) = self.look?.login else { return }
        self.popup = nil
        self.say(self.phrases.loggedIn([account, name ?? ""].filter { !$0.isEmpty }.joined(separator: " ")), at: now)
    }
}

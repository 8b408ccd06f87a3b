import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnSettings(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .edit: return self.editSelected(at: now)
        case .toggle: return self.selectedSetting.field?.isSwitch == true ? self.editSelected(at: now) : []
        case .rotateKey: self.ask(.rotateKey)
        case .undo: return [.undoSetting]
        case .applyField: return self.applyOpenField()
        case .cancelField: self.settings.open = nil
        case .testAlarm: return self.testAlarm(at: now)
        default: break
        }
        return []
    }

    /// Opens the field under the cursor, or changes a switch at once.
    private mutating func editSelected(at now: Date) -> [ConsoleEffect] {
        guard let field = self.selectedSetting.field else { return [] }
        if let pin = self.pin(of: field) {
            self.say(self.phrases.pinned(pin), .warning, at: now)
            return []
        }
        let value = self.settingFacts(field)?.value ?? ""
        switch field.kind {
        case .boolean:
            return [.applySetting(path: field.path, text: value == "true" ? "false" : "true")]
        case .language:
            return self.setLanguage(nextLanguage(after: value))
        case .secret:
            self.settings.open = OpenField(field: field, editor: LineEditor(maximumLength: 256))
        case .text:
            self.settings.open = OpenField(
                field: field,
                editor: LineEditor(text: self.settingFacts(field)?.typed ?? "")
            )
        }
        return []
    }

    private mutating func testAlarm(at now: Date) -> [ConsoleEffect] {
        guard let alarm = self.selectedAlarm else { return [] }
        self.say(self.phrases.testingAlarm(alarm), at: now)
        return [.testAlarm(index: alarm.index)]
    }

    /// Changes the text of the open field; every new text is judged.
    mutating func editSetting(_ change: (inout LineEditor) -> Void) -> [ConsoleEffect] {
        guard var open = self.settings.open, !open.pending else { return [] }
        let before = open.editor.text
        change(&open.editor)
        let text = open.editor.text
        guard text != before else {
            self.settings.open = open
            return []
        }
        open.touched = true
        open.verdict = nil
        self.settings.open = open
        return [.judgeSetting(path: open.field.path, text: text)]
    }

    private mutating func applyOpenField() -> [ConsoleEffect] {
        guard let open = self.settings.open, !open.pending else { return [] }
        let text = open.editor.text
        let unchanged = open.field.kind != .secret && text == self.settingFacts(open.field)?.typed
        guard open.touched, !unchanged else {
            self.settings.open = nil
            return []
        }
        self.settings.open?.pending = true
        return [.applySetting(path: open.field.path, text: text)]
    }

    /// The language of this terminal, at once, and the setting where it can be changed.
    mutating func setLanguage(_ value: String) -> [ConsoleEffect] {
        self.language = Language(rawValue: value) ?? self.terminal.language
        guard self.pin(of: .language) == nil, !self.terminal.isReadOnly else { return [] }
        return [.applySetting(path: SettingField.language.path, text: value)]
    }
}

/// The values of `language`, one after the other.
private func nextLanguage(after value: String) -> String {
    switch value {
    case "auto": "en"
    case "en": "zh"
    default: "auto"
    }
}

import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func performOnKeys(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .keys:
            self.panel = .settings
            self.settings.keys.extra = 0
            self.popup = .keys
        case .addKey:
            self.settings.keys.form = KeyForm()
            self.popup = .keyForm
        case .revokeKey: if let key = self.selectedKey { self.ask(.revokeKey(name: key.name)) }
        case .copyThisKey where !self.keyIsKnown, .showThisKey where !self.keyIsKnown: break
        case .copyThisKey:
            guard let key = self.selectedKey else { return self.copy(.key, at: now) }
            return self.copy(key, at: now)
        case .showThisKey:
            self.showBare(at: now)
            self.settings.keys.shown = ShownKey(name: self.selectedKey?.name)
        case .nextKeyField: self.focusKeyField(by: 1)
        case .previousKeyField: self.focusKeyField(by: -1)
        case .applyKeyForm: return self.applyKeyForm()
        case .cancelKeyForm: self.popup = .keys
        default: break
        }
        return []
    }

    private mutating func focusKeyField(by step: Int) {
        let fields = KeyForm.Field.allCases
        let next = (self.settings.keys.form.focus.rawValue + step + fields.count) % fields.count
        self.settings.keys.form.focus = fields[next]
    }

    mutating func editKeyForm(_ change: (inout LineEditor) -> Void) {
        guard self.popup == .keyForm, !self.settings.keys.form.isPending else { return }
        change(&self.settings.keys.form.editors[self.settings.keys.form.focus.rawValue])
        self.settings.keys.form.problem = nil
    }

    private mutating func applyKeyForm() -> [ConsoleEffect] {
        let form = self.settings.keys.form
        guard !form.isPending else { return [] }
        guard !form.text(.name).isEmpty else {
            self.settings.keys.form.focus = .name
            self.settings.keys.form.problem = self.phrases.keyNeedsName
            return []
        }
        self.settings.keys.form.isPending = true
        self.settings.keys.form.problem = nil
        return [.addKey(name: form.text(.name), selfID: form.text(.selfID), from: form.ranges)]
    }

    /// Takes in that a key was added, or why it was not.
    mutating func takeAddedKey(_ name: String, _ text: String, at now: Date) {
        if self.popup == .keyForm, self.settings.keys.form.isPending {
            self.popup = .keys
            self.settings.keys.selected = name
        }
        self.settings.keys.form.isPending = false
        self.say(text, at: now)
    }

    mutating func takeRefusedKey(_ reason: String, at now: Date) {
        guard self.popup == .keyForm, self.settings.keys.form.isPending else {
            self.settings.keys.form.isPending = false
            self.say(reason, .error, at: now)
            return
        }
        self.settings.keys.form.isPending = false
        self.settings.keys.form.problem = reason
    }

    /// Leaves the bare screen, back to where it was asked for.
    mutating func leaveBare() {
        self.popup = self.settings.keys.shown == nil ? nil : .keys
        self.settings.keys.shown = nil
    }
}

import Terminal

import struct Foundation.Date

extension ConsoleModel {
    mutating func take(_ event: InputEvent, at now: Date) -> [ConsoleEffect] {
        switch event {
        case .key(let key): self.take(key, at: now)
        case .paste(let text): self.paste(text, at: now)
        case .mouse(let event): self.take(event, at: now)
        case .focus, .reply: []
        }
    }

    mutating func take(_ pressed: Key, at now: Date) -> [ConsoleEffect] {
        // An error stays until the next key, and this is one.
        if self.flash?.until == nil { self.flash = nil }
        let contexts = self.contexts
        let typing = self.isTyping
        let key = typing ? pressed : halfWidth(pressed)
        if let binding = KeyTable.binding(for: key, in: contexts) {
            self.strayWide = 0
            if let reason = self.unavailable(binding) {
                self.say(self.phrases.unavailable(reason), .warning, at: now)
                return []
            }
            return self.perform(binding.command, at: now)
        }
        if typing { return self.edit(with: key) }
        self.noteStray(key, at: now)
        return []
    }

    /// A key that means nothing here.
    private mutating func noteStray(_ key: Key, at now: Date) {
        guard case .character(let character) = key.code else { return }
        if key.modifiers.isEmpty, character.isASCII, character.isNumber, character != "0",
            self.contexts.contains(.panels)
        {
            self.say(self.phrases.noPanel(character), .warning, at: now)
        }
        self.strayWide = TextWidth.width(of: character) > 1 ? self.strayWide + 1 : 0
        if self.strayWide >= 3 {
            self.strayWide = 0
            self.say(self.phrases.inputMethodOn, .warning, at: now)
        }
    }

    /// A paste goes into the open field; elsewhere its letters would be taken as commands.
    private mutating func paste(_ text: String, at now: Date) -> [ConsoleEffect] {
        guard self.isTyping else {
            self.say(self.phrases.pasteRefused, .warning, at: now)
            return []
        }
        return self.editing { $0.insert(text) }
    }

    private mutating func edit(with key: Key) -> [ConsoleEffect] {
        self.editing { _ = $0.handle(key) }
    }

    /// Changes the text of the open field, whichever it is, and does what follows from that.
    private mutating func editing(_ change: (inout LineEditor) -> Void) -> [ConsoleEffect] {
        switch self.contexts.first {
        case .commandLine:
            self.editCommand(change)
            return []
        case .filterField, .eventFilterField:
            self.editFilter(change)
            return []
        case .settingsField:
            return self.editSetting(change)
        case .apiField:
            self.editParameter(change)
            return []
        case .connectField:
            self.editConnectField(change)
            return []
        case .nameField:
            self.editName(change)
            return []
        case .keyForm:
            self.editKeyForm(change)
            return []
        default:
            return []
        }
    }

    /// Puts a message on the last line.
    mutating func say(_ text: String, _ level: Flash.Level = .info, at now: Date) {
        let until = level == .error ? nil : now.addingTimeInterval(Flash.seconds)
        self.flash = Flash(text: text, level: level, until: until)
    }
}

/// The ASCII key that a full-width character stands for, which an input method puts in its place.
private func halfWidth(_ key: Key) -> Key {
    guard case .character(let character) = key.code, character.unicodeScalars.count == 1,
        let scalar = character.unicodeScalars.first
    else { return key }
    switch scalar.value {
    case 0xFF01...0xFF5E:
        guard let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { return key }
        return Key(.character(Character(plain)), key.modifiers)
    case 0x3001:
        // The key of the slash gives this one.
        return Key(.character("/"), key.modifiers)
    case 0x3000:
        return Key(.character(" "), key.modifiers)
    default:
        return key
    }
}

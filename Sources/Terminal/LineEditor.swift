/// One line of text being edited: the text, a cursor between its graphemes, and the editing keys.
package struct LineEditor: Equatable, Sendable {
    /// The most graphemes the line takes; typing and pasting beyond it is cut off.
    package let maximumLength: Int
    /// The cursor's place in graphemes, 0 before the first.
    package private(set) var cursor: Int
    private var characters: [Character]

    /// - Parameter text: What the line holds at first; the cursor stands behind it.
    package init(text: String = "", maximumLength: Int = 1024) {
        self.maximumLength = max(0, maximumLength)
        self.characters = Array(Self.singleLine(text).prefix(self.maximumLength))
        self.cursor = self.characters.count
    }

    package var text: String { String(self.characters) }
    package var isEmpty: Bool { self.characters.isEmpty }

    /// Replaces everything; the cursor goes behind the new text.
    package mutating func replace(with text: String) {
        self = LineEditor(text: text, maximumLength: self.maximumLength)
    }

    /// Carries out an editing key.
    ///
    /// - Returns: Whether it was one. Keys that mean something only to the panel around (Enter, Esc, Tab, up and
    ///   down, other control keys) are not.
    package mutating func handle(_ key: Key) -> Bool {
        if case .character(let character) = key.code { return self.handle(character, key.modifiers) }
        guard !key.modifiers.contains(.alt) else { return false }
        let word = key.modifiers.contains(.control)
        switch key.code {
        case .left: self.cursor = word ? self.wordStart : max(0, self.cursor - 1)
        case .right: self.cursor = word ? self.wordEnd : min(self.characters.count, self.cursor + 1)
        case .home: self.cursor = 0
        case .end: self.cursor = self.characters.count
        case .backspace: self.remove(from: word ? self.wordStart : max(0, self.cursor - 1), to: self.cursor)
        case .delete: self.remove(from: self.cursor, to: min(self.characters.count, self.cursor + 1))
        default: return false
        }
        return true
    }

    /// Inserts typed or pasted text at the cursor: line ends behind the text are stripped, those inside become
    /// blanks, controls are dropped.
    package mutating func insert(_ text: String) {
        let room = self.maximumLength - self.characters.count
        let added = Self.singleLine(text).prefix(max(0, room))
        guard !added.isEmpty else { return }
        // Joined as text: a combining mark becomes one grapheme with what stands before it.
        let before = Array(String(self.characters[..<self.cursor]) + added)
        self.characters = Array(String(before) + String(self.characters[self.cursor...]))
        self.cursor = min(before.count, self.characters.count)
    }

    /// The part of the line that a field of `width` columns shows, and the column its cursor is in
    /// (less than `width`, but for an empty field). Behind the cursor some of the following text stays in sight.
    package func window(width: Int) -> (text: String, cursorColumn: Int) {
        guard width > 0 else { return ("", 0) }
        // Only what may be in sight is measured: a line may be long, and it is asked for at every key.
        func measured(_ index: Int) -> Int { TextWidth.width(of: self.characters[index]) }
        let most = width / 4
        var behind = 0
        var next = self.cursor
        while next < self.characters.count, behind < most {
            behind += measured(next)
            next += 1
        }
        // The cursor needs a column of its own, or those of the character it stands on.
        let own = max(1, self.cursor < self.characters.count ? measured(self.cursor) : 1)
        var room = width - max(own, min(behind, most))
        var start = self.cursor
        var column = 0
        while start > 0 {
            let before = measured(start - 1)
            guard before <= room else { break }
            start -= 1
            room -= before
            column += before
        }
        var shown = ""
        var used = 0
        for character in self.characters[start...] {
            used += TextWidth.width(of: character)
            guard used <= width else { break }
            shown.append(character)
        }
        return (shown, min(column, width - 1))
    }

    private mutating func handle(_ character: Character, _ modifiers: Key.Modifiers) -> Bool {
        switch (character, modifiers) {
        case ("u", .control): self.remove(from: 0, to: self.characters.count)
        case ("w", .control): self.remove(from: self.wordStart, to: self.cursor)
        case ("k", .control): self.remove(from: self.cursor, to: self.characters.count)
        case ("a", .control): self.cursor = 0
        case ("e", .control): self.cursor = self.characters.count
        case (_, []), (_, .shift): self.insert(String(character))
        default: return false
        }
        return true
    }

    private mutating func remove(from start: Int, to end: Int) {
        guard start < end else { return }
        let before = Array(self.characters[..<start])
        self.characters = Array(String(before) + String(self.characters[end...]))
        self.cursor = min(before.count, self.characters.count)
    }

    private var wordStart: Int {
        var index = self.cursor
        while index > 0, self.characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !self.characters[index - 1].isWhitespace { index -= 1 }
        return index
    }

    private var wordEnd: Int {
        var index = self.cursor
        while index < self.characters.count, self.characters[index].isWhitespace { index += 1 }
        while index < self.characters.count, !self.characters[index].isWhitespace { index += 1 }
        return index
    }

    /// Without line ends, controls and direction controls.
    private static func singleLine(_ text: String) -> String {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isNewline { end = text.index(before: end) }
        var line = String.UnicodeScalarView()
        for character in text[..<end] {
            if character.isNewline {
                line.append(" ")
                continue
            }
            for scalar in character.unicodeScalars where !Self.isDropped(scalar) { line.append(scalar) }
        }
        return String(line)
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: TextWidth.isControl(scalar)
        }
    }
}

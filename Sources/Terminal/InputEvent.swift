/// What the operator did, as told by the terminal.
package enum InputEvent: Equatable, Hashable, Sendable {
    case key(Key)
    /// A bracketed paste, or a burst of text that can only be one. Never to be read as keys.
    case paste(String)
    case mouse(MouseEvent)
    case focus(gained: Bool)
    /// An answer of the terminal to one of our questions.
    case reply(TerminalReply)
}

/// A key press with its modifiers. Shift is told only where the terminal tells it (arrows, Tab);
/// for characters it is in the character.
package struct Key: Equatable, Hashable, Sendable {
    package enum Code: Equatable, Hashable, Sendable {
        case character(Character)
        case enter
        case tab
        case backspace
        case escape
        case up
        case down
        case left
        case right
        case home
        case end
        case pageUp
        case pageDown
        case insert
        case delete
        case function(Int)
    }

    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
    }

    package var code: Code
    package var modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    package static func character(_ character: Character) -> Key { Key(.character(character)) }
    /// Control with a letter, written in lower case: `.control("l")`.
    package static func control(_ character: Character) -> Key { Key(.character(character), .control) }
}

package struct MouseEvent: Equatable, Hashable, Sendable {
    package enum Kind: Equatable, Hashable, Sendable {
        case press(button: Int)
        case release(button: Int)
        case wheelUp
        case wheelDown
    }

    package var kind: Kind
    package var position: Position

    package init(kind: Kind, position: Position) {
        self.kind = kind
        self.position = position
    }
}

/// Answers to terminal queries that the console asks for or may receive unasked.
package enum TerminalReply: Equatable, Hashable, Sendable {
    /// Primary device attributes (`ESC[?…c`), the numbers as sent; 52 tells of clipboard support.
    case deviceAttributes([Int])
    /// DECRPM: state of a mode (`ESC[?2026;Ps$y`).
    case mode(Int, state: Int)
    /// Cursor position report, counted from 0.
    case cursor(Position)
    /// Name and version (`ESC P>|…ESC \`).
    case name(String)
}

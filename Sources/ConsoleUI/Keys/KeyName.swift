package import Terminal

/// How keys are written on the screen and in the documentation.
package enum KeyName {
    /// The name of a key with its modifiers: `Ctrl-L`, `BTab`, `PgUp`.
    package static func text(of key: Key) -> String {
        let name = self.name(of: key.code)
        if key.modifiers.contains(.control) { return "Ctrl-" + name.uppercased() }
        if key.modifiers.contains(.alt) { return "Alt-" + name }
        if key.modifiers.contains(.shift) { return key.code == .tab ? "BTab" : "Shift-" + name }
        return name
    }

    private static func name(of code: Key.Code) -> String {
        switch code {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .escape: "Esc"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .insert: "Ins"
        case .delete: "Del"
        case .function(let number): "F\(number)"
        }
    }
}

/// A complete control sequence (`ESC [` parameters intermediates final, ECMA-48 section 5.4) taken apart.
struct InputSequence {
    /// What a sequence says to the parser.
    enum Meaning: Equatable {
        case event(InputEvent)
        case pasteBegins
        case mouseBytesFollow
        case nothing
    }

    /// `<`, `=`, `>` or `?` in front of the parameters.
    private var mark: UInt8?
    /// Each parameter with its sub-parameters; nil where it was empty.
    private var parameters: [[Int?]] = []
    private var intermediates: [UInt8] = []
    private let final: UInt8

    /// - Parameter body: What stands between `ESC [` and the final byte.
    init(_ body: some Sequence<UInt8>, final: UInt8) {
        self.final = final
        var groups: [[Int?]] = [[nil]]
        for byte in body {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let group = groups.count - 1
                let part = groups[group].count - 1
                // No number of a terminal is that long; it stays where it is rather than overflow.
                let value = groups[group][part] ?? 0
                if value < 10_000_000 { groups[group][part] = value * 10 + Int(byte - 0x30) }
            case UInt8(ascii: ";"): groups.append([nil])
            case UInt8(ascii: ":"): groups[groups.count - 1].append(nil)
            case 0x3C...0x3F: self.mark = byte
            default: self.intermediates.append(byte)
            }
        }
        self.parameters = groups == [[nil]] ? [] : groups
    }

    var meaning: Meaning {
        switch self.mark {
        case nil: self.intermediates.isEmpty ? self.plain : .nothing
        case UInt8(ascii: "<"): self.mouseReport
        case UInt8(ascii: "?"): self.reply
        default: .nothing
        }
    }

    private func number(_ index: Int) -> Int? {
        self.parameters.indices.contains(index) ? self.parameters[index][0] : nil
    }

    private var plain: Meaning {
        switch self.final {
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"):
            return self.numbered
        case UInt8(ascii: "u"):
            guard let code = self.number(0) else { return .nothing }
            return self.key(InputKeys.coded(code, self.modifiers))
        case UInt8(ascii: "Z"):
            return .event(.key(Key(.tab, self.modifiers.union(.shift))))
        case UInt8(ascii: "I") where self.parameters.isEmpty:
            return .event(.focus(gained: true))
        case UInt8(ascii: "O") where self.parameters.isEmpty:
            return .event(.focus(gained: false))
        case UInt8(ascii: "M") where self.parameters.isEmpty:
            return .mouseBytesFollow
        // F3 with modifiers looks like a report from row 1; nothing binds it, and reports are asked for.
        case UInt8(ascii: "R") where self.parameters.count == 2:
            return self.cursorReport
        case UInt8(ascii: "a")...UInt8(ascii: "d") where self.parameters.isEmpty:
            return self.key(InputKeys.letter(self.final - 0x20).map { Key($0, .shift) })
        default:
            return self.key(InputKeys.letter(self.final).map { Key($0, self.modifiers) })
        }
    }

    private var numbered: Meaning {
        guard let number = self.number(0) else { return .nothing }
        if self.final == UInt8(ascii: "~") {
            if number == 200 { return .pasteBegins }
            if number == 27, let code = self.number(2) { return self.key(InputKeys.coded(code, self.modifiers)) }
        }
        guard let code = InputKeys.tilde(number) else { return .nothing }
        // rxvt tells modifiers by the final byte.
        switch self.final {
        case UInt8(ascii: "^"): return self.key(Key(code, .control))
        case UInt8(ascii: "@"): return self.key(Key(code, [.control, .shift]))
        default: return self.key(Key(code, self.modifiers))
        }
    }

    private var modifiers: Key.Modifiers { InputKeys.modifiers(self.number(1)) }

    /// A key press; the kitty protocol may also tell releases (event type 3), which are nothing to us.
    private func key(_ key: Key?) -> Meaning {
        guard let key else { return .nothing }
        let released = self.parameters.count > 1 && self.parameters[1].count > 1 && self.parameters[1][1] == 3
        return released ? .nothing : .event(.key(key))
    }

    private var cursorReport: Meaning {
        guard let row = self.number(0), let column = self.number(1), row > 0, column > 0 else { return .nothing }
        return .event(.reply(.cursor(Position(column: column - 1, row: row - 1))))
    }

    private var reply: Meaning {
        switch (self.final, self.intermediates) {
        case (UInt8(ascii: "c"), []):
            return .event(.reply(.deviceAttributes(self.parameters.map { $0[0] ?? 0 })))
        case (UInt8(ascii: "y"), [UInt8(ascii: "$")]):
            guard let mode = self.number(0), let state = self.number(1) else { return .nothing }
            return .event(.reply(.mode(mode, state: state)))
        case (UInt8(ascii: "R"), []):
            return self.cursorReport
        default:
            return .nothing
        }
    }

    private var mouseReport: Meaning {
        guard self.parameters.count == 3, let code = self.number(0), let column = self.number(1),
            let row = self.number(2)
        else { return .nothing }
        let released = self.final == UInt8(ascii: "m")
        guard released || self.final == UInt8(ascii: "M") else { return .nothing }
        return Self.mouse(code: code, column: column, row: row, released: released).map { .event(.mouse($0)) }
            ?? .nothing
    }

    /// A mouse report: button in the low two bits of the code, 32 motion, 64 and 65 the wheel, 128 further buttons;
    /// places count from 1. Motion, the horizontal wheel and places outside of any screen are nil.
    static func mouse(code: Int, column: Int, row: Int, released: Bool) -> MouseEvent? {
        guard column > 0, row > 0, code & 32 == 0 else { return nil }
        let position = Position(column: column - 1, row: row - 1)
        let button = code & 3
        switch code & 0b1100_0000 {
        case 0:
            return MouseEvent(kind: released ? .release(button: button) : .press(button: button), position: position)
        case 64 where !released && button == 0:
            return MouseEvent(kind: .wheelUp, position: position)
        case 64 where !released && button == 1:
            return MouseEvent(kind: .wheelDown, position: position)
        default:
            return nil
        }
    }
}

/// Tables of single bytes, numbers and final letters that stand for keys.
enum InputKeys {
    /// The key of a C0 control or DEL. Backspace is 0x7F or 0x08; 0x0A is Ctrl-J, Enter sends 0x0D.
    static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x00: .control(" ")
        case 0x08, 0x7F: Key(.backspace)
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x1B: Key(.escape)
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        default: .control(Character(Unicode.Scalar(byte + 0x40)))
        }
    }

    /// The letter that ends a sequence without a number: arrows, Home, End and F1–F4, after `ESC [` and `ESC O`.
    static func letter(_ byte: UInt8) -> Key.Code? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P"): .function(1)
        case UInt8(ascii: "Q"): .function(2)
        case UInt8(ascii: "R"): .function(3)
        case UInt8(ascii: "S"): .function(4)
        default: nil
        }
    }

    /// What `ESC O` and a letter mean: cursor keys in application mode, F1–F4, the keypad, rxvt's Ctrl-arrows.
    static func ss3(_ byte: UInt8) -> Key? {
        if let code = Self.letter(byte) { return Key(code) }
        switch byte {
        case UInt8(ascii: "a"): return Key(.up, .control)
        case UInt8(ascii: "b"): return Key(.down, .control)
        case UInt8(ascii: "c"): return Key(.right, .control)
        case UInt8(ascii: "d"): return Key(.left, .control)
        case UInt8(ascii: "M"): return Key(.enter)
        case UInt8(ascii: "I"): return Key(.tab)
        case UInt8(ascii: " "): return .character(" ")
        case UInt8(ascii: "X"): return .character("=")
        // The keypad's signs and digits are their ASCII codes plus 0x40.
        case UInt8(ascii: "j")...UInt8(ascii: "y"): return .character(Character(Unicode.Scalar(byte - 0x40)))
        default: return nil
        }
    }

    /// What `ESC [ number ~` means.
    static func tilde(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// The key of a code point told by number, as the kitty protocol and xterm's modifyOtherKeys do. Keys that
    /// only those protocols can tell (the keypad's) are read as what they do.
    static func coded(_ number: Int, _ modifiers: Key.Modifiers) -> Key? {
        switch number {
        case 8, 127: return Key(.backspace, modifiers)
        case 9: return Key(.tab, modifiers)
        case 13, 57_414: return Key(.enter, modifiers)
        case 27: return Key(.escape, modifiers)
        case 57_399...57_408: return Self.coded(number - 57_399 + 0x30, modifiers)
        case 57_417...57_426:
            let codes: [Key.Code] = [.left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete]
            return Key(codes[number - 57_417], modifiers)
        case 57_344...63_743: return nil
        default: break
        }
        guard let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value), !TextWidth.isControl(scalar)
        else {
            return nil
        }
        var modifiers = modifiers
        var character = Character(scalar)
        // Shift of a character is in the character, but a control letter is named by its lower case.
        if modifiers.contains(.control) {
            character = character.lowercased().first ?? character
        } else if modifiers.remove(.shift) != nil {
            let upper = character.uppercased()
            if upper.count == 1 { character = upper.first ?? character }
        }
        return Key(.character(character), modifiers)
    }

    /// The modifiers of xterm's parameter, which is 1 more than the sum of shift 1, alt 2, ctrl 4.
    static func modifiers(_ parameter: Int?) -> Key.Modifiers {
        guard let parameter, (2...256).contains(parameter) else { return [] }
        return Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: parameter - 1) & 7)
    }

    // MARK: - UTF-8

    /// The bytes of a character by its first one, which must be 0xC2…0xF4.
    static func length(of first: UInt8) -> Int { first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }

    /// Whether `byte` can follow: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629, section 4).
    static func continues(_ sequence: [UInt8], with byte: UInt8) -> Bool {
        guard sequence.count == 1, let first = sequence.first else { return byte & 0xC0 == 0x80 }
        switch first {
        case 0xE0: return (0xA0...0xBF).contains(byte)
        case 0xED: return (0x80...0x9F).contains(byte)
        case 0xF0: return (0x90...0xBF).contains(byte)
        case 0xF4: return (0x80...0x8F).contains(byte)
        default: return byte & 0xC0 == 0x80
        }
    }
}

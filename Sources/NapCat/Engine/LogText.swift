/// Text of other programs without what commands a terminal.
enum LogText {
    /// One line of plain text: escape sequences (ECMA-48) are gone as a whole, so are control characters and those
    /// that turn the direction of writing; of a line that was written over after a carriage return the last state is
    /// kept; tabs are blanks.
    ///
    /// - Parameter limit: The most scalars that are kept; what is longer ends in `…`.
    static func plain(_ text: String, limit: Int = .max) -> String {
        var line = String.UnicodeScalarView()
        var state = State.text
        var isReturned = false
        for scalar in text.unicodeScalars {
            switch state {
            case .text:
                state = Self.next(after: scalar)
                guard state == .text else { continue }
                if scalar == "\r" {
                    isReturned = true
                    continue
                }
                guard let shown = Self.shown(scalar) else { continue }
                if isReturned {
                    line.removeAll()
                    isReturned = false
                }
                line.append(shown)
            case .escape: state = Self.next(afterEscape: scalar)
            case .control:
                // Parameters and intermediates, to the final byte.
                if !(0x20...0x3F).contains(scalar.value) { state = .text }
            case .string:
                if scalar.value == 0x1B {
                    state = .stringEscape
                } else if scalar.value == 0x07 || scalar.value == 0x9C {
                    state = .text
                }
            case .stringEscape: state = scalar == "\\" ? .text : .string
            }
        }
        return Self.cut(line, limit)
    }

    /// The text, or its beginning and `…`.
    static func cut(_ line: String.UnicodeScalarView, _ limit: Int) -> String {
        guard line.count > limit else { return String(line) }
        return String(String.UnicodeScalarView(line.prefix(max(0, limit - 1)))) + "…"
    }

    private enum State {
        case text
        case escape
        /// In a control sequence.
        case control
        /// In a string that a terminal would take for itself: a title, a link, a picture.
        case string
        case stringEscape
    }

    private static func next(after scalar: Unicode.Scalar) -> State {
        switch scalar.value {
        case 0x1B: .escape
        case 0x9B: .control
        case 0x90, 0x98, 0x9D...0x9F: .string
        default: .text
        }
    }

    private static func next(afterEscape scalar: Unicode.Scalar) -> State {
        switch scalar {
        case "[": .control
        case "]", "P", "X", "^", "_": .string
        case "\u{1B}": .escape
        // Intermediates of an escape sequence: a character set is chosen.
        case "\u{20}"..."\u{2F}": .escape
        default: .text
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09: " "
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: nil
        default: scalar
        }
    }
}

/// How many columns text takes on the screen, and how it must be written so that it takes exactly those.
///
/// The numbers are those of the C library's `wcwidth` (glibc 2.36), by which ncurses moves its cursor. Terminals
/// disagree with it where variation selectors, joined emoji and skin tones are involved, so these are normalised
/// first: selectors and skin tones are dropped and an emoji is cut at its first zero width joiner.
package enum TextWidth {
    /// One spacing character with the marks on it, as one cell (two when wide) holds it.
    package struct Piece: Equatable, Sendable {
        /// A spacing character and at most four of zero width (ncurses' `CCHARW_MAX` is five).
        package var symbol: String
        /// 1 or 2.
        package var width: Int
    }

    /// The columns of one grapheme; 0 when it has no spacing character, as a combining mark on its own.
    package static func width(of character: Character) -> Int {
        if character.isASCII { return character == "\r\n" ? 2 : 1 }
        var columns = 0
        Self.forEachScalar(of: character) { columns += Self.width(of: $0) }
        return columns
    }

    /// The columns of a text: the sum over its graphemes.
    package static func width(of text: String) -> Int {
        if Self.isPlain(text) { return text.utf8.count }
        var columns = 0
        for character in text { columns += Self.width(of: character) }
        return columns
    }

    /// What is written for a grapheme: its normal form, `?` for a control character, and for graphemes of several
    /// spacing characters (flags, Indic conjuncts) all of them; ``pieces(of:)`` gives these one by one.
    package static func cellSymbol(of character: Character) -> String {
        if let ascii = character.asciiValue, character != "\r\n" {
            return ascii < 0x20 || ascii == 0x7F ? "?" : String(character)
        }
        return Self.pieces(of: character).map(\.symbol).joined()
    }

    /// The cells of a grapheme, mostly one. Empty when the grapheme has no spacing character.
    package static func pieces(of character: Character) -> [Piece] {
        if let ascii = character.asciiValue, character != "\r\n" {
            return [Piece(symbol: ascii < 0x20 || ascii == 0x7F ? "?" : String(character), width: 1)]
        }
        var pieces: [Piece] = []
        var marks = 0
        Self.forEachScalar(of: character) { scalar in
            let width = Self.width(of: scalar)
            if width > 0 {
                let symbol = Self.isControl(scalar) ? "?" : String(Character(scalar))
                pieces.append(Piece(symbol: symbol, width: width))
                marks = 0
            } else if !pieces.isEmpty, marks < 4 {
                pieces[pieces.count - 1].symbol.unicodeScalars.append(scalar)
                marks += 1
            }
        }
        return pieces
    }

    /// The longest beginning of `text` that fits into `columns`, with `ellipsis` at the end when something was cut.
    /// Never cuts through a wide character; the result may be one column shorter then.
    package static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
        guard columns > 0 else { return "" }
        let mark = Self.width(of: ellipsis) <= columns ? ellipsis : ""
        let room = columns - Self.width(of: mark)
        if Self.isPlain(text) {
            guard text.utf8.count > columns else { return text }
            return text[..<text.utf8.index(text.startIndex, offsetBy: room)] + mark
        }
        var used = 0
        var cut = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let width = Self.width(of: text[index])
            if used + width > columns { return text[..<cut] + mark }
            used += width
            text.formIndex(after: &index)
            if used <= room { cut = index }
        }
        return text
    }

    /// `text` at the left of exactly `columns` columns: cut with an ellipsis, or filled with blanks on its right.
    package static func padded(_ text: String, to columns: Int) -> String {
        let fitting = Self.truncated(text, to: columns)
        return fitting + String(repeating: " ", count: max(0, columns - Self.width(of: fitting)))
    }

    /// `text` at the right of exactly `columns` columns: cut with an ellipsis, or filled with blanks on its left.
    package static func paddedLeft(_ text: String, to columns: Int) -> String {
        let fitting = Self.truncated(text, to: columns)
        return String(repeating: " ", count: max(0, columns - Self.width(of: fitting))) + fitting
    }

    /// The columns of one scalar: 0, 1 or 2. Controls count 1, since they are written as `?`.
    package static func width(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if WidthTable.contains(value, in: WidthTable.zeroWidth) { return 0 }
        return WidthTable.contains(value, in: WidthTable.wide) ? 2 : 1
    }

    /// Whether each byte is one printable ASCII character, as in most of what is drawn: nothing has to be looked up then.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// C0, DEL, C1 and the two separators that terminals may take for line ends.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Visits the scalars that remain of a grapheme after normalisation.
    private static func forEachScalar(of character: Character, _ body: (Unicode.Scalar) -> Void) {
        var first: Unicode.Scalar?
        for scalar in character.unicodeScalars {
            switch scalar.value {
            case 0xFE0E, 0xFE0F:
                continue
            case 0x1F3FB...0x1F3FF where first != nil:
                continue
            case 0x200D where first?.properties.isEmoji == true:
                return
            default:
                if first == nil { first = scalar }
                body(scalar)
            }
        }
    }
}

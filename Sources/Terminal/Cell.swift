/// What a piece of the screen is for. Views name roles; the encoder turns a role into the colours and
/// attributes that the terminal has, so that meaning never hangs on a colour alone.
package enum Role: UInt8, Sendable, CaseIterable {
    case text
    case dim
    case title
    case border
    case borderFocused
    case key
    case ok
    case warning
    case error
    case input
    /// A QR code: dark on light whatever the terminal's own colours are, or no reader reads it.
    case code
}

/// How a cell is drawn: a role, and reverse video for the row under the cursor.
package struct Style: Equatable, Hashable, Sendable {
    package var role: Role
    package var bold: Bool
    package var reversed: Bool

    package init(_ role: Role = .text, bold: Bool = false, reversed: Bool = false) {
        self.role = role
        self.bold = bold
        self.reversed = reversed
    }
}

/// One cell of a ``Grid``.
package struct Cell: Equatable, Hashable, Sendable {
    /// One grapheme as the encoder writes it: a spacing character and at most four of zero width.
    /// Empty in the second cell of a wide character.
    package var symbol: String
    /// 1 or 2; 0 marks the second cell of a wide character, which belongs to the cell before it.
    package var width: UInt8
    package var style: Style

    package init(symbol: String, width: UInt8, style: Style) {
        self.symbol = symbol
        self.width = width
        self.style = style
    }

    package static let blank = Cell(symbol: " ", width: 1, style: Style())
}

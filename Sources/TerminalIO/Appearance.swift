package import Terminal

/// How a ``Role`` looks: attributes that every terminal has some of, and one of the terminal's own colours on its
/// own background.
///
/// Nothing paints a background but a QR code, and nothing is blue or bright yellow, so that light and dark screens both stay
/// readable. States are told by their signs; colour is an addition.
package struct Appearance: Equatable, Sendable {
    /// 0 black, 1 red, 2 green, 3 yellow, 6 cyan (ECMA-48 section 8.3.117); nil is the terminal's own.
    package var color: Int?
    /// 7 white; nil is the terminal's own.
    package var background: Int?
    package var bold = false
    package var dim = false
    package var underlined = false
    package var reversed = false

    /// - Parameter color: Whether colours may be used; without them attributes stand in.
    package init(of style: Style, color: Bool) {
        switch style.role {
        case .text, .border: break
        case .dim: self.dim = true
        case .title, .borderFocused: self.bold = true
        case .key:
            self.color = 6
            self.bold = true
        case .ok: self.color = 2
        case .warning:
            self.color = 3
            self.bold = !color
        case .error:
            self.color = 1
            self.bold = true
        case .input: self.underlined = true
        case .code:
            self.color = 0
            self.background = 7
            self.reversed = !color
        }
        if !color { (self.color, self.background) = (nil, nil) }
        if style.bold { self.bold = true }
        if style.reversed { self.reversed.toggle() }
    }

    /// Sets exactly these looks, whatever was set before (SGR, ECMA-48 section 8.3.117).
    var sequence: String {
        var codes = ["0"]
        if self.bold { codes.append("1") }
        if self.dim { codes.append("2") }
        if self.underlined { codes.append("4") }
        if self.reversed { codes.append("7") }
        if let color = self.color { codes.append("3\(color)") }
        if let background = self.background { codes.append("4\(background)") }
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }
}

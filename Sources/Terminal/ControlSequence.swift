/// The bytes with which terminals are switched, asked and given a text to copy.
///
/// Sources: ECMA-48 for the grammar, xterm's "Control Sequences" for the private modes and OSC 52, the terminal-wg
/// specification of mode 2026.
package enum ControlSequence {
    /// Takes the terminal: alternate screen, bracketed paste, no wrapping of lines (so that a terminal that draws a
    /// character wider than we count spoils one row and not two), plain colours, no cursor until a frame shows it.
    package static let enter = bytes("\u{1B}[?1049h\u{1B}[?2004h\u{1B}[?7l\u{1B}[?25l\u{1B}[0m")

    /// Undoes every mode that the console can set, whether it was set or not: synchronized output, mouse, bracketed
    /// paste, focus reports, margins, colours, wrapping, hidden cursor, alternate screen. The crash guard writes the same.
    /// Where there is no alternate screen (the Linux console, GNU screen as it comes) the shell goes on below what was
    /// shown, on a new line; it would write into it from the top, where resetting the margins has put the cursor.
    package static let leave = bytes(
        "\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?1004l"
            + "\u{1B}[r\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[9999H\r\n\u{1B}[?1049l"
    )

    /// For terminals whose cursor goes to the next row at once, on which the encoder counts.
    package static let wrapOn = bytes("\u{1B}[?7h")

    /// Presses, releases and the wheel, in the SGR form. Motion is never asked for: it floods slow lines.
    package static let mouseOn = bytes("\u{1B}[?1000h\u{1B}[?1006h")
    package static let mouseOff = bytes("\u{1B}[?1006l\u{1B}[?1000l")

    /// Brackets of a frame that is to be shown at once (mode 2026).
    package static let beginSynchronized = bytes("\u{1B}[?2026h")
    package static let endSynchronized = bytes("\u{1B}[?2026l")

    /// Primary device attributes: practically every terminal answers, so this goes last. See
    /// ``TerminalReply/deviceAttributes(_:)``.
    package static let askDeviceAttributes = bytes("\u{1B}[c")
    /// State of mode 2026. See ``TerminalReply/mode(_:state:)``.
    package static let askSynchronized = bytes("\u{1B}[?2026$p")
    /// Name and version (XTVERSION). See ``TerminalReply/name(_:)``.
    package static let askName = bytes("\u{1B}[>q")
    /// Cursor position report. See ``TerminalReply/cursor(_:)``.
    package static let askCursor = bytes("\u{1B}[6n")

    /// The most bytes that are given to a clipboard: common terminals end at a sequence of 100 000 bytes.
    package static let clipboardLimit = 74_000

    /// Puts `text` on the clipboard of the operator's terminal (OSC 52). No terminal confirms it. Ended by BEL,
    /// since `ESC \` would end a sequence that wraps this one.
    ///
    /// - Returns: Nil when the text is longer than ``clipboardLimit``.
    package static func clipboard(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= Self.clipboardLimit else { return nil }
        return Self.bytes("\u{1B}]52;c;") + base64(Array(text.utf8)) + [0x07]
    }

    /// ``clipboard(_:)`` for a terminal behind GNU screen, which passes only device control strings on, and only
    /// short ones (below some 760 bytes): the sequence in pieces of 76 bytes.
    package static func clipboardForScreen(_ text: String) -> [UInt8]? {
        guard let whole = Self.clipboard(text) else { return nil }
        var wrapped: [UInt8] = []
        var rest = whole[...]
        while !rest.isEmpty {
            wrapped += [0x1B, UInt8(ascii: "P")] + rest.prefix(76) + [0x1B, UInt8(ascii: "\\")]
            rest = rest.dropFirst(76)
        }
        return wrapped
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// Standard base64 with padding and without line breaks (RFC 4648, section 4).
private func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var bits = 0
        for offset in 0..<3 { bits = bits << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
        for place in 0..<4 {
            encoded.append(place <= count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
        }
    }
    return encoded
}

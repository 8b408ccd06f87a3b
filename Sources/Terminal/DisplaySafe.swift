/// Text from outside made harmless for the screen and for logs: nothing in the result moves a cursor, starts an
/// escape sequence or turns the direction of writing.
///
/// C0 controls and DEL become their pictures (`␛`, `␊`, `␡`); C1 controls, direction controls and line separators
/// become visible escapes (`\u{9b}`).
///
/// - Parameters:
///   - text: Anything a peer, a file or another program said.
///   - limit: The most scalars that are kept; what is longer ends in `…`.
package func displaySafe(_ text: String, limit: Int = 256) -> String {
    var safe = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
        guard count < limit else {
            safe.append("…")
            break
        }
        count += 1
        switch scalar.value {
        case 0..<0x20:
            safe.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
        case 0x7F:
            safe.append("\u{2421}")
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
            safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        default:
            safe.append(scalar)
        }
    }
    return String(safe)
}

/// A text from outside as one line for a chat message or a log: runs of blanks, line ends and of what would move a
/// cursor or turn the writing direction become one blank.
///
/// - Parameter limit: The most scalars that are kept; what is longer ends in `…`.
func oneLine(_ text: String, limit: Int) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var isBlank = false
    for scalar in text.unicodeScalars {
        if isLayout(scalar) {
            isBlank = count > 0
            continue
        }
        guard count + (isBlank ? 2 : 1) <= limit else {
            line.append("…")
            break
        }
        if isBlank {
            line.append(" ")
            count += 1
            isBlank = false
        }
        line.append(scalar)
        count += 1
    }
    return String(line)
}

private func isLayout(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
}

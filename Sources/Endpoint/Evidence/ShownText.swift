/// Texts of peers as they may be shown: one line, without control and formatting characters, and not long.
enum ShownText {
    /// - Parameter limit: Characters of Unicode.
    static func line(_ text: String, limit: Int) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: shown.append(" ")
            case .format, .surrogate, .privateUse, .unassigned: continue
            default: shown.append(scalar)
            }
            guard shown.count < limit else { break }
        }
        return String(shown)
    }
}

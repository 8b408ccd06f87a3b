/// Numbers and flags as people write them.
enum ScalarText {
    /// A decimal whole number within `range`; outer blanks do not matter.
    static func integer(_ text: String, in range: ClosedRange<Int>) throws(SettingProblem.Cause) -> Int {
        let trimmed = Self.trimmed(text)
        let digits = trimmed.hasPrefix("-") ? trimmed.dropFirst() : trimmed[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .wrongType(expected: .integer, found: .text)
        }
        // All digits, so the only way to fail is to be too large for an Int.
        guard let number = Int(trimmed), range.contains(number) else {
            throw .outOfRange(minimum: range.lowerBound, maximum: range.upperBound)
        }
        return number
    }

    /// YAML 1.1's words for true and false, and `1` and `0`.
    static func flag(_ text: String) throws(SettingProblem.Cause) -> Bool {
        switch Self.trimmed(text).lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default: throw .wrongType(expected: .flag, found: .text)
        }
    }

    /// Without blanks, tabs and line ends at either end.
    static func trimmed(_ text: some StringProtocol) -> String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n"]
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
            let last = scalars.lastIndex(where: { !blanks.contains($0) })
        else { return "" }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[first...last])
        return String(result)
    }
}

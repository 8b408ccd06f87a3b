/// Lengths of time as they are typed: `90s`, `10m`, `2h`, `1d`, or a bare number of seconds.
package enum DurationText {
    /// One week, in seconds.
    package static let longestGrace = 7 * 24 * 3600

    /// Whole seconds from 1 up to `maximum`; nil for anything else.
    package static func seconds(_ text: String, maximum: Int = Self.longestGrace) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        var digits = Substring(text)
        var unit = 1
        if let last = digits.last, let named = units[last] {
            unit = named
            digits.removeLast()
        }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            return nil
        }
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit)
        return !overflow && (1...maximum).contains(seconds) ? seconds : nil
    }
}

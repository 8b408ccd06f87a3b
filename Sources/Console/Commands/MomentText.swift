package import Foundation

/// Moments as they are typed: `10m` (ago), `2026-01-02`, `2026-01-02 03:04`, `03:04`, with `T` and seconds as well.
/// Without a zone they are the operator's own clock's.
package enum MomentText {
    /// Ten years, in seconds.
    private static let longestAgo = 3650 * 86_400

    /// - Returns: Nil for anything else.
    package static func date(_ text: String, now: Date, zone: TimeZone = .current) -> Date? {
        if let seconds = DurationText.seconds(text, maximum: Self.longestAgo) {
            return now.addingTimeInterval(-Double(seconds))
        }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.calendar = Calendar(identifier: .gregorian)
        formatter.timeZone = zone
        formatter.isLenient = false
        let forms = [
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXXXX", "yyyy-MM-dd'T'HH:mm:ssXXXXX", "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
        ]
        for form in forms {
            formatter.dateFormat = form
            if let date = formatter.date(from: text) { return date }
        }
        formatter.dateFormat = "yyyy-MM-dd"
        let today = formatter.string(from: now)
        for form in ["HH:mm:ss", "HH:mm"] {
            formatter.dateFormat = "yyyy-MM-dd " + form
            if let date = formatter.date(from: "\(today) \(text)") { return date }
        }
        return nil
    }
}

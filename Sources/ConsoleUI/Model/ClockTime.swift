package import struct Foundation.Date

/// A moment as a clock and a calendar on the wall show it, in the terminal's own time zone.
///
/// Computed from the day count (days from civil, Gregorian calendar) instead of a calendar object, which would read the
/// time zone of the serving process and not the operator's.
package struct ClockTime: Equatable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var secondOfDay: Int

    /// - Parameter offset: Seconds east of UTC.
    package init(_ moment: Date, offset: Int) {
        let interval = moment.timeIntervalSince1970
        let bounded = interval.isFinite ? min(max(interval, -60_000_000_000), 200_000_000_000) : 0
        let seconds = Int(bounded.rounded(.down)) + min(max(offset, -86_400), 86_400)
        let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        self.secondOfDay = seconds - days * 86_400

        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        self.day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        self.month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        self.year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
    }

    /// `14:02:11`.
    package var time: String {
        let hour = self.secondOfDay / 3600
        let minute = self.secondOfDay % 3600 / 60
        return "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(self.secondOfDay % 60))"
    }

    /// `2026-11-22`.
    package var date: String { "\(self.year)-\(twoDigits(self.month))-\(twoDigits(self.day))" }

    /// How an offset from UTC is written: `UTC+8`, `UTC-3:30`, `UTC`.
    package static func zoneName(offset: Int) -> String {
        let minutes = min(max(offset, -86_400), 86_400) / 60
        guard minutes != 0 else { return "UTC" }
        let sign = minutes < 0 ? "-" : "+"
        let size = abs(minutes)
        return "UTC\(sign)\(size / 60)" + (size % 60 == 0 ? "" : ":\(twoDigits(size % 60))")
    }
}

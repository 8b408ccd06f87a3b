import Snapshot

package import struct Foundation.Date

/// Times, counts and sizes as every finding writes them.
extension FindingContext {
    package var subject: String { self.finding.subject.text }

    /// `14:02:11` in the operator's zone; with the day in front where it is not today.
    package func clock(_ date: Date) -> String {
        let (day, second) = self.parts(date)
        let time = Self.two(second / 3600) + ":" + Self.two(second / 60 % 60) + ":" + Self.two(second % 60)
        guard day != self.parts(self.finding.last).day else { return time }
        return self.day(day) + " " + time
    }

    private func parts(_ date: Date) -> (day: Int, second: Int) {
        // A date that no clock has would trap on the way to an integer.
        let seconds = max(-1e12, min(1e12, date.timeIntervalSince1970))
        let local = Int(seconds.rounded(.down)) + self.utcOffset
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return (day, local - day * 86_400)
    }

    /// `03-14` of a day since 1970, by the civil calendar.
    private func day(_ days: Int) -> String {
        // Days are counted from the first of March of the year 0, so that the leap day is the last of its year.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        return Self.two(month < 10 ? month + 3 : month - 9) + "-" + Self.two(dayOfYear - (153 * month + 2) / 5 + 1)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    package func duration(_ seconds: Double) -> String { Self.duration(seconds, self.language) }

    /// `45 s`, `12 min`, `3 h`, `2 d`; `45 秒` …
    static func duration(_ seconds: Double, _ language: Language) -> String {
        let whole = Int(max(0, min(1e12, seconds)).rounded())
        switch (language, whole) {
        case (.english, ..<100): return "\(whole) s"
        case (.chinese, ..<100): return "\(whole) 秒"
        case (.english, ..<6000): return "\((whole + 30) / 60) min"
        case (.chinese, ..<6000): return "\((whole + 30) / 60) 分钟"
        case (.english, ..<172_800): return "\((whole + 1800) / 3600) h"
        case (.chinese, ..<172_800): return "\((whole + 1800) / 3600) 小时"
        case (.english, _): return "\((whole + 43_200) / 86_400) d"
        case (.chinese, _): return "\((whole + 43_200) / 86_400) 天"
        }
    }

    /// `14:02:11` in a zone so many seconds east of UTC.
    static func timeOfDay(_ date: Date, utcOffset: Int) -> String {
        // A date that no clock has would trap on the way to an integer.
        let seconds = max(-1e12, min(1e12, date.timeIntervalSince1970))
        let local = Int(seconds.rounded(.down)) + utcOffset
        let second = (local % 86_400 + 86_400) % 86_400
        return Self.two(second / 3600) + ":" + Self.two(second / 60 % 60) + ":" + Self.two(second % 60)
    }

    /// `39.9 MiB`, `512 kB`.
    package func size(_ bytes: Int) -> String { Self.size(bytes) }

    static func size(_ bytes: Int) -> String {
        let value = Double(max(0, bytes))
        for (unit, factor) in [("GiB", 1_073_741_824.0), ("MiB", 1_048_576.0), ("KiB", 1024.0)] where value >= factor {
            let tenths = Int((value / factor * 10).rounded())
            return tenths >= 1000 || tenths % 10 == 0
                ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(max(0, bytes)) B"
    }
}

package import struct Foundation.Date

/// How long ago something was, in the one unit that is shown.
package struct Age: Equatable, Sendable {
    /// The largest unit that the time fills once.
    package enum Unit: Sendable {
        case second
        case minute
        case hour
        case day

        /// Length in seconds.
        var seconds: Int {
            switch self {
            case .second: 1
            case .minute: 60
            case .hour: 3600
            case .day: 86_400
            }
        }
    }

    package var value: Int
    package var unit: Unit

    package init(of moment: Date, at now: Date) {
        let seconds = elapsedSeconds(from: moment, to: now)
        self.unit =
            switch seconds {
            case ..<60: .second
            case ..<3600: .minute
            case ..<86_400: .hour
            default: .day
            }
        self.value = seconds / self.unit.seconds
    }

    /// When the age of `moment` reads differently for the first time after `now`.
    package static func nextChange(of moment: Date, at now: Date) -> Date {
        let step = Age(of: moment, at: now).unit.seconds
        let passed = elapsedSeconds(from: moment, to: now) / step
        return moment.addingTimeInterval(Double((passed + 1) * step))
    }
}

/// The time since a start in whole minutes, by the two largest units.
package enum Uptime: Equatable, Sendable {
    case minutes(Int)
    case hours(Int, minutes: Int)
    case days(Int, hours: Int)

    package init(since start: Date, at now: Date) {
        let minutes = elapsedSeconds(from: start, to: now) / 60
        self =
            switch minutes {
            case ..<60: .minutes(minutes)
            case ..<1440: .hours(minutes / 60, minutes: minutes % 60)
            default: .days(minutes / 1440, hours: minutes % 1440 / 60)
            }
    }

    /// When the uptime reads differently for the first time after `now`.
    package static func nextChange(since start: Date, at now: Date) -> Date {
        let seconds = elapsedSeconds(from: start, to: now)
        let step = seconds < 86_400 ? 60 : 3600
        return start.addingTimeInterval(Double((seconds / step + 1) * step))
    }
}

/// Whole seconds between two moments; 0 when the first is later, and bounded, so that no clock can overflow it.
///
/// The millisecond added makes a moment that was computed as "start + n seconds" count as the n-th second although
/// a sum of doubles may fall short of it.
func elapsedSeconds(from start: Date, to end: Date) -> Int {
    let seconds = end.timeIntervalSinceReferenceDate - start.timeIntervalSinceReferenceDate + 0.001
    guard seconds > 0 else { return 0 }
    return Int(min(seconds, 300_000_000_000))
}

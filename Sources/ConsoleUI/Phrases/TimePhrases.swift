/// Ages and spans of time.
package protocol TimePhrases {
    /// An age as a table shows it: `2 s`, `4 min`.
    func age(_ age: Age) -> String
    /// An age in a sentence: `2 s ago`.
    func ago(_ age: Age) -> String
    /// A span in whole minutes: `12m`, `4h 12m`, `3d 04h`.
    func uptime(_ uptime: Uptime) -> String
    /// A span of seconds as a setting or a heartbeat shows it.
    func seconds(_ value: String) -> String
}

extension EnglishPhrases {
    package func age(_ age: Age) -> String {
        switch age.unit {
        case .second: "\(age.value) s"
        case .minute: "\(age.value) min"
        case .hour: "\(age.value) h"
        case .day: "\(age.value) d"
        }
    }

    package func ago(_ age: Age) -> String { "\(self.age(age)) ago" }

    package func uptime(_ uptime: Uptime) -> String {
        switch uptime {
        case .minutes(let minutes): "\(minutes)m"
        case .hours(let hours, let minutes): "\(hours)h \(twoDigits(minutes))m"
        case .days(let days, let hours): "\(days)d \(twoDigits(hours))h"
        }
    }

    package func seconds(_ value: String) -> String { "\(value) s" }
}

extension ChinesePhrases {
    package func age(_ age: Age) -> String {
        switch age.unit {
        case .second: "\(age.value) 秒"
        case .minute: "\(age.value) 分"
        case .hour: "\(age.value) 时"
        case .day: "\(age.value) 天"
        }
    }

    package func ago(_ age: Age) -> String {
        switch age.unit {
        case .second: "\(age.value) 秒前"
        case .minute: "\(age.value) 分钟前"
        case .hour: "\(age.value) 小时前"
        case .day: "\(age.value) 天前"
        }
    }

    package func uptime(_ uptime: Uptime) -> String {
        switch uptime {
        case .minutes(let minutes): "\(minutes)分"
        case .hours(let hours, let minutes): "\(hours)时\(twoDigits(minutes))分"
        case .days(let days, let hours): "\(days)天\(twoDigits(hours))时"
        }
    }

    package func seconds(_ value: String) -> String { "\(value) 秒" }
}

/// A number below 100 in two digits.
func twoDigits(_ number: Int) -> String {
    number < 10 && number >= 0 ? "0\(number)" : String(number)
}

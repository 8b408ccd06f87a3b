package import Snapshot

/// The alarms in the Settings.
package protocol AlarmPhrases {
    /// - Parameter number: From 1.
    func alarmLabel(_ number: Int) -> String
    /// What sets it off, and what it runs.
    func alarmText(_ alarm: AlarmFacts) -> String
    var alarmNever: String { get }
    var alarmRunning: String { get }
    func alarmDone(at time: String, took: String) -> String
    func alarmFailed(at time: String) -> String
    func alarmPending(_ count: Int) -> String
    /// In the place of alarms where there are none.
    var noAlarms: [String] { get }
    func testingAlarm(_ alarm: AlarmFacts) -> String
}

extension EnglishPhrases {
    package func alarmLabel(_ number: Int) -> String { "Alarm \(number)" }

    package func alarmText(_ alarm: AlarmFacts) -> String {
        "\(alarm.on.joined(separator: ", ")) → \(alarm.isCommand ? "command" : "webhook") \(alarm.target)"
    }

    package var alarmNever: String { "not gone off yet" }
    package var alarmRunning: String { "running …" }
    package func alarmDone(at time: String, took: String) -> String { "\(time), \(took)" }
    package func alarmFailed(at time: String) -> String { "failed \(time)" }
    package func alarmPending(_ count: Int) -> String { "\(count) waiting" }

    package var noAlarms: [String] {
        [
            "None. Alarms are written in the settings file, for example:",
            "alarms: [{ on: [LIVE-08], command: [/path/to/it] }]",
        ]
    }

    package func testingAlarm(_ alarm: AlarmFacts) -> String { "Setting off \(alarm.target) for trial …" }
}

extension ChinesePhrases {
    package func alarmLabel(_ number: Int) -> String { "告警 \(number)" }

    package func alarmText(_ alarm: AlarmFacts) -> String {
        "\(alarm.on.joined(separator: "、")) → \(alarm.isCommand ? "命令" : "Webhook") \(alarm.target)"
    }

    package var alarmNever: String { "尚未触发" }
    package var alarmRunning: String { "运行中 …" }
    package func alarmDone(at time: String, took: String) -> String { "\(time)，\(took)" }
    package func alarmFailed(at time: String) -> String { "失败 \(time)" }
    package func alarmPending(_ count: Int) -> String { "还有 \(count) 次待执行" }

    package var noAlarms: [String] {
        ["无。请在设置文件中添加，例如：", "alarms: [{ on: [LIVE-08], command: [/path/to/it] }]"]
    }

    package func testingAlarm(_ alarm: AlarmFacts) -> String { "正在试发 \(alarm.target) …" }
}

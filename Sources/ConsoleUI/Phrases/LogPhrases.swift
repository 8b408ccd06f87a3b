package import Snapshot

/// The Log.
package protocol LogPhrases {
    var logTitle: String { get }
    func logTitle(from level: LogLine.Level, zone: String) -> String
    func logLevel(_ level: LogLine.Level) -> String
    /// Which lines are shown: this level and above.
    func fromLevel(_ level: LogLine.Level) -> String
    func logPaused(waiting: Int) -> String
    func logNewer(_ count: Int) -> String
    var logEmpty: String { get }
}

extension EnglishPhrases {
    package var logTitle: String { "Log" }

    package func logTitle(from level: LogLine.Level, zone: String) -> String {
        "Log: \(self.fromLevel(level)) · \(zone)"
    }

    package func logLevel(_ level: LogLine.Level) -> String {
        switch level {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warn"
        case .error: "error"
        }
    }

    package func fromLevel(_ level: LogLine.Level) -> String {
        level == .error ? self.logLevel(level) : "\(self.logLevel(level)) and above"
    }

    package func logPaused(waiting: Int) -> String { waiting == 0 ? "paused" : "paused, \(waiting) waiting" }
    package func logNewer(_ count: Int) -> String { "\(count) newer, G follows" }
    package var logEmpty: String { "No lines of this level." }
}

extension ChinesePhrases {
    package var logTitle: String { "日志" }

    package func logTitle(from level: LogLine.Level, zone: String) -> String {
        "日志：\(self.fromLevel(level)) · \(zone)"
    }

    package func logLevel(_ level: LogLine.Level) -> String {
        switch level {
        case .debug: "调试"
        case .info: "信息"
        case .warning: "警告"
        case .error: "错误"
        }
    }

    package func fromLevel(_ level: LogLine.Level) -> String {
        level == .error ? self.logLevel(level) : "\(self.logLevel(level))及以上"
    }

    package func logPaused(waiting: Int) -> String { waiting == 0 ? "已暂停" : "已暂停，\(waiting) 条待显示" }
    package func logNewer(_ count: Int) -> String { "\(count) 条新日志，G 跟随" }
    package var logEmpty: String { "没有该级别的日志。" }
}

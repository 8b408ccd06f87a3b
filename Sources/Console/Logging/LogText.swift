import Control
import Logging
import Snapshot
import Terminal

/// How one record of the log reads.
enum LogText {
    /// A line is never longer than this many characters; names and paths in it are chosen by peers.
    static let maximumLength = 2000

    /// The message, then the metadata as `key=value` in the order of the keys.
    static func text(_ message: String, _ metadata: Logger.Metadata) -> String {
        let pairs = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.value($0.value))" }
        return Self.oneLine(([message] + pairs).joined(separator: " "))
    }

    /// One record is one line: nothing in it ends the line or does anything to a terminal.
    static func oneLine(_ text: String) -> String {
        displaySafe(text, limit: Self.maximumLength)
    }

    /// A line of the file and of standard error.
    static func fileLine(_ line: LogLine) -> String {
        "\(Timestamp.text(line.time)) \(Self.word(line.level)) \(line.subject): \(line.text)\n"
    }

    /// The level in a column of its own.
    private static func word(_ level: LogLine.Level) -> String {
        switch level {
        case .debug: "debug  "
        case .info: "info   "
        case .warning: "warning"
        case .error: "error  "
        }
    }

    private static func value(_ value: Logger.MetadataValue) -> String {
        let text = "\(value)"
        let needsQuotes = text.isEmpty || text.contains { $0 == " " || $0 == "=" || $0 == "\"" }
        guard needsQuotes else { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

extension LogLine.Level {
    /// Eight levels to the four that are shown.
    init(_ level: Logger.Level) {
        switch level {
        case .trace, .debug: self = .debug
        case .info, .notice: self = .info
        case .warning: self = .warning
        case .error, .critical: self = .error
        }
    }
}

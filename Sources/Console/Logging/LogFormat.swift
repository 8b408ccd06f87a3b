import CPlatform
import Control
import Glibc
import OneBot
import Snapshot

import struct Foundation.Date

/// How the log is written to standard error. The log file is always text.
package enum LogFormat: String, CaseIterable, Sendable {
    /// Time, level, subject and text, for people.
    case text
    /// The priority as sd-daemon(3) has it, subject and text; the journal has a clock of its own.
    case journald
    /// One object a line.
    case json

    /// What suits a descriptor: journald when that is the journal's own stream, as `JOURNAL_STREAM` says
    /// (systemd.exec(5)); a program that sends our standard error elsewhere inherits the variable, too.
    package static func suited(to descriptor: CInt, _ environment: [String: String]) -> LogFormat {
        var facts = cp_file_facts()
        guard let stream = environment["JOURNAL_STREAM"], cp_look_at_descriptor(descriptor, &facts) == 0,
            stream == "\(facts.device):\(facts.inode)"
        else { return .text }
        return .journald
    }

    /// One record, with the end of its line.
    func record(_ line: LogLine) -> String {
        switch self {
        case .text: LogText.fileLine(line)
        case .journald: "\(Self.priority(line.level))\(line.subject): \(line.text)\n"
        case .json: Self.object(line.level, subject: line.subject, line.text, at: line.time)
        }
    }

    /// A sentence that belongs to no subject and stands for itself, with the end of its line. It may have several lines.
    func sentence(_ text: String, _ level: LogLine.Level, at time: @autoclosure () -> Date = Date()) -> String {
        switch self {
        case .text: text + "\n"
        case .journald:
            text.split(separator: "\n").map { "\(Self.priority(level))\($0)\n" }.joined()
        case .json: Self.object(level, subject: "console", text, at: time())
        }
    }

    /// Of syslog(3).
    private static func priority(_ level: LogLine.Level) -> String {
        switch level {
        case .debug: "<7>"
        case .info: "<6>"
        case .warning: "<4>"
        case .error: "<3>"
        }
    }

    private static func object(_ level: LogLine.Level, subject: String, _ text: String, at time: Date) -> String {
        JSONValue.object([
            JSONMember("time", .string(Timestamp.text(time))), JSONMember("level", .string("\(level)")),
            JSONMember("subject", .string(subject)), JSONMember("message", .string(text)),
        ]).rendered + "\n"
    }
}

/// Says on standard error, in the log's format, what a command would say in plain text.
struct LoggedNotices: CommandOutput {
    let base: any CommandOutput
    let format: LogFormat

    func line(_ text: String) { self.base.line(text) }

    func write(_ line: [UInt8]) -> Bool { self.base.write(line) }

    func notice(_ text: String) {
        self.base.notice(String(self.format.sentence(text, .error).dropLast()))
    }
}

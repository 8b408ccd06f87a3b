import CPlatform
import Glibc
import OneBot
import Snapshot
import Testing

import struct Foundation.Date

@testable import Console

@Suite struct LogFormatTests {
    private static func line(_ level: LogLine.Level, _ text: String = "refused \"x\"") -> LogLine {
        LogLine(number: 1, time: Date(timeIntervalSince1970: 0), level: level, subject: "endpoint", text: text)
    }

    @Test(
        "the journal gets a priority, and no time of ours",
        arguments: [
            (LogLine.Level.debug, "<7>"), (.info, "<6>"), (.warning, "<4>"), (.error, "<3>"),
        ]
    )
    func journald(level: LogLine.Level, prefix: String) {
        #expect(LogFormat.journald.record(Self.line(level)) == prefix + "endpoint: refused \"x\"\n")
        #expect(LogFormat.journald.sentence("a\nb", level) == "\(prefix)a\n\(prefix)b\n")
    }

    @Test("as JSON a record is one object a line")
    func json() throws {
        let text = LogFormat.json.record(Self.line(.warning))
        #expect(
            text
                == #"{"time":"1970-01-01T00:00:00.000Z","level":"warning","subject":"endpoint","message":"refused \"x\""}"#
                + "\n"
        )
        let sentence = LogFormat.json.sentence("two\nlines", .error)
        #expect(sentence.filter { $0 == "\n" }.count == 1)
        #expect(try JSONParser.parse(Array(sentence.utf8))["message"]?.string == "two\nlines")
    }

    @Test("the journal is chosen when standard error is its own stream, and only then")
    func suited() throws {
        var facts = cp_file_facts()
        try #require(cp_look_at_descriptor(STDERR_FILENO, &facts) == 0)
        let mine = "\(facts.device):\(facts.inode)"
        #expect(LogFormat.suited(to: STDERR_FILENO, ["JOURNAL_STREAM": mine]) == .journald)
        #expect(LogFormat.suited(to: STDERR_FILENO, ["JOURNAL_STREAM": "1:2"]) == .text)
        #expect(LogFormat.suited(to: STDERR_FILENO, [:]) == .text)
        #expect(LogFormat.suited(to: -1, ["JOURNAL_STREAM": mine]) == .text)
    }

    @Test("a command's last words are in the log's format")
    func notices() {
        let output = RecordedOutput()
        LoggedNotices(base: output, format: .journald).notice("no\nway")
        LoggedNotices(base: output, format: .text).notice("no way")
        #expect(output.notices == ["<3>no\n<3>way", "no way"])
    }
}

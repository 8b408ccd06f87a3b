import EndpointTesting
import Glibc
import Logging
import OneBot
import Snapshot
import Synchronization
import Testing

import struct Foundation.Date

@testable import Console

@Suite struct LogStoreTests {
    private func store(capacity: Int = 10, sinks: [LogSink] = []) -> LogStore {
        LogStore(sinks: sinks, capacity: capacity, clock: { Date(timeIntervalSince1970: 1_767_323_045) })
    }

    @Test("a line has the label's last part as subject, and the metadata behind the message")
    func line() throws {
        let store = self.store()
        var logger = store.logger(label: "onebot.console.endpoint")
        logger[metadataKey: "bot"] = "1000010001"
        logger.warning("connection open", metadata: ["peer": "10.0.0.3:5", "agent": "a b=\"c\""])
        let line = try #require(store.lines.first)
        #expect(line.subject == "endpoint")
        #expect(line.level == .warning)
        #expect(line.text == #"connection open agent="a b=\"c\"" bot=1000010001 peer=10.0.0.3:5"#)
        #expect(line.number == 1)
        #expect(line.time == Date(timeIntervalSince1970: 1_767_323_045))
    }

    @Test("metadata can name another subject")
    func subject() throws {
        let store = self.store()
        store.logger(label: "endpoint").info("moved", metadata: ["subject": "listener", "port": "9000"])
        let line = try #require(store.lines.first)
        #expect(line.subject == "listener")
        #expect(line.text == "moved port=9000")
    }

    @Test(
        "eight levels become four",
        arguments: [
            (Logger.Level.trace, LogLine.Level.debug), (.debug, .debug), (.info, .info), (.notice, .info),
            (.warning, .warning), (.error, .error), (.critical, .error),
        ]
    )
    func levels(level: Logger.Level, expected: LogLine.Level) {
        let store = self.store()
        store.logger(label: "x", level: .trace).log(level: level, "text")
        #expect(store.lines.map(\.level) == [expected])
    }

    @Test("the ring keeps the newest lines, and the numbers go on")
    func ring() {
        let store = self.store(capacity: 3)
        let logger = store.logger(label: "x")
        for number in 1...8 { logger.info("line \(number)") }
        #expect(store.lines.map(\.text) == ["line 6", "line 7", "line 8"])
        #expect(store.lines.map(\.number) == [6, 7, 8])
        #expect(store.lastNumber == 8)
    }

    @Test("nothing in a line ends it or reaches a terminal", arguments: ["\n", "\r", "\u{1b}", "\u{9b}", "\u{202e}"])
    func oneLine(control: String) throws {
        let store = self.store()
        store.logger(label: "x").info("from \(control)peer", metadata: ["agent": "\(control)"])
        let line = try #require(store.lines.first)
        #expect(!line.text.contains(control))
        #expect(line.text.hasPrefix("from "))
    }

    @Test("a line is bounded, whatever a peer sends")
    func bounded() throws {
        let store = self.store()
        store.logger(label: "x").info("\(String(repeating: "x", count: 100_000))")
        #expect(try #require(store.lines.first).text.count <= LogText.maximumLength + 1)
    }

    @Test("a registered key is masked wherever it turns up")
    func redaction() {
        let store = self.store()
        let key = Secret("abcdefgh \"ijklmnop\"")
        store.redactor.register(key)
        store.logger(label: "endpoint").error(
            "refused \(key.exposed)!",
            metadata: ["url": "ws://x?access_token=\(key.exposed)", "deep": ["a": "\(key.exposed)"]]
        )
        store.logger(label: "x.\(key.exposed)").info("y", metadata: ["subject": "\(key.exposed)"])
        #expect(store.lines.count == 2)
        for line in store.lines {
            #expect(!(line.text + line.subject).contains("ijklmn"))
            #expect(!(line.text + line.subject).contains("cdefgh"))
        }
        #expect(store.lines[0].text.contains("refused " + key.masked + "!"))
    }

    @Test("a key inside a longer key does not uncover the rest of it")
    func nested() {
        let redactor = Redactor()
        redactor.register(Secret("secret-one"))
        redactor.register(Secret("secret-one-and-more"))
        #expect(!redactor.redact("x secret-one-and-more y").contains("and"))
        #expect(redactor.redact("nothing here") == "nothing here")
    }

    @Test("an empty key does not empty the log")
    func emptyKey() {
        let redactor = Redactor()
        redactor.register(Secret(""))
        #expect(redactor.redact("text") == "text")
    }

    @Test("whoever wants to know is called after every line")
    func change() {
        let store = self.store()
        let calls = Mutex(0)
        store.onChange { calls.withLock { $0 += 1 } }
        store.logger(label: "x").info("one")
        store.logger(label: "x").debug("below the level")
        store.onChange(nil)
        store.logger(label: "x").info("two")
        #expect(calls.withLock { $0 } == 1)
    }

    @Test("the file has every line in order, for its owner alone")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/console.log"
            let store = LogStore(file: path, standardError: false)
            let logger = store.logger(label: "endpoint")
            for number in 1...500 { logger.info("line \(number)") }
            await store.flush(patience: .seconds(10))
            let lines = contents(path).split(separator: "\n")
            #expect(lines.count == 500)
            #expect(lines.enumerated().allSatisfy { $1.hasSuffix(" info    endpoint: line \($0 + 1)") })
            #expect(mode(path) == 0o600)
        }
    }

    @Test("the file goes on where the last process ended")
    func append() async throws {
        try await withTemporaryFolder { folder in
            makeFile(folder + "/console.log", "earlier\n", mode: 0o644)
            FileLogTarget(path: folder + "/console.log").write("later\n")
            #expect(contents(folder + "/console.log") == "earlier\nlater\n")
            #expect(mode(folder + "/console.log") == 0o600)
        }
    }

    @Test("a full file becomes the one before, that the one before it, and the oldest goes")
    func rotation() async throws {
        try await withTemporaryFolder { folder in
            let target = FileLogTarget(path: folder + "/log", maximumSize: 100)
            for letter in ["a", "b", "c", "d"] { target.write(String(repeating: letter, count: 59) + "\n") }
            #expect(contents(folder + "/log").hasPrefix("d"))
            #expect(contents(folder + "/log.1").hasPrefix("c"))
            #expect(contents(folder + "/log.2").hasPrefix("b"))
            #expect(mode(folder + "/log.1") == 0o600 && mode(folder + "/log.2") == 0o600)
            #expect(Paths.names(in: folder)?.count == 3)
        }
    }

    @Test("a file that somebody has cut is as long as it is then")
    func cut() async throws {
        try await withTemporaryFolder { folder in
            let target = FileLogTarget(path: folder + "/log", maximumSize: 100)
            let line = String(repeating: "a", count: 59) + "\n"
            target.write(line)
            #expect(truncate(folder + "/log", 0) == 0)
            target.write(line)
            #expect(contents(folder + "/log") == line)
            #expect(Paths.names(in: folder) == ["log"])
            // And one that has grown is full.
            #expect(truncate(folder + "/log", 101) == 0)
            target.write("b\n")
            #expect(contents(folder + "/log") == "b\n")
        }
    }

    @Test("opened anew, it goes on under its name beside what was moved away")
    func reopened() async throws {
        try await withTemporaryFolder { folder in
            let target = FileLogTarget(path: folder + "/log")
            target.write("first\n")
            #expect(rename(folder + "/log", folder + "/moved") == 0)
            target.write("second\n")
            target.reopen()
            target.write("third\n")
            #expect(contents(folder + "/moved") == "first\nsecond\n")
            #expect(contents(folder + "/log") == "third\n")
        }
    }

    @Test("a link in the file's place is not followed")
    func link() async throws {
        try await withTemporaryFolder { folder in
            makeFile(folder + "/precious", "text")
            #expect(symlink(folder + "/precious", folder + "/log") == 0)
            FileLogTarget(path: folder + "/log").write("line\n")
            #expect(contents(folder + "/precious") == "text")
        }
    }

    @Test("a target that does not come along holds nobody up, and what it misses is counted")
    func slow() async throws {
        let target = StalledTarget()
        let sink = LogSink(target, capacity: 5)
        let store = self.store(sinks: [sink])
        let logger = store.logger(label: "x")
        logger.info("first")
        #expect(await eventually { target.isStalled })
        for number in 1...8 { logger.info("line \(number)") }
        target.goOn()
        await store.flush(patience: .seconds(10))
        let lines = target.text.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines.last == "… 3 lines could not be written")
        #expect(store.lines.count == 9)
    }
}

/// Stops in its first write until it is told to go on.
private final class StalledTarget: LogTarget {
    private let state = Mutex((text: "", writes: 0))
    private let gate = Mutex(false)

    var isStalled: Bool { self.state.withLock { $0.writes > 0 } }
    var text: String { self.state.withLock { $0.text } }

    func goOn() { self.gate.withLock { $0 = true } }

    func write(_ text: String) -> Bool {
        self.state.withLock { $0.writes += 1 }
        while !self.gate.withLock({ $0 }) { sched_yield() }
        self.state.withLock { $0.text += text }
        return true
    }

    func reopen() {}
}

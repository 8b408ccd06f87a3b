import Glibc
import Snapshot
import Testing

@testable import Console

@Suite struct ConfigCommandTests {
    @Test("path prints where the file is or will be")
    func path() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).path() == 0)
            #expect(fixture.output.lines == [fixture.settingsFile])
        }
    }

    @Test(
        "get prints what a start would have, secrets as masks",
        arguments: [
            ("endpoint.port", "8021"), ("endpoint.path", "/onebot/v11/ws"), ("endpoint.allow_anonymous", "false"),
            ("endpoint.access_key", "••••••••••••••••••••••••••••6KsA"),
        ]
    )
    func get(key: String, value: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).get(key) == 0)
            #expect(fixture.output.lines == [value])
        }
    }

    @Test(
        "get asks a running console what is in force",
        arguments: [
            ("endpoint.port", "9999"), ("endpoint.access_key", "••••••••••••cdef"),
            ("endpoint.allow_anonymous", "false"),
        ]
    )
    func getRunning(key: String, value: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await ConfigCommand(fixture.context).get(key) == 0)
            }
            #expect(fixture.output.lines == [value])
        }
    }

    @Test(
        "get of something that is no single value says what it is",
        arguments: [
            ("endpoint.prot", "no setting"), ("apps", "list of entries"),
        ]
    )
    func getNothing(key: String, words: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).get(key) == 1)
            #expect(fixture.output.notices.first?.contains(words) == true)
        }
    }

    @Test("set edits the file when none runs, and keeps what the operator wrote")
    func set() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).set("endpoint.port", "9000") == 0)
            let text = contents(fixture.settingsFile)
            #expect(text.contains("port: 9000  # the port"))
            #expect(text.contains("# mine"))
            #expect(mode(fixture.stateFolder) == nil)
        }
    }

    @Test("set goes through the running console and says what follows")
    func setRunning() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            try await fixture.withConsole(console) {
                #expect(await ConfigCommand(fixture.context).set("endpoint.port", "9000") == 0)
            }
            #expect(console.changes == ["endpoint.port=9000"])
            #expect(fixture.output.notices == ["1 bot stays connected."])
            #expect(contents(fixture.settingsFile).contains("8021"))
        }
    }

    @Test("a change that the running console refuses is refused with its sentence")
    func setRefused() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.refuse("Port 80 is not permitted.")
            try await fixture.withConsole(console) {
                #expect(await ConfigCommand(fixture.context).set("endpoint.port", "80") == 1)
            }
            #expect(fixture.output.notices == ["endpoint.port: Port 80 is not permitted."])
        }
    }

    @Test("a running console with another settings file is left alone")
    func otherFile() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            try await fixture.withConsole(console) {
                console.settingsFile = folder + "/other.yaml"
                #expect(await ConfigCommand(fixture.context).set("endpoint.port", "9000") == 0)
            }
            #expect(console.changes.isEmpty)
            #expect(contents(fixture.settingsFile).contains("port: 9000"))
        }
    }

    @Test(
        "a bad value is refused in the operator's language and changes nothing",
        arguments: [
            ("endpoint.port", "70000", Language.english), ("endpoint.port", "x", .chinese),
            ("endpoint.access_key", "short", .english), ("endpoint.nothing", "1", .english),
        ]
    )
    func bad(key: String, value: String, language: Language) async throws {
        try await withTemporaryFolder { folder in
            var fixture = CommandFixture(folder)
            fixture.language = language
            let before = contents(fixture.settingsFile)
            #expect(await ConfigCommand(fixture.context).set(key, value) == 1)
            #expect(fixture.output.notices.count == 1)
            #expect(contents(fixture.settingsFile) == before)
        }
    }

    @Test("a key that is refused is not repeated in the refusal")
    func badKey() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).set("endpoint.access_key", "sh0rtky") == 1)
            #expect(fixture.output.notices.first?.contains("sh0rtky") == false)
        }
    }

    @Test("a value can come from standard input")
    func standardInput() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let command = ConfigCommand(fixture.context, readLine: { "a-key-from-a-pipe-8x" })
            #expect(await command.set("endpoint.access_key", "-") == 0)
            #expect(contents(fixture.settingsFile).contains("a-key-from-a-pipe-8x"))
            #expect(await ConfigCommand(fixture.context, readLine: { nil }).set("endpoint.access_key", "-") == 1)
        }
    }

    @Test("check says that a file is good")
    func checkGood() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).check(nil) == 0)
            #expect(fixture.output.lines == ["\(fixture.settingsFile) is good."])
        }
    }

    @Test("check tells every mistake of a file with its line, exit 1")
    func checkBad() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let file = folder + "/other.yaml"
            makeFile(file, "endpoint:\n  port: 99999\n  access_key: abc\n")
            #expect(await ConfigCommand(fixture.context).check(file) == 1)
            let notice = try #require(fixture.output.notices.first)
            #expect(notice.split(separator: "\n").count == 2)
            #expect(notice.contains("2") && notice.contains("3"))
            #expect(!notice.contains("abc"))
        }
    }

    @Test("check of a file that is not there is exit 1")
    func checkMissing() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await ConfigCommand(fixture.context).check(folder + "/none.yaml") == 1)
            #expect(fixture.output.notices.first?.contains(folder + "/none.yaml") == true)
        }
    }
}

import OneBot
import Testing

@testable import Settings

@Suite struct SettingsLayersTests {
    private func load(
        _ text: String,
        _ environment: [String: String],
        _ arguments: [String: String] = [:]
    ) throws(SettingsRefusal) -> LoadedSettings {
        try SettingsLoader(environment: environment, arguments: arguments).load(Array(text.utf8), file: "c.yaml")
    }

    @Test("argument beats environment beats file beats default")
    func order() throws {
        let text = "endpoint: {port: 1000}\n"
        let name = "ONEBOT_CONSOLE_ENDPOINT_PORT"
        let file = try self.load(text, [:])
        #expect(file.settings.endpoint.port == 1000)
        #expect(file.source(of: "endpoint.port") == .file)
        let environment = try self.load(text, [name: "2000"])
        #expect(environment.settings.endpoint.port == 2000)
        #expect(environment.source(of: "endpoint.port") == .environment(name))
        let argument = try self.load(text, [name: "2000"], ["endpoint.port": "3000"])
        #expect(argument.settings.endpoint.port == 3000)
        #expect(argument.source(of: "endpoint.port") == .argument)
        #expect(try self.load("", [:]).source(of: "endpoint.port") == .builtIn)
    }

    @Test(
        "every scalar key has its variable, and the deployment's names work too",
        arguments: [
            ("ONEBOT_CONSOLE_LANGUAGE", "en", "language"),
            ("ONEBOT_CONSOLE_ENDPOINT_HOST", "127.0.0.1", "endpoint.host"),
            ("ONEBOT_CONSOLE_ENDPOINT_PUBLIC_URL", "ws://a:1/", "endpoint.public_url"),
            ("ONEBOT_CONSOLE_ENDPOINT_PORT", "0", "endpoint.port"),
            ("NEKRO_EXPOSE_PORT", "8099", "endpoint.port"),
            ("ONEBOT_CONSOLE_ENDPOINT_PATH", "/x", "endpoint.path"),
            ("ONEBOT_CONSOLE_ENDPOINT_ALIASES", "[/a, /b]", "endpoint.aliases"),
            ("ONEBOT_CONSOLE_ENDPOINT_ACCESS_KEY", "abcdefgh", "endpoint.access_key"),
            ("ONEBOT_ACCESS_TOKEN", "abcdefgh", "endpoint.access_key"),
            ("ONEBOT_CONSOLE_ENDPOINT_ALLOW_ANONYMOUS", "true", "endpoint.allow_anonymous"),
            ("ONEBOT_CONSOLE_ENDPOINT_MAX_MESSAGE_MIB", "1", "endpoint.max_message_mib"),
            ("ONEBOT_CONSOLE_ENDPOINT_MAX_CONNECTIONS", "1", "endpoint.max_connections"),
            ("ONEBOT_CONSOLE_ENDPOINT_PING_INTERVAL_S", "1", "endpoint.ping_interval_s"),
            ("ONEBOT_CONSOLE_ENDPOINT_LOST_AFTER_S", "60", "endpoint.lost_after_s"),
            ("ONEBOT_CONSOLE_ENDPOINT_TLS_ENABLED", "false", "endpoint.tls.enabled"),
            ("ONEBOT_CONSOLE_ENDPOINT_TLS_CERTIFICATE", "/c", "endpoint.tls.certificate"),
            ("ONEBOT_CONSOLE_ENDPOINT_TLS_PRIVATE_KEY", "/k", "endpoint.tls.private_key"),
            ("ONEBOT_CONSOLE_NAPCAT_WEBUI_URL", "https://n/", "napcat.webui_url"),
            ("ONEBOT_CONSOLE_NAPCAT_TOKEN", "t", "napcat.token"),
            ("ONEBOT_CONSOLE_NAPCAT_DATA_DIR", "/d", "napcat.data_dir"),
            ("NEKRO_DATA_DIR", "/d", "napcat.data_dir"),
            ("ONEBOT_CONSOLE_NAPCAT_CONTAINERS", "[a, b]", "napcat.containers"),
            ("ONEBOT_CONSOLE_METRICS_LISTEN", "127.0.0.1:9100", "metrics.listen"),
            ("ONEBOT_CONSOLE_JOURNAL_ENABLED", "false", "journal.enabled"),
            ("ONEBOT_CONSOLE_JOURNAL_KEEP_DAYS", "1", "journal.keep_days"),
            ("ONEBOT_CONSOLE_JOURNAL_MAX_MIB", "1", "journal.max_mib"),
        ]
    )
    func variable(name: String, text: String, path: String) throws {
        let loaded = try self.load("", [name: text])
        #expect(loaded.source(of: path) == .environment(name))
        #expect(loaded.value(at: path)?.editableText.exposed == text)
        #expect(loaded.sources.count == 1)
    }

    @Test("our own name beats the deployment's")
    func ownName() throws {
        let loaded = try self.load("", ["NEKRO_EXPOSE_PORT": "1", "ONEBOT_CONSOLE_ENDPOINT_PORT": "2"])
        #expect(loaded.settings.endpoint.port == 2)
        let key = try self.load(
            "",
            ["ONEBOT_ACCESS_TOKEN": "aaaaaaaa1", "ONEBOT_CONSOLE_ENDPOINT_ACCESS_KEY": "bbbbbbbb2"]
        )
        #expect(key.settings.endpoint.accessKey == Secret("bbbbbbbb2"))
    }

    @Test("an empty variable counts as absent, also before a deployment's name")
    func emptyVariable() throws {
        let loaded = try self.load(
            "endpoint: {port: 5}\n",
            ["ONEBOT_CONSOLE_ENDPOINT_PORT": "", "NEKRO_EXPOSE_PORT": "", "ONEBOT_ACCESS_TOKEN": ""]
        )
        #expect(loaded.settings.endpoint.port == 5)
        #expect(loaded.source(of: "endpoint.port") == .file)
        #expect(loaded.lacksKey)
        let alias = try self.load("", ["ONEBOT_CONSOLE_ENDPOINT_PORT": "", "NEKRO_EXPOSE_PORT": "7"])
        #expect(alias.source(of: "endpoint.port") == .environment("NEKRO_EXPOSE_PORT"))
    }

    @Test(
        "a wrong variable is named, a wrong argument too",
        arguments: [
            (
                "ONEBOT_ACCESS_TOKEN", "short", "endpoint.access_key",
                SettingProblem.Cause.keyTooShort(count: 5, minimum: 8)
            ),
            ("ONEBOT_ACCESS_TOKEN", "abcdefgh\n", "endpoint.access_key", .keyHasBlank(position: 9)),
            ("NEKRO_EXPOSE_PORT", "80a", "endpoint.port", .wrongType(expected: .integer, found: .text)),
            ("NEKRO_EXPOSE_PORT", "70000", "endpoint.port", .outOfRange(minimum: 0, maximum: 65_535)),
            ("NEKRO_DATA_DIR", "./data", "napcat.data_dir", .notAbsolute),
            ("ONEBOT_CONSOLE_ENDPOINT_ALIASES", "[/a", "endpoint.aliases", .unreadableList),
            ("ONEBOT_CONSOLE_ENDPOINT_ALIASES", "[/a], x: [", "endpoint.aliases", .unreadableList),
            ("ONEBOT_CONSOLE_JOURNAL_ENABLED", "maybe", "journal.enabled", .wrongType(expected: .flag, found: .text)),
        ]
    )
    func wrong(name: String, text: String, path: String, cause: SettingProblem.Cause) throws {
        let variable = try #require(throws: SettingsRefusal.self) { try self.load("", [name: text]) }
        #expect(variable.problems == [SettingProblem(cause, path: path, place: .environment(name))])
        let argument = try #require(throws: SettingsRefusal.self) { try self.load("", [:], [path: text]) }
        #expect(argument.problems == [SettingProblem(cause, path: path, place: .argument)])
    }

    @Test(
        "a list may be given with commas or as YAML",
        arguments: ["a,b c", " a , b c ,", "[a, b c]", "[\"a\", 'b c']"]
    )
    func list(text: String) throws {
        let loaded = try self.load("", ["ONEBOT_CONSOLE_NAPCAT_CONTAINERS": text])
        #expect(loaded.settings.napcat.containers == ["a", "b c"])
    }

    @Test("an argument for a setting that does not exist is refused with a suggestion")
    func unknownArgument() throws {
        let refusal = try #require(throws: SettingsRefusal.self) { try self.load("", [:], ["endpoint.prt": "1"]) }
        let expected = SettingProblem(.unknownKey(suggestion: "endpoint.port"), path: "endpoint.prt", place: .argument)
        #expect(refusal.problems == [expected])
    }

    @Test("an empty key as argument is refused unless anonymous bots are allowed")
    func emptyKeyArgument() throws {
        let refusal = try #require(throws: SettingsRefusal.self) { try self.load("", [:], ["endpoint.access_key": ""]) }
        #expect(refusal.problems.map(\.cause) == [.keyEmpty])
        let loaded = try self.load("endpoint: {allow_anonymous: true}\n", [:], ["endpoint.access_key": ""])
        #expect(loaded.notes == [.anonymousAllowed])
    }

    @Test("settings that do not go together are told where the stronger one was said")
    func conflictFromEnvironment() throws {
        let refusal = try #require(throws: SettingsRefusal.self) {
            try self.load("endpoint: {ping_interval_s: 30}\n", ["ONEBOT_CONSOLE_ENDPOINT_LOST_AFTER_S": "20"])
        }
        #expect(refusal.problems.map(\.place) == [.environment("ONEBOT_CONSOLE_ENDPOINT_LOST_AFTER_S")])
    }

    @Test("a variable with our prefix and no setting is noted")
    func unknownVariable() throws {
        let loaded = try self.load("", ["ONEBOT_CONSOLE_ENDPOINT_PROT": "1", "OTHER": "x"])
        let expected = SettingNote.unknownVariable(
            name: "ONEBOT_CONSOLE_ENDPOINT_PROT",
            suggestion: "ONEBOT_CONSOLE_ENDPOINT_PORT"
        )
        #expect(loaded.notes == [expected])
    }
}

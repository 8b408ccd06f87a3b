import ArgumentParser
import Testing

@testable import onebot_console

@Suite struct ParserTests {
    @Test(
        "a mistake on the command line is exit 64",
        arguments: [
            ["--nonsense"], ["nonsense"], ["status", "--nonsense"], ["status", "extra"], ["run", "--lang", "de"],
            ["run", "--set"], ["config", "get"], ["config", "set", "endpoint.port"], ["config", "set", "a", "b", "c"],
            ["key", "rotate", "--grace"], ["key", "rotate", "--grace", "soon"], ["key", "rotate", "--grace", "8d"],
            ["key", "nonsense"], ["serve", "--ready-fd", "x"], ["--state-dir"],
            ["events", "--tail", "-1"], ["events", "--tail", "5", "--since", "2h"], ["events", "--since", "soon"],
            ["run", "--log-format", "xml"], ["service", "install", "--user", "--system"], ["service", "nonsense"],
        ]
    )
    func mistakes(arguments: [String]) {
        #expect(Self.exitCode(arguments) == 64)
    }

    @Test(
        "help and version are exit 0",
        arguments: [
            ["--help"], ["help"], ["--version"], ["status", "--help"], ["key", "--help"], ["help", "config"],
        ]
    )
    func help(arguments: [String]) {
        #expect(Self.exitCode(arguments) == 0)
    }

    @Test(
        "each command is found by its name, with its options before or behind its arguments",
        arguments: [
            ([], "Run"), (["--headless"], "Run"), (["run", "--set", "a=b", "--set", "c=-d"], "Run"),
            (["--state-dir", "/x"], "Run"), (["run", "--read-only"], "Run"), (["attach", "--read-only"], "Attach"),
            (["attach", "--lang", "zh"], "Attach"), (["stop"], "Stop"),
            (["status", "--json", "--state-dir", "/x"], "Status"), (["key", "show"], "Show"),
            (["key", "copy"], "Copy"),
            (["key", "rotate", "--grace", "10m"], "Rotate"), (["config", "path"], "Path"),
            (["config", "get", "endpoint.port", "--config", "/x"], "Get"),
            (["config", "set", "--config", "/x", "endpoint.access_key", "-"], "Set"), (["config", "check"], "Check"),
            (["service", "install", "--user", "--dry-run"], "Install"), (["service", "uninstall"], "Uninstall"),
            (["service", "status", "--system"], "Status"),
            (["config", "check", "/x"], "Check"), (["serve", "--ready-fd", "3", "--config", "/x"], "Serve"),
        ]
    )
    func commands(arguments: [String], name: String) throws {
        let command = try OneBotConsole.parseAsRoot(arguments)
        #expect("\(type(of: command))" == name)
    }

    @Test("the options arrive as they are written")
    func options() throws {
        let run = try #require(
            try OneBotConsole.parseAsRoot(
                ["run", "--set", "a=b", "--set", "c=-d", "--config", "/c", "--state-dir", "/s", "--lang", "zh"]
            ) as? Run
        )
        #expect(run.start.settings == ["a=b", "c=-d"])
        #expect(!run.headless)
        #expect(run.common.settingsFile == "/c")
        #expect(run.common.stateFolder == "/s")
        #expect(run.common.language == .zh)
        let rotate = try #require(try OneBotConsole.parseAsRoot(["key", "rotate", "--grace", "10m"]) as? Key.Rotate)
        #expect(rotate.grace == 600)
    }

    @Test("the serving process is not among the commands that help shows")
    func hidden() {
        let text = OneBotConsole.helpMessage()
        #expect(!text.contains("serve "))
        for name in ["run", "attach", "stop", "status", "key", "config"] { #expect(text.contains(name)) }
    }

    private static func exitCode(_ arguments: [String]) -> Int32 {
        do {
            var command = try OneBotConsole.parseAsRoot(arguments)
            // Help is a command of the parser's own; ours are not run here.
            guard "\(type(of: command))".contains("Help") else { return -1 }
            try command.run()
            return 0
        } catch {
            return OneBotConsole.exitCode(for: error).rawValue
        }
    }
}

import Foundation
import TerminalTesting
import Testing

/// Starts and commands that cannot be done: one sentence that says why, and an exit code.
@Suite(.serialized)
struct RefusedStartTests {
    @Test("a port in use ends the start with 1 and names the program that has it")
    func takenPort() async throws {
        let taken = try await TakenPort()
        try await withConsoleHome(environment: ["NEKRO_EXPOSE_PORT": "\(taken.number)"]) { home in
            let result = try await home.run("run", "--headless")
            #expect(result.exit == 1)
            let last = try #require(result.errors.split(separator: "\n").last)
            #expect(last.contains("\(taken.number)"))
            #expect(last.contains(try TakenPort.owner))
            #expect(last.contains("\(ProcessInfo.processInfo.processIdentifier)"))
            #expect(home.sockets.filter(home.exists) == [])
        }
        try await taken.release()
    }

    @Test("a broken settings file ends the start with 1, line and column, and is left as it is")
    func brokenFile() async throws {
        let broken = "endpoint:\n  port: [8021\n  host: 127.0.0.1 # \u{1F600}\n"
        try await withConsoleHome(settings: broken) { home in
            let result = try await home.run("run", "--headless")
            #expect(result.exit == 1)
            #expect(result.errors.contains(home.settingsFile))
            #expect(result.errors.contains("line 2, column 9"))
            #expect(try home.settingsText() == broken)
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(home.folder)/config/onebot-console")
            #expect(files == ["config.yaml"])
        }
    }

    @Test("a broken settings file is told the same way to who starts with a screen")
    func brokenFileWithScreen() async throws {
        try await withConsoleHome(settings: "endpoint:\n  port: [8021\n") { home in
            let screen = try home.terminal("run")
            #expect(try await screen.exit() == 1)
            #expect(screen.screen.text.contains("line 2, column 9"))
            #expect(screen.settings == screen.settingsBefore)
            #expect(home.servingProcess == nil)
        }
    }

    @Test("a key below 8 characters in the file is refused with a sentence that does not show it")
    func shortKeyInFile() async throws {
        try await withConsoleHome(settings: "endpoint:\n  port: 0\n  access_key: q7Zk3\n") { home in
            home.treatAsKey("q7Zk3")
            let result = try await home.run("run", "--headless")
            #expect(result.exit == 1)
            #expect(result.errors.contains("line 3"))
            #expect(result.errors.contains("at least 8"))
        }
    }

    @Test("a key below 8 characters in the environment is refused with its variable's name")
    func shortKeyInEnvironment() async throws {
        try await withConsoleHome(environment: ["ONEBOT_ACCESS_TOKEN": "1c1"]) { home in
            for arguments in [["run", "--headless"], ["key", "show"]] {
                let result = try await home.start(home.program, arguments).result()
                #expect(result.exit == 1)
                #expect(result.errors.contains("ONEBOT_ACCESS_TOKEN"))
                #expect(result.errors.contains("at least 8"))
            }
        }
    }

    @Test("with none running, status, attach and stop end with 3 and say how to start one")
    func noneRunning() async throws {
        try await withConsoleHome { home in
            for arguments in [["status"], ["status", "--json"], ["attach"], ["stop"]] {
                let result = try await home.start(home.program, arguments).result()
                #expect(result.exit == 3, "\(arguments)")
                #expect(result.output.isEmpty)
                #expect(result.errors.contains("onebot-console"))
                #expect(result.errors.split(separator: "\n").count == 1)
            }
            let screen = try home.terminal("attach")
            #expect(try await screen.exit() == 3)
        }
    }

    @Test("the sentences are Chinese where the operator is", arguments: ["LANG", "LC_ALL", "LC_MESSAGES"])
    func chinese(variable: String) async throws {
        try await withConsoleHome(environment: [variable: "zh_CN.UTF-8"]) { home in
            let result = try await home.run("status")
            #expect(result.exit == 3)
            #expect(result.errors.contains("没有正在运行的控制台"))
        }
    }
}

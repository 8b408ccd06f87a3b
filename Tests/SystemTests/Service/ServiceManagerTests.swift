import CPlatform
import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// `run --headless` under a service manager, played by a socket of ours.
@Suite(.serialized)
struct ServiceManagerTests {
    private func withManager(
        _ body: (ConsoleHome, DatagramInbox, [String: String]) async throws -> Void
    ) async throws {
        try await withConsoleHome { home in
            let path = "\(home.folder)/notify"
            let inbox = try DatagramInbox(path)
            try await body(home, inbox, ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "400000"])
        }
    }

    @Test("it says that it is ready when it listens, that it lives, and that it stops")
    func life() async throws {
        try await self.withManager { home, inbox, variables in
            let server = try await home.serve(environment: variables)
            let port = try await home.port()
            try await wait(until: "READY=1") { !inbox.all.isEmpty }
            #expect(inbox.all.contains("READY=1\nSTATUS=listening on ws://127.0.0.1:\(port)/onebot/v11/ws"))
            try await wait(until: "three signs of life") { inbox.all.filter { $0 == "WATCHDOG=1" }.count >= 3 }
            server.signal(SIGTERM)
            #expect(try await server.result().exit == 0)
            #expect(inbox.all.last { $0 != "WATCHDOG=1" }?.hasPrefix("STOPPING=1\n") == true)
        }
    }

    @Test("a program that follows in the process is a reload to the manager, never an end")
    func upgraded() async throws {
        try await self.withManager { home, inbox, variables in
            _ = try await home.serve(environment: variables)
            try await wait(until: "READY=1") { !inbox.all.isEmpty }
            #expect(try await home.run("upgrade").exit == 0)
            try await wait(until: "READY=1 once more") { inbox.all.filter { $0.hasPrefix("READY=1") }.count == 2 }
            let news = inbox.all.filter { $0 != "WATCHDOG=1" }.map { $0.prefix { $0 != "=" } }
            #expect(news == ["READY", "RELOADING", "READY"])
        }
    }

    @Test("a process that stands still gives no sign of life")
    func stands() async throws {
        try await self.withManager { home, inbox, variables in
            let server = try await home.serve(environment: variables)
            try await wait(until: "a sign of life") { inbox.all.contains("WATCHDOG=1") }
            server.signal(SIGSTOP)
            // It stands when the kernel says so.
            try await wait(until: "it stands") {
                let stat = (try? String(contentsOfFile: "/proc/\(server.process)/stat", encoding: .utf8)) ?? ""
                return stat.split(separator: ")").last?.hasPrefix(" T") == true
            }
            // What it had sent by then has been read.
            let settled = ContinuousClock.now + .milliseconds(300)
            try await wait(until: "news on their way have come") { ContinuousClock.now > settled }
            let before = inbox.all.count
            let end = ContinuousClock.now + .seconds(1)
            try await wait(until: "a second has passed") { ContinuousClock.now > end }
            #expect(inbox.all.count == before)
            server.signal(SIGCONT)
            try await wait(until: "it lives again") { inbox.all.count > before }
        }
    }

    @Test("a failed start says nothing of being ready")
    func failed() async throws {
        try await self.withManager { home, inbox, variables in
            try home.writeSettings("endpoint: {port: x}\n")
            let result = try await home.run("run", "--headless", environment: variables)
            #expect(result.exit == 1)
            #expect(result.errors.contains("line 1, column"))
            #expect(inbox.all.isEmpty)
        }
    }

    // MARK: - SIGHUP

    @Test("SIGHUP puts a changed file in force, bots stay, and the manager is told")
    func reload() async throws {
        try await self.withManager { home, inbox, variables in
            let server = try await home.serve(environment: variables)
            let port = try await home.port()
            let key = try await home.key()
            let bot = try await TestBot.online(port: port, key: key)
            #expect(try await self.answer(port: port, path: "/mine", key: key) == 404)
            let text = try home.settingsText() + "\njournal: {keep_days: 3}\n"
            try home.writeSettings(text.replacing("endpoint:\n", with: "endpoint:\n  aliases: [/mine]\n"))
            server.signal(SIGHUP)
            try await wait(until: "the new path is accepted") {
                try await self.answer(port: port, path: "/mine", key: key) == 101
            }
            try await wait(until: "READY=1 once more") { inbox.all.filter { $0.hasPrefix("READY=1") }.count == 2 }
            let news = inbox.all.filter { $0 != "WATCHDOG=1" }
            let order = news.map { $0.prefix { $0 != "=" } }
            #expect(order == ["READY", "RELOADING", "READY"])
            let microseconds = news[1].split(separator: "=").last.flatMap { Int64($0) } ?? 0
            #expect(microseconds > 0)
            #expect(try await home.run("config", "get", "journal.keep_days").output == "3\n")
            // What is in the file now is what a change must start from.
            #expect(try await home.run("config", "set", "journal.keep_days", "4").exit == 0)
            #expect(try await home.status().bots.first?.state == "online")
            await bot.close()
        }
    }

    @Test("a broken file leaves the old settings in force, and line and column are told")
    func broken() async throws {
        try await self.withManager { home, inbox, variables in
            let server = try await home.serve(environment: variables)
            let port = try await home.port()
            let key = try await home.key()
            let good = try home.settingsText()
            try home.writeSettings("endpoint:\n  port: 1\n  host: [\n")
            server.signal(SIGHUP)
            try await wait(until: "it is told") { inbox.all.contains { $0.contains("settings not read again") } }
            let told = try #require(inbox.all.first { $0.contains("settings not read again") })
            #expect(told.hasPrefix("READY=1\nSTATUS=") && told.contains("line ") && told.contains("column "))
            #expect(server.errors.contains("the old ones stay in force"))
            #expect(try await handshake(port: port, key: key).status == 101)

            // A port that cannot be had is no reason to lose the one that is.
            let taken = try await TakenPort()
            try home.writeSettings(good.replacing("port: 0 ", with: "port: \(taken.number) "))
            server.signal(SIGHUP)
            try await wait(until: "that is told, too") {
                inbox.all.filter { $0.contains("settings not read again") }.count == 2
            }
            #expect(try await home.port() == port)
            try await taken.release()
            try FileManager.default.removeItem(atPath: home.settingsFile)
            server.signal(SIGHUP)
            try await wait(until: "a missing file is told") {
                inbox.all.filter { $0.contains("settings not read again") }.count == 3
            }
            #expect(try await home.port() == port)
            try home.writeSettings(good)
        }
    }

    @Test("a key that is changed in the file is in force after SIGHUP, the old one is refused and known")
    func key() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await home.port()
            let old = try await home.key()
            let new = "written-by-hand-0123456789"
            home.treatAsKey(new)
            try home.writeSettings(home.settingsText().replacing(old, with: new))
            server.signal(SIGHUP)
            try await wait(until: "the new key is accepted") { try await handshake(port: port, key: new).status == 101 }
            // It is refused as soon as the new one is in force, and written down as a former one a moment later.
            try await wait(until: "the old one is recognised") {
                #expect(try await handshake(port: port, key: old).status == 403)
                return try await home.run("doctor", "--json").output.contains("AUTH-09")
            }
        }
    }

    @Test("a further key that is taken out of the file is revoked by SIGHUP, with its connection")
    func furtherKey() async throws {
        try await withConsoleHome { home in
            let further = "further-by-hand-0123456789"
            home.treatAsKey(further)
            let server = try await home.serve()
            let port = try await home.port()
            let without = try home.settingsText()
            let list = "endpoint:\n  keys: [{name: one, key: \(further)}]\n"
            #expect(try await handshake(port: port, key: further).status == 403)
            try home.writeSettings(without.replacing("endpoint:\n", with: list))
            server.signal(SIGHUP)
            try await wait(until: "it is accepted") {
                try await handshake(port: port, key: further).status == 101
            }
            let bot = try await TestBot.online(port: port, key: further)
            try home.writeSettings(without)
            server.signal(SIGHUP)
            #expect(try await bot.frame(opcode: 8).closeCode != nil)
            #expect(try await handshake(port: port, key: further).status == 403)
            await bot.close()
        }
    }

    @Test("SIGHUP opens the log file anew")
    func logFile() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let file = "\(home.stateFolder)/console.log"
            try await wait(until: "the log is written") { home.exists(file) }
            try FileManager.default.moveItem(atPath: file, toPath: file + ".old")
            server.signal(SIGHUP)
            try await wait(until: "the log goes on under its name") {
                (try? String(contentsOfFile: file, encoding: .utf8))?.contains("settings read again") == true
            }
        }
    }

    // MARK: - The log

    @Test("with --log-format json every line on standard error is an object, the word that it listens included")
    func json() async throws {
        try await withConsoleHome { home in
            let server = try home.start("run", "--headless", "--log-format", "json")
            try await server.wait(forErrors: "the line") { $0.contains("listening on ws://127.0.0.1:") }
            server.signal(SIGTERM)
            let errors = try await server.result().errors
            for line in errors.split(separator: "\n") {
                let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
                #expect(Set(object.keys) == ["time", "level", "subject", "message"])
            }
            // The file is for people all the same.
            let file = try String(contentsOfFile: "\(home.stateFolder)/console.log", encoding: .utf8)
            #expect(file.contains(" info    console: "))
        }
    }

    @Test("standard error that is the journal's gets priorities and no times")
    func journal() async throws {
        try await withConsoleHome { home in
            let file = "\(home.folder)/journal"
            #expect(FileManager.default.createFile(atPath: file, contents: nil))
            var facts = cp_file_facts()
            try #require(cp_look_at_file(file, 1, &facts) == 0)
            let server = try home.start(
                "/bin/sh",
                ["-c", "exec \"$0\" run --headless 2>\"$1\"", home.program, file],
                environment: ["JOURNAL_STREAM": "\(facts.device):\(facts.inode)"]
            )
            try await wait(until: "it listens") {
                try String(contentsOfFile: file, encoding: .utf8).contains("<6>console: serving")
            }
            server.signal(SIGTERM)
            #expect(try await server.result().exit == 0)
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            #expect(lines.allSatisfy { $0.hasPrefix("<") })
        }
    }

    // MARK: - Helpers

    /// The status with which a handshake on a path is answered.
    private func answer(port: Int, path: String, key: String) async throws -> Int {
        let bot = try await TestBot(port: port)
        let answer = try await bot.request(
            path,
            headers: TestBot.napCatHeaders(selfID: "1000010002", key: key)
        )
        await bot.close()
        return answer.status
    }
}

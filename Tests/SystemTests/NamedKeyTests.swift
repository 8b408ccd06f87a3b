import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// Further keys as an operator has them, against the built program.
@Suite(.serialized)
struct NamedKeyTests {
    private struct Keys: Decodable {
        struct Key: Decodable {
            let name: String?
            let key: String
            let links: Int?
            let uses_24h: Int
        }

        struct Previous: Decodable {
            struct User: Decodable {
                let self_id: String?
                let address: String
                let state: String
                let count: Int
            }

            let name: String?
            let accepted_until: String?
            let users: [User]
        }

        let keys: [Key]
        let previous: [Previous]
    }

    private func keys(_ home: ConsoleHome) async throws -> Keys {
        let result = try await home.run("key", "list", "--json")
        try #require(result.exit == 0, "\(result.errors)")
        return try JSONDecoder().decode(Keys.self, from: Data(result.output.utf8))
    }

    private func add(_ home: ConsoleHome, _ arguments: String...) async throws -> String {
        let result = try await home.start(home.program, ["key", "add"] + arguments).result()
        try #require(result.exit == 0, "\(result.errors)")
        let key = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        try #require(key.count == 32)
        home.treatAsKey(key)
        return key
    }

    @Test("a key is good for its bot at once, and revoking it cuts that bot alone and outlives a restart")
    func revoke() async throws {
        try await withConsoleHome { home in
            var server = try await home.serve()
            let port = try await home.port()
            let key = try await self.add(home, "left", "--self-id", "1000010002", "--from", "127.0.0.0/8")
            #expect(try home.settingsText().contains("保留"))
            #expect(try await handshake(port: port, key: key, selfID: "1000010003").status == 403)
            let own = try await TestBot.online(port: port, key: key, selfID: "1000010002")
            let other = try await TestBot.online(port: port, key: try await home.key())
            try await home.status(until: "both bots") { $0.bots.count { $0.state == "online" } == 2 }
            try await home.status(until: "the wrong bot is named") { report in
                report.findings.contains {
                    $0.id == "SEC-05" && $0.evidence.contains("\"left\" is bound to 1000010002")
                }
            }
            let listed = try await self.keys(home)
            #expect(listed.keys.map(\.name) == [nil, "left"])
            #expect(listed.keys.map(\.links) == [1, 1])
            #expect(listed.keys.last?.uses_24h == 1)
            let text = try await home.run("key", "list").output
            #expect(text.contains("left") && text.contains("127.0.0.0/8") && text.contains(key.suffix(4)))
            #expect(!text.contains(key))

            // Nobody to ask, and nothing happens.
            let asked = try await home.run("key", "revoke", "left")
            #expect(asked.exit == 1 && asked.errors.contains("--yes"))
            let revoked = try await home.run("key", "revoke", "left", "--yes")
            #expect(revoked.exit == 0 && revoked.errors.contains("is closed"), "\(revoked.errors)")
            #expect(try await own.frame(opcode: 8).closeCode == 1008)
            await own.close()
            #expect(try await handshake(port: port, key: key, selfID: "1000010002").status == 403)
            try await home.status(until: "the revoked key is named") { report in
                report.findings.contains { $0.id == "AUTH-09" && $0.evidence.contains("\"left\", which was revoked") }
            }
            try await other.sendMessage("still here")
            try await home.status(until: "the other bot's message") { report in
                report.bots.contains { $0.selfID == "1000010001" && $0.events == 2 }
            }
            #expect(try await home.run("key", "revoke", "left", "--yes").exit == 1)
            await other.close()
            #expect(try await home.run("stop").exit == 0)
            _ = try await server.result()
            #expect(try await self.keys(home).previous.first?.users.first?.self_id == "1000010002")
            server = try await home.serve()
            #expect(try await handshake(port: try await home.port(), key: key, selfID: "1000010002").status == 403)
            let again = try await self.keys(home)
            #expect(again.keys.map(\.name) == [nil])
            #expect(again.previous.first?.name == "left")
        }
    }

    @Test("without a console the file is edited, and the next start has the key; a key is never on a command line")
    func file() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            #expect(try await home.run("stop").exit == 0)
            _ = try await server.result()
            let key = try await self.add(home, "left")
            _ = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: key)
            await bot.close()
            let line = try await home.run("key", "add", "right", "--key", "given-on-the-line")
            #expect(line.exit == 64)
            #expect(try !home.settingsText().contains("given-on-the-line"))
            for arguments in [["a b"], ["-x"], ["a", "--self-id", "x"], ["a", "--from", "10.0.0.0/99"], ["left"]] {
                let result = try await home.start(home.program, ["key", "add"] + arguments).result()
                #expect(result.exit != 0 && !result.errors.isEmpty && result.output.isEmpty, "\(arguments)")
            }
            #expect(try await home.run("key", "list", "--lang", "zh").output.contains("访问密钥"))
        }
    }

    @Test("who still uses the key from before a rotation is listed, across a restart, until its grace is over")
    func rotation() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await home.port()
            let old = try await home.key()
            let stays = try await TestBot.online(port: port, key: old)
            #expect(try await home.run("key", "rotate", "--grace", "1h").exit == 0)
            let late = try await TestBot.online(port: port, key: old, selfID: "1000010002")
            try await wait(until: "both are listed") {
                let users = try await self.keys(home).previous.first?.users ?? []
                return Set(users.compactMap(\.self_id)) == ["1000010001", "1000010002"]
                    && users.allSatisfy { $0.state == "connected" }
            }
            try await home.status(until: "the old key is named") { report in
                report.findings.contains { $0.id == "AUTH-12" && $0.subject == "1000010001" }
            }
            let text = try await home.run("key", "list").output
            #expect(text.contains("is accepted until") && text.contains("1000010002"))
            await stays.close()
            await late.close()
            #expect(try await home.run("stop").exit == 0)
            _ = try await server.result()

            // The grace is in the state folder, and the key is not.
            let second = try await home.serve()
            let next = try await home.port()
            #expect(try await handshake(port: next, key: old, selfID: "1000010002").status == 101)
            #expect(try await self.keys(home).previous.first?.accepted_until != nil)
            let mode = try FileManager.default.attributesOfItem(atPath: "\(home.stateFolder)/keys.json")
            #expect(mode[.posixPermissions] as? Int == 0o600)

            // A rotation without grace ends the old ones at once; who is connected stays.
            let connected = try await TestBot.online(port: next, key: old)
            #expect(try await home.run("key", "rotate").exit == 0)
            #expect(try await handshake(port: next, key: old, selfID: "1000010002").status == 403)
            try await connected.sendMessage("still here")
            try await home.status(until: "the message") {
                $0.bots.contains { $0.selfID == "1000010001" && $0.events == 2 }
            }
            try await wait(until: "the refused one is listed as such") {
                let users = try await self.keys(home).previous.flatMap(\.users)
                return users.contains { $0.self_id == "1000010002" && $0.state == "refused" }
                    && users.contains { $0.self_id == "1000010001" && $0.state == "connected" }
            }
            await connected.close()
            #expect(try await home.run("stop").exit == 0)
            _ = try await second.result()
        }
    }

    @Test("the list on the screen: a key is added, shown and revoked there")
    func screen() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            screen.type("8jjjj\r")
            try await screen.wait(until: "the list") { $0.screen.text.contains("a adds one") }
            screen.type("a")
            try await screen.wait(until: "the form") { $0.screen.text.contains("Add a key") }
            screen.type("left\t1000010002\r")
            try await screen.wait(until: "the key") { $0.screen.text.contains("Key left is good from now on") }
            try await screen.wait(until: "its row") { $0.screen.text.contains("Good for QQ 1000010002") }
            screen.type("v")
            try await screen.wait(until: "the key bare") {
                $0.screen.text.contains("Key left") && !$0.screen.text.contains("┌")
            }
            let line = try #require(try home.settingsText().split(separator: "\n").first { $0.contains("name: left") })
            let key = try #require(line.split(separator: "\"").map(String.init).first { $0.count == 32 })
            home.treatAsKey(key)
            #expect(screen.screen.text.contains(key))
            screen.type("\u{1B}")
            try await screen.wait(until: "the mask") { !$0.screen.text.contains(key) }
            let bot = try await TestBot.online(port: try await home.port(), key: key, selfID: "1000010002")
            screen.type("d")
            try await screen.wait(until: "the question") { $0.screen.text.contains("cannot be had back") }
            screen.type("y")
            #expect(try await bot.frame(opcode: 8).closeCode == 1008)
            try await screen.wait(until: "what was done") { $0.screen.text.contains("Key left is revoked") }
            #expect(try home.settingsText().contains("keys: []"))
            await bot.close()
        }
    }
}

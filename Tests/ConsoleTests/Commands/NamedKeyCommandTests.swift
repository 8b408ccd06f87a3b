import Control
import Glibc
import OneBot
import Settings
import Snapshot
import Testing

import struct Foundation.Date

@testable import Console

@Suite struct NamedKeyCommandTests {
    private struct Answer: Consent {
        var answer: Bool?
        func ask(_ question: String) -> Bool? { self.answer }
    }

    private func command(_ fixture: CommandFixture, answer: Bool? = nil, line: String? = nil) -> KeyCommand {
        KeyCommand(fixture.context, consent: Answer(answer: answer), readLine: { line })
    }

    @Test("with none running, a key is added to the file and printed once, listed by its mask, and revoked")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let command = self.command(fixture)
            #expect(await command.add("left", selfID: "1000010001", from: ["10.0.0.0/8"], readsKey: false) == 0)
            let key = try #require(fixture.output.lines.first)
            #expect(key.count == 32)
            #expect(contents(fixture.settingsFile).contains(key))
            #expect(contents(fixture.settingsFile).contains("# mine"))
            #expect(!fixture.output.notices.joined().contains(key))

            #expect(await command.list(asJSON: false) == 0)
            let listed = fixture.output.lines.dropFirst().joined(separator: "\n")
            for text in ["(access key)", "left", "1000010001", "10.0.0.0/8", "••••\(key.suffix(4))", "–"] {
                #expect(listed.contains(text), "\(text)")
            }
            #expect(!listed.contains(key) && !listed.contains(CommandFixture.key))

            #expect(await self.command(fixture, answer: nil).revoke("left", isAgreed: false) == 1)
            #expect(fixture.output.notices.last?.contains("--yes") == true)
            #expect(await self.command(fixture, answer: false).revoke("left", isAgreed: false) == 1)
            #expect(contents(fixture.settingsFile).contains(key))
            #expect(await self.command(fixture, answer: true).revoke("left", isAgreed: false) == 0)
            #expect(!contents(fixture.settingsFile).contains(key))
            let history = try KeyHistoryFile(stateFolder: fixture.stateFolder).load()
            #expect(history.recognise(Array(key.utf8))?.name == "left")
            #expect(!history.accepts(Array(key.utf8), now: Date()))
            #expect(await command.revoke("left", isAgreed: true) == 1)
            #expect(fixture.output.notices.last?.contains("left") == true)
        }
    }

    @Test("commands at the same time change the file one after the other, and nothing is lost")
    func together() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            await withTaskGroup { group in
                for number in 0..<6 {
                    group.addTask {
                        let command = self.command(fixture)
                        let exit = await command.add("bot-\(number)", selfID: "", from: [], readsKey: false)
                        #expect(exit == 0)
                    }
                    group.addTask {
                        let config = ConfigCommand(fixture.context)
                        #expect(await config.set("journal.keep_days", "\(number + 20)") == 0)
                    }
                }
            }
            let text = contents(fixture.settingsFile)
            for number in 0..<6 { #expect(text.contains("bot-\(number)"), "\(number)") }
            #expect(text.contains("keep_days: 2") && text.contains("# mine"))
            // All of them are revoked as well, and known as such.
            await withTaskGroup { group in
                for number in 0..<6 {
                    group.addTask {
                        #expect(await self.command(fixture).revoke("bot-\(number)", isAgreed: true) == 0)
                    }
                }
            }
            let history = try KeyHistoryFile(stateFolder: fixture.stateFolder).load()
            #expect(Set(history.retired.compactMap(\.name)).count == 6)
        }
    }

    @Test("a key that comes back is no former one any more")
    func comesBack() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let key = "given-on-standard-input-1"
            let command = self.command(fixture, line: key)
            #expect(await command.add("left", selfID: "", from: [], readsKey: true) == 0)
            #expect(await command.revoke("left", isAgreed: true) == 0)
            let file = KeyHistoryFile(stateFolder: fixture.stateFolder)
            let revoked = try file.load()
            #expect(revoked.recognise(Array(key.utf8)) != nil)
            #expect(await command.add("right", selfID: "", from: [], readsKey: true) == 0)
            let present = try file.load()
            #expect(present.recognise(Array(key.utf8)) == nil)
        }
    }

    @Test("a key comes from standard input, is checked, and is not printed; a weak one is warned about")
    func input() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let given = "given-on-standard-input-1"
            #expect(await self.command(fixture, line: given).add("a", selfID: "", from: [], readsKey: true) == 0)
            #expect(fixture.output.lines.isEmpty)
            #expect(contents(fixture.settingsFile).contains(given))
            #expect(await self.command(fixture, line: "12345678").add("b", selfID: "", from: [], readsKey: true) == 0)
            #expect(fixture.output.notices.contains { $0.contains("weak") })
            #expect(await self.command(fixture, line: "short").add("c", selfID: "", from: [], readsKey: true) == 1)
            #expect(await self.command(fixture, line: nil).add("c", selfID: "", from: [], readsKey: true) == 1)
            #expect(
                await self.command(fixture, line: CommandFixture.key).add("c", selfID: "", from: [], readsKey: true)
                    == 1
            )
            for notice in fixture.output.notices {
                for key in [given, "12345678", CommandFixture.key] { #expect(!notice.contains(key)) }
            }
            for (name, selfID, from) in [("a b", "", []), ("c", "x", []), ("c", "", ["10.0.0.0/64"]), ("a", "", [])] {
                #expect(await self.command(fixture).add(name, selfID: selfID, from: from, readsKey: false) == 1)
            }
        }
    }

    @Test("with a console running, it does everything and saves")
    func running() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.giveKeys([
                NamedKey(
                    name: "left",
                    key: Secret("Left7Lp3TzRw8Ny5BcD4gJh6KsAXk29f"),
                    use: KeyUse(links: 2, lastUsed: Date(), uses: 12)
                )
            ])
            try await fixture.withConsole(console) {
                let command = self.command(fixture)
                #expect(await command.add("new", selfID: "1", from: ["::1"], readsKey: false) == 0)
                #expect(console.keyWishes == [KeyWish(name: "new", selfID: "1", from: ["::1"])])
                #expect(fixture.output.lines == ["made-key-of-a-test-0123456789abc"])
                #expect(await command.add("taken", selfID: "", from: [], readsKey: false) == 1)
                #expect(fixture.output.notices.last == "There is one already.")
                #expect(await command.list(asJSON: false) == 0)
                #expect(fixture.output.lines.contains { $0.contains("left") && $0.contains("12") })
                #expect(await command.list(asJSON: true) == 0)
                #expect(fixture.output.lines.last?.contains(#""name":"left","key":"••••••••"#) == true)
                #expect(await self.command(fixture, answer: false).revoke("left", isAgreed: false) == 1)
                #expect(console.revocations.isEmpty)
                #expect(await command.revoke("left", isAgreed: true) == 0)
                #expect(console.revocations == ["left"])
                #expect(fixture.output.notices.last?.contains("is closed") == true)
                #expect(await command.revoke("../x", isAgreed: true) == 1)
                #expect(console.revocations == ["left"])
            }
            #expect(!contents(fixture.settingsFile).contains("new"), "the console saves, not the command")
            #expect(!fixture.output.lines.joined().contains("Left7"))
        }
    }
}

import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// Keys stay where they belong. Every other test looks for them as well when it ends.
@Suite
struct SecretTests {
    @Test("after a day's work no key stands in a state file, in a log, on a command line or in an error text")
    func everywhere() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let port = try await home.port()
            let key = try await home.key()
            let bot = try await TestBot.online(port: port, key: key)
            // Wrong keys of every kind, ours with a slip of the hand among them.
            let slips = ["\(key) ", "\"\(key)\"", "Bearer \(key)", String(key.dropLast(3)), "\(key.dropLast())!"]
            for slip in slips {
                home.treatAsKey(slip)
                _ = try await handshake(port: port, key: slip)
            }
            let query = try await TestBot(port: port)
            _ = try await query.request(
                "/onebot/v11/nowhere?access_token=\(key)",
                headers: TestBot.napCatHeaders(selfID: "1000010003", key: nil)
            )
            await query.close()
            screen.type("c")
            try await screen.wait(until: "the copy") { $0.screen.clipboard == [Data(key.utf8).base64EncodedString()] }
            screen.type("v")
            try await screen.wait(until: "the key") { $0.screen.text.contains(key) }
            screen.type("\u{1B}")
            try await screen.wait(until: "the mask") { !$0.screen.text.contains(key) }
            screen.type("9")
            try await screen.wait(until: "the Log") { $0.screen.text.contains("connection open") }
            #expect(!screen.screen.text.contains(key))

            let rotated = try await home.run("key", "rotate", "--grace", "10m")
            #expect(rotated.exit == 0)
            let new = try await home.key()
            #expect(new != key)
            #expect(rotated.output.contains(new))
            #expect(try await handshake(port: port, key: key).status == 101)
            #expect(try await home.run("config", "set", "endpoint.access_key", "short").exit == 1)
            for arguments in [["status"], ["status", "--json"], ["config", "check"]] {
                let said = try await home.start(home.program, arguments).result()
                for secret in [key, new] { #expect(!(said.output + said.errors).contains(secret), "\(arguments)") }
            }
            // A start with a pinned key: it must not be seen on the command line either.
            let pinned = try await home.run("run", "--set", "endpoint.access_key=given-on-the-line")
            #expect(pinned.exit != 0)
            home.expectNoKeyOutside(sourceLocation: #_sourceLocation)
            #expect(try Self.mode(of: home.settingsFile) == 0o600)
            for name in try FileManager.default.contentsOfDirectory(atPath: home.stateFolder) {
                #expect(try Self.mode(of: "\(home.stateFolder)/\(name)") == 0o600, "\(name)")
            }
            #expect(try Self.mode(of: home.stateFolder) == 0o700)
            await bot.close()
        }
    }

    private static func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}

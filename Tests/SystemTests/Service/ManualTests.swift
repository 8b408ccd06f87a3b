import Foundation
import Glibc
import Testing

/// The manual page beside the program's own word on its commands.
@Suite struct ManualTests {
    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                var kind: String
                var name: String
            }

            var names: [Name]?
            /// Not for what our own processes say to each other.
            var shouldDisplay: Bool?
        }

        var commandName: String
        var shouldDisplay: Bool?
        var arguments: [Argument]?
        var subcommands: [Command]?
    }

    private struct Dump: Decodable {
        var command: Command
    }

    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../.package/onebot-console.1").standardizedFileURL

    @Test("it names every command and every option")
    func complete() async throws {
        try await withConsoleHome { home in
            let dump = try await home.run("--experimental-dump-help")
            let root = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
            let page = try String(contentsOf: Self.page, encoding: .utf8)
            #expect((root.subcommands ?? []).count > 10)
            for (path, command) in Self.all(root, []) {
                let words = path.joined(separator: " ")
                #expect(path.isEmpty || page.contains(" \(words)"), "\(words)")
                for name in (command.arguments ?? []).filter({ $0.shouldDisplay != false }).flatMap({ $0.names ?? [] })
                {
                    let macro = name.kind == "long" ? "Fl -\(name.name)" : "Fl \(name.name)"
                    #expect(page.contains(macro + "\n") || page.contains(macro + " "), "\(words) \(macro)")
                }
            }
        }
    }

    /// Every command that help shows, with its path.
    private static func all(_ command: Command, _ path: [String]) -> [([String], Command)] {
        let below = (command.subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
        return [(path, command)] + below.flatMap { Self.all($0, path + [$0.commandName]) }
    }

    @Test("man has nothing against it", .enabled(if: access("/usr/bin/mandoc", X_OK) == 0))
    func lint() async throws {
        try await withConsoleHome { home in
            let result = try await home.start("/usr/bin/mandoc", ["-Tlint", "-W", "style", Self.page.path]).result()
            let complaints = result.output.split(separator: "\n").filter { !$0.contains("mandoc.db") }
            #expect(complaints.isEmpty, "\(result.output)")
        }
    }

    @Test("the shells take the completions", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        try await withConsoleHome { home in
            let script = try await home.run("--generate-completion-script", shell)
            #expect(script.exit == 0)
            #expect(script.output.contains("uninstall") && script.output.contains("log-format"))
            let programs: [String] = ["/bin/\(shell)", "/usr/bin/\(shell)"]
            guard let program = programs.first(where: { access($0, X_OK) == 0 }) else { return }
            let file = "\(home.folder)/completion"
            try script.output.write(toFile: file, atomically: false, encoding: .utf8)
            #expect(try await home.start(program, ["-n", file]).result().exit == 0)
        }
    }
}

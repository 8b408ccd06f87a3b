import TerminalTesting
import Testing

/// Short runs of the programs behind `make soak` and `make crash`.
@Suite(.serialized)
struct SoakTests {
    private func run(_ arguments: String...) async throws -> RunningCommand.Result {
        let program = try #require(BuiltProgram.path("EndpointBench"), "the program is not built")
        var result: RunningCommand.Result?
        try await withConsoleHome(settings: nil) { home in
            result = try await home.start(program, arguments).result(deadline: .seconds(120))
        }
        return try #require(result)
    }

    @Test("under a steady load every event is counted and stored")
    func soak() async throws {
        let result = try await self.run("soak", "SECONDS=5", "BOTS=50", "RATE=20")
        #expect(result.exit == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("kept    every event of every bot is counted"))
        #expect(result.output.contains("kept    every message went into the journal"))
    }

    @Test("killed at any moment the console leaves whole files with all that it had acknowledged")
    func crash() async throws {
        let result = try await self.run("crash", "CYCLES=6", "BOTS=5", "LIFE=1500")
        #expect(result.exit == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("kept    the settings file was whole each time"))
        #expect(result.output.contains("kept    the journal was whole each time"))
    }
}

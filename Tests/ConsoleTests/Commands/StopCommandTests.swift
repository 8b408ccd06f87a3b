import Glibc
import Testing

@testable import Console

@Suite struct StopCommandTests {
    @Test("it ends the console and waits until it is gone")
    func stops() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await StopCommand(fixture.context).run() == 0)
            }
            #expect(fixture.output.lines == ["The console (process \(getpid())) has ended."])
        }
    }

    @Test("a console that does not end is told about, exit 1")
    func stays() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            try await fixture.withConsole(console) {
                console.onStop {}
                #expect(await StopCommand(fixture.context, patience: .milliseconds(50)).run() == 1)
            }
            #expect(fixture.output.notices.first?.contains("has not ended within 0 s") == true)
        }
    }

    @Test("with none running it is exit 3")
    func none() async throws {
        try await withTemporaryFolder { folder in
            #expect(await StopCommand(CommandFixture(folder).context).run() == 3)
        }
    }
}

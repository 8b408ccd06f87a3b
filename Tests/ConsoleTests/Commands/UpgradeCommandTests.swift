import Synchronization
import Testing

import struct Foundation.Date

@testable import Console

struct UpgradeCommandTests {
    @Test("the time that the trial of the new program takes is not taken from its start")
    func slowRehearsal() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            let late = Mutex(Duration.zero)
            let begin = ContinuousClock.now
            console.onReplacement {
                late.withLock { $0 = .seconds(100) }
                console.start(at: Date())
                return nil
            }
            try await fixture.withConsole(console) {
                let command = UpgradeCommand(fixture.context) { begin + late.withLock { $0 } }
                #expect(await command.run() == CommandExit.done)
            }
            #expect(fixture.output.lines.first?.contains("100.0 s") == true)
        }
    }

    @Test("a program that is refused is told with its reason")
    func refused() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await UpgradeCommand(fixture.context).run() == CommandExit.failed)
            }
            #expect(fixture.output.notices == ["A test has no other program."])
        }
    }
}

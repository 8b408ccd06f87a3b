import Snapshot
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

    @Test(
        "what the settings have moved meanwhile is told instead of the promise that nothing was refused",
        arguments: [
            ([ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)], nil),
            ([ListenerFacts(host: "::", port: 8021, state: .listening)], nil),
            (
                [
                    ListenerFacts(host: "0.0.0.0", port: 8022, state: .listening),
                    ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening),
                ], nil
            ),
            ([ListenerFacts(host: "0.0.0.0", port: 8022, state: .listening)], "ws://0.0.0.0:8021/onebot/v11/ws"),
            ([ListenerFacts(host: "127.0.0.1", port: 8021, state: .listening)], "ws://0.0.0.0:8021/onebot/v11/ws"),
            (
                [ListenerFacts(host: "0.0.0.0", port: 8021, tls: true, state: .listening)],
                "ws://0.0.0.0:8021/onebot/v11/ws"
            ),
            ([ListenerFacts(host: "0.0.0.0", port: 8021, state: .failed)], "ws://0.0.0.0:8021/onebot/v11/ws"),
        ] as [([ListenerFacts], String?)]
    )
    func moved(_ listeners: [ListenerFacts], lost: String?) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.onReplacement {
                console.listen(listeners)
                console.start(at: Date())
                return nil
            }
            try await fixture.withConsole(console) {
                #expect(await UpgradeCommand(fixture.context).run() == CommandExit.done)
            }
            let said = fixture.output.lines.joined()
            #expect(said.contains("No connection was refused") == (lost == nil), "\(said)")
            if let lost { #expect(said.contains(lost), "\(said)") }
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

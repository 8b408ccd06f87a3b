import EndpointTesting
import NIOCore
import Synchronization
import Testing

@testable import Endpoint

@Suite("Whatever comes to a TLS port")
struct TLSFuzzTests {
    @Test("noise, cut and bent ClientHellos end in a line of the ledger, and the port goes on serving")
    func noise() async throws {
        var dice = SystemRandomNumberGenerator()
        let samples = (0..<60).map { round -> [UInt8] in
            var bytes = (0..<Int.random(in: 1...600, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
            switch round % 3 {
            case 0: break
            case 1: bytes.replaceSubrange(0..<1, with: [0x16])
            default:
                var hello = HelloSample.hello("bots.example.org")
                for _ in 0...Int.random(in: 0...6, using: &dice) {
                    hello[Int.random(in: 1..<hello.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
                }
                bytes = Array(hello.prefix(Int.random(in: 1...hello.count, using: &dice)))
            }
            return bytes
        }
        let change: (inout EndpointConfiguration) -> Void = { $0.limits.deadline = .seconds(3) }
        try await TLSFixture.with(change) { fixture in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for sample in samples {
                    tasks.addTask {
                        let peer = try await RawPeer(port: fixture.port)
                        // It may be cut while it is still being written.
                        try? await peer.write(sample)
                        _ = try? await peer.readToEnd()
                        await peer.close()
                    }
                }
                try await tasks.waitForAll()
            }
            #expect(await eventually { fixture.server.ledger.entries.count >= samples.count })
            #expect(
                await eventually {
                    fixture.server.state.guarded.withLock { $0.pendingTLS.count + $0.pending.count } == 0
                }
            )
            let bot = try await fixture.endpoint.bot(tls: fixture.trusting)
            await bot.close()
        }
    }

    @Test("noise behind a ClientHello ends that connection alone")
    func middle() async throws {
        try await TLSFixture.with { fixture in
            let other = try await fixture.endpoint.bot("10001", tls: fixture.trusting)
            let peer = try await RawPeer(port: fixture.port)
            try await peer.write(HelloSample.hello("bots.example.org"))
            _ = try await peer.read { buffer in buffer.readableBytes > 0 ? buffer.readBytes(length: 1) : nil }
            // The end may have come before.
            try? await peer.write([UInt8](repeating: 0x17, count: 5000))
            _ = try? await peer.readToEnd()
            try await other.peer.write(TestBot.frame(opcode: 9, [7]))
            #expect(try await other.frame(opcode: 10).payload == [7])
        }
    }
}

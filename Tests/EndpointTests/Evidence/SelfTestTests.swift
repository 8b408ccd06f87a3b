import EndpointTesting
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("The console connects to itself")
struct SelfTestTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func run(
        _ endpoint: EndpointFixture,
        _ targets: [SelfTestTarget],
        key: String = EndpointFixture.key,
        path: String = "/onebot/v11/ws",
        timeout: TimeAmount = .seconds(10)
    ) async -> [SelfTestResult] {
        await SelfTester(server: endpoint.server, group: self.group)
            .run(targets, path: path, key: Secret(key), timeout: timeout)
    }

    private func isAsExpected(_ answer: SelfTestResult.Answer) -> Bool {
        if case .asExpected(let milliseconds) = answer { milliseconds > 0 } else { false }
    }

    @Test(
        "is let in with the right key and turned away with another, and leaves no trace",
        arguments: ["127.0.0.1", "::1"]
    )
    func passes(host: String) async throws {
        try await EndpointFixture.with(limits: .init { $0.listeners = [.init(host: "0.0.0.0", port: 0)] }) { endpoint in
            // A machine without IPv6 has nothing to try there.
            if host == "::1" {
                guard let peer = try? await RawPeer(port: endpoint.port, host: host) else { return }
                await peer.close()
                #expect(await eventually { await endpoint.server.report().attempts.count == 1 })
            }
            let before = await endpoint.server.report()
            let results = await self.run(endpoint, [SelfTestTarget(host: host, port: endpoint.port)])
            #expect(results.map(\.question) == [.rightKey, .wrongKey])
            #expect(results.allSatisfy { self.isAsExpected($0.answer) }, "\(results)")
            let report = await endpoint.server.report()
            #expect(report.attempts.filter { $0.firstBytes == .http }.isEmpty)
            #expect(report.handshakesAccepted == before.handshakesAccepted)
            #expect(report.handshakesRefused == before.handshakesRefused)
            #expect(report.bots.isEmpty && report.links.isEmpty && report.blocked.isEmpty)
        }
    }

    @Test("asks many addresses at once, in order, and none of them is taken for a guesser")
    func many() async throws {
        try await EndpointFixture.with { endpoint in
            let targets = (1...20).map { SelfTestTarget(host: "127.0.0.\($0)", port: endpoint.port) }
            // Listens on the first of them alone.
            let results = await self.run(endpoint, targets)
            #expect(results.map(\.target.host) == targets.flatMap { [$0.host, $0.host] })
            #expect(results.prefix(2).allSatisfy { self.isAsExpected($0.answer) })
            for result in results.dropFirst(2) {
                guard case .notReached(let words) = result.answer else {
                    Issue.record("\(result)")
                    continue
                }
                #expect(!words.isEmpty)
            }
            for _ in 0..<6 { _ = await self.run(endpoint, [targets[0]]) }
            #expect(await endpoint.server.report().blocked.isEmpty)
        }
    }

    @Test("is judged as any bot is")
    func judged() async throws {
        try await EndpointFixture.with { endpoint in
            let target = SelfTestTarget(host: "127.0.0.1", port: endpoint.port)
            #expect(await self.run(endpoint, [target], path: "/wrong").map(\.answer) == [.status(404), .status(404)])
            #expect(await self.run(endpoint, [target], key: "another-key").first?.answer == .status(403))
            #expect(await self.run(endpoint, [target], key: "").map(\.answer) == [.status(401)])
        }
    }

    @Test("is not refused for what others of its address have done")
    func blocked() async throws {
        try await EndpointFixture.with { endpoint in
            let target = SelfTestTarget(host: "127.0.0.1", port: endpoint.port)
            for number in 0..<5 {
                _ = try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: "guess-\(number)"))
            }
            #expect(try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: "x")).status == 429)
            #expect(await self.run(endpoint, [target]).allSatisfy { self.isAsExpected($0.answer) })
            endpoint.server.release(address: "127.0.0.1")
            await endpoint.server.block(address: "127.0.0.1")
            #expect(await self.run(endpoint, [target]).allSatisfy { self.isAsExpected($0.answer) })
        }
    }

    @Test("never shows the key to whom it does not know, even if that answers as we do")
    func keyIsKept() async throws {
        try await EndpointFixture.with { endpoint in
            let heard = Mutex("")
            let answers = "HTTP/1.1 403 Forbidden\r\n\r\n"
            let stranger = try await ServerBootstrap(group: self.group)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            Listening(answer: answers) { text in heard.withLock { $0 += text } }
                        )
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            let target = SelfTestTarget(host: "127.0.0.1", port: stranger.localAddress?.port ?? 0)
            #expect(await self.run(endpoint, [target]).map(\.answer) == [.somebodyElse, .somebodyElse])
            try await stranger.close()
            let text = heard.withLock { $0 }
            #expect(text.contains("Authorization: Bearer ") && !text.contains(EndpointFixture.key))
        }
    }

    @Test("another program on the port is told from us, whatever it answers")
    func somebodyElse() async throws {
        try await EndpointFixture.with { endpoint in
            // One of our own kind, in another console: it answers all right.
            try await EndpointFixture.with { other in
                let target = SelfTestTarget(host: "127.0.0.1", port: other.port)
                #expect(await self.run(endpoint, [target]).map(\.answer) == [.somebodyElse, .somebodyElse])
            }
            let closing = try await ServerBootstrap(group: self.group).childChannelInitializer { $0.close() }
                .bind(host: "127.0.0.1", port: 0).get()
            let target = SelfTestTarget(host: "127.0.0.1", port: closing.localAddress?.port ?? 0)
            for result in await self.run(endpoint, [target]) {
                switch result.answer {
                // It may be faster than our request.
                case .somebodyElse, .notReached: break
                case .asExpected, .status, .timedOut: Issue.record("\(result)")
                }
            }
            try await closing.close()
        }
    }

    @Test("what does not answer, and what is not here")
    func silent() async throws {
        try await EndpointFixture.with { endpoint in
            let silent = try await ServerBootstrap(group: self.group).bind(host: "127.0.0.1", port: 0).get()
            let port = silent.localAddress?.port ?? 0
            let target = SelfTestTarget(host: "127.0.0.1", port: port)
            #expect(
                await self.run(endpoint, [target], timeout: .milliseconds(50)).map(\.answer) == [.timedOut, .timedOut]
            )
            try await silent.close()
            for host in ["203.0.113.9", "no-address", "::ffff:203.0.113.9"] {
                guard case .notReached = await self.run(endpoint, [.init(host: host, port: port)]).first?.answer else {
                    Issue.record("\(host)")
                    continue
                }
            }
        }
    }

    @Test("what is announced is bounded, forgotten in time, and good for one connection")
    func expectations() {
        var expected = ExpectedSelfTests()
        let now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        for port in 1...100 {
            let hasRoom = expected.expect("127.0.0.1", port: port, now: now)
            #expect(hasRoom == (port <= ExpectedSelfTests.limit))
        }
        let later = now + ExpectedSelfTests.patience
        let arrivals = [
            expected.arrived("127.0.0.1", port: 1, now: now), expected.arrived("127.0.0.1", port: 1, now: now),
            expected.arrived("127.0.0.2", port: 2, now: now), expected.arrived("127.0.0.1", port: 100, now: now),
            expected.arrived("127.0.0.1", port: 2, now: later),
        ]
        #expect(arrivals == [true, false, false, false, false])
        let forgotten = [1, 1, 3].map { expected.forget("127.0.0.1", port: $0) }
        #expect(forgotten == [true, false, false])
        let hasRoom = expected.expect("127.0.0.1", port: 500, now: later)
        #expect(hasRoom)
    }
}

/// Another program: takes in what it is told and answers.
private final class Listening: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private let hear: (String) -> Void

    init(answer: String, hear: @escaping (String) -> Void) {
        self.answer = answer
        self.hear = hear
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.hear(String(buffer: self.unwrapInboundIn(data)))
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: self.answer)), promise: nil)
    }
}

import Endpoint
import EndpointTesting
import NIOCore
import Testing

@Suite("RFC 6455 §5.5.1, §7: closing")
struct CloseFrameTests {
    private static let event = Frames.text(Frames.event)

    static let allowed: [Conversation] =
        (Array(1000...1003) + Array(1007...1014) + [3000, 3999, 4000, 4999]).map { code in
            Conversation("§7.4", "code \(code)", [Self.event + Frames.close(code)], .closed(code), events: 1, bad: 0)
        }

    static let forbidden: [Conversation] =
        [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 9999, 65_535].map { code in
            Conversation("§7.4", "code \(code)", [Self.event + Frames.close(code)], .closed(1002), events: 1)
        }

    static let payloads: [Conversation] = [
        Conversation("§5.5.1", "empty", [Self.event + TestBot.frame(opcode: 8, [])], .closed(nil), events: 1, bad: 0),
        Conversation("§5.5.1", "one byte", [TestBot.frame(opcode: 8, [3])], .closed(1002)),
        Conversation(
            "§5.5.1",
            "a reason of 123 bytes",
            [Frames.close(1000, [UInt8](repeating: 0x61, count: 123))],
            .closed(1000),
            bad: 0
        ),
        Conversation("§5.5.1", "a reason in Chinese", [Frames.close(4001, Array("再见".utf8))], .closed(4001), bad: 0),
        Conversation("§5.5.1", "a reason with NUL", [Frames.close(1000, [0, 0x61])], .closed(1000), bad: 0),
        Conversation("§8.1", "a reason with a stray byte", [Frames.close(1000, [0x61, 0xFF])], .closed(1007)),
        Conversation("§8.1", "a reason cut within a character", [Frames.close(1000, [0xE5, 0x9B])], .closed(1007)),
        Conversation("§8.1", "a reason with a surrogate", [Frames.close(1000, [0xED, 0xA0, 0x80])], .closed(1007)),
        Conversation("§8.1", "a reason with an overlong form", [Frames.close(1000, [0xC0, 0xAF])], .closed(1007)),
        Conversation("§7.4", "a forbidden code with a bad reason", [Frames.close(1005, [0xFF])], .closed(1002)),
        Conversation(
            "§5.5.1",
            "byte by byte",
            Frames.close(1001, Array("bye".utf8)).map { [$0] },
            .closed(1001),
            bad: 0
        ),
        Conversation("§5.5.1", "twice", [Frames.close(1000) + Frames.close(1001)], .closed(1000), bad: 0),
        Conversation(
            "§5.5.1",
            "what breaks the protocol after a close",
            [Frames.close(1000) + [0xFF, 0xFF, 0xFF]],
            .closed(1000),
            bad: 0
        ),
        Conversation(
            "§5.5.1",
            "a ping before a close is answered",
            [Frames.ping([5]) + Frames.close(1000)],
            .closed(1000),
            pongs: [[5]]
        ),
        Conversation(
            "§5.5.1",
            "a close after a violation is not echoed",
            [Frames.raw([0x83, 0x80]) + Frames.close(1000)],
            .closed(1002),
            bad: 1
        ),
    ]

    @Test("codes that may be sent are echoed", arguments: Self.allowed)
    func echoes(example: Conversation) async throws { try await example.run() }

    @Test("codes that may not be sent are answered with 1002", arguments: Self.forbidden)
    func refuses(example: Conversation) async throws { try await example.run() }

    @Test("a close frame has nothing, or a code and a reason in UTF-8, and is the last", arguments: Self.payloads)
    func payload(example: Conversation) async throws { try await example.run() }

    @Test("after a close of the server only the peer's close counts, and the server ends the connection")
    func serverCloses() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            #expect(await endpoint.server.disconnect(selfID: "1000010001") == 1)
            #expect(try await bot.frame(opcode: 8).closeCode == 1000)
            try await bot.peer.write(Self.event + Frames.ping([1]) + Frames.close(1000))
            #expect(try await bot.peer.readToEnd().isEmpty)
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            #expect(await endpoint.server.report().past.events == 0)
        }
    }

    @Test("a violation after a close of the server brings no second close frame")
    func violationWhileClosing() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            _ = await endpoint.server.disconnect(selfID: "1000010001")
            #expect(try await bot.frame(opcode: 8).closeCode == 1000)
            try await bot.peer.write(Frames.raw([0x83, 0x80]))
            #expect(try await bot.peer.readToEnd().isEmpty)
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
        }
    }

    @Test("a peer that never answers a close is left in the end")
    func unanswered() async throws {
        try await EndpointFixture.with(limits: .init { $0.closePatience = .milliseconds(100) }) { endpoint in
            let bot = try await endpoint.listener()
            _ = await endpoint.server.disconnect(selfID: "1000010001")
            #expect(try await bot.frame(opcode: 8).closeCode == 1000)
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            #expect(try await bot.peer.readToEnd().isEmpty)
        }
    }

    @Test("after a violation the server ends the connection at once, whatever the peer does")
    func violationEnds() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            try await bot.peer.write(Frames.raw([0x83, 0x80]))
            #expect(try await bot.frame(opcode: 8).closeCode == 1002)
            let began = ContinuousClock.now
            #expect(try await bot.peer.readToEnd().isEmpty)
            // Less than the wait for an answer, for there is nothing to wait for.
            #expect(ContinuousClock.now - began < .seconds(50))
        }
    }

    @Test("a peer that has finished sending gets what it asked for, and the link ends")
    func halfClose() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            try await bot.peer.writeLast(Self.event + Frames.ping([9]))
            let frames = try Frames.ofServer(try await bot.peer.readToEnd()).filter { $0.opcode != 9 }
            #expect(frames == [.init(opcode: 10, payload: [9])])
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            #expect(await endpoint.server.report().past.events == 1)
        }
    }

    @Test("a peer that closes in form and in the same breath finishes sending is answered")
    func closeAndFinish() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.listener()
            try await bot.peer.writeLast(Frames.close(1001))
            let frames = try Frames.ofServer(try await bot.peer.readToEnd()).filter { $0.opcode != 9 }
            #expect(frames.map(\.closeCode) == [1001])
        }
    }
}

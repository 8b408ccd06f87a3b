import Foundation
import Terminal
import TerminalIO
import TerminalTesting
import Testing

@MainActor @Suite struct AttachServerTests {
    private static let hello = AttachMessageTests.hello

    @Test("a client that says hello is told of, and its input, sizes and end too")
    func life() async throws {
        try await Self.withServer { server, path in
            var told: [String] = []
            server.onHello = { peer, hello in
                told.append("hello \(hello.terminal)")
                peer.onInput = { told.append("input \($0)") }
                peer.onResized = { told.append("size \($0.columns)x\($0.rows)") }
                peer.onResumed = { told.append("resumed") }
                peer.onGone = { told.append("gone") }
                peer.send(.output([42]))
            }
            let client = try #require(RawClient(path))
            client.send(.hello(Self.hello))
            client.send(.input([1]))
            client.send(.resized(Size(columns: 5, rows: 4)))
            client.send(.resumed)
            try await wait(until: "an answer") {
                try client.read()
                return client.output == [42]
            }
            client.hangUp()
            try await wait(until: "the end") { told.last == "gone" }
            #expect(told == ["hello xterm-256color", "input [1]", "size 5x4", "resumed", "gone"])
            #expect(server.count == 0)
        }
    }

    @Test("the socket is for its owner alone and goes away with the server")
    func socketFile() async throws {
        var mode: mode_t = 0
        var kept = ""
        try await Self.withServer { _, path in
            var facts = stat()
            #expect(stat(path, &facts) == 0)
            mode = facts.st_mode
            kept = path
        }
        #expect(mode & 0o777 == 0o600)
        #expect(!FileManager.default.fileExists(atPath: kept))
    }

    @Test(
        "ends are told before the connection closes",
        arguments: [AttachEnd.detached, .stopped, .refused("no"), .otherVersion(program: "2"), .replaced]
    )
    func ends(end: AttachEnd) async throws {
        try await Self.withServer { server, path in
            server.onHello = { peer, _ in peer.end(end) }
            let client = try #require(RawClient(path))
            client.send(.hello(Self.hello))
            try await wait(until: "closed") {
                try client.read()
                return client.isClosed
            }
            #expect(client.messages == [.end(end)])
        }
    }

    @Test("stopping the server ends every screen")
    func stop() async throws {
        try await Self.withServer { server, path in
            let clients = try (0..<3).map { _ in try #require(RawClient(path)) }
            for client in clients { client.send(.hello(Self.hello)) }
            try await wait(until: "three") { server.count == 3 }
            var greeted = 0
            server.onHello = { _, _ in greeted += 1 }
            server.stop(.stopped)
            for client in clients {
                try await wait(until: "closed") {
                    try client.read()
                    return client.isClosed
                }
            }
            #expect(RawClient(path) == nil)
        }
    }

    @Test(
        "a client that does not speak the protocol is dropped",
        arguments: [
            Array("GET / HTTP/1.1\r\n\r\n".utf8), AttachMessage.input([1]).bytes, AttachMessage.output([1]).bytes,
            [1, 0xFF, 0xFF, 0xFF, 0xFF],
            AttachMessage.hello(AttachMessageTests.hello).bytes + AttachMessage.hello(AttachMessageTests.hello).bytes,
        ]
    )
    func strangers(bytes: [UInt8]) async throws {
        try await Self.withServer { server, path in
            let client = try #require(RawClient(path))
            client.send(bytes)
            try await wait(until: "dropped") {
                try client.read()
                return client.isClosed
            }
            #expect(server.count == 0)
        }
    }

    @Test("a terminal that takes nothing keeps its own frames waiting and no others'")
    func stalled() async throws {
        try await Self.withServer { server, path in
            var peers: [AttachPeer] = []
            var drained = 0
            server.onHello = { peer, _ in
                peers.append(peer)
                peer.onDrained = { drained += 1 }
            }
            let slow = try #require(RawClient(path))
            slow.send(.hello(Self.hello))
            try await wait(until: "the slow one") { peers.count == 1 }
            let quick = try #require(RawClient(path))
            quick.send(.hello(Self.hello))
            try await wait(until: "the quick one") { peers.count == 2 }
            let frame = [UInt8](repeating: 7, count: 1_000_000)
            peers[0].send(.output(frame))
            #expect(!peers[0].canSend)
            for round in 1...20 {
                peers[1].send(.output([UInt8(round)]))
                try await wait(until: "the quick one's frame") {
                    try quick.read()
                    return quick.output.count == round
                }
            }
            #expect(!peers[0].canSend)
            try await wait(until: "the slow one takes it") {
                try slow.read()
                return slow.output.count == frame.count
            }
            try await wait(until: "room") { peers[0].canSend }
            #expect(drained > 0)
        }
    }

    @Test("output beyond the limit of one message goes in pieces")
    func tooLong() async throws {
        try await Self.withServer { server, path in
            server.onHello = { peer, _ in peer.send(.output([UInt8](repeating: 7, count: 3_000_000))) }
            let client = try #require(RawClient(path))
            client.send(.hello(Self.hello))
            try await wait(until: "all of it") {
                try client.read()
                return client.output.count == 3_000_000
            }
        }
    }

    @Test("where only the last descriptors are left no terminal is let in, and is told why in both languages")
    func shortage() async throws {
        let always: (Int32) -> Bool = { _ in true }
        try await Self.withServer(leavesTooFew: always) { server, path in
            var greeted = 0
            server.onHello = { _, _ in greeted += 1 }
            let client = try #require(RawClient(path))
            try await wait(until: "told and closed") {
                try client.read()
                return client.isClosed
            }
            guard case .end(.refused(let sentence)) = client.messages.last else {
                Issue.record("not refused")
                return
            }
            #expect(sentence.contains("ulimit -n") && sentence.contains("文件描述符不足"))
            #expect(greeted == 0 && server.count == 0)
        }
    }

    @Test("a path that is too long for a socket is an error")
    func longPath() {
        #expect(throws: AttachServer.Failed.self) {
            try AttachServer(path: "/tmp/" + String(repeating: "x", count: 120))
        }
    }

    /// A server in a folder of its own, stopped at the end.
    static func withServer(
        _ limits: AttachLimits = AttachLimits(),
        leavesTooFew: @escaping (Int32) -> Bool = { _ in false },
        _ body: @MainActor (AttachServer, String) async throws -> Void
    ) async throws {
        let folder = URL(fileURLWithPath: "/tmp/attach-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("attach.sock").path
        let server = try AttachServer(path: path, limits: limits, leavesTooFew: leavesTooFew)
        defer { server.stop(.stopped) }
        try await body(server, path)
    }
}

import Dispatch
import Terminal
import TerminalIO
import TerminalTesting
import Testing

/// Terminals that stall, flood, stop half-way or are too many: none of them touches another one.
@MainActor @Suite struct AttachTroubleTests {
    private static let hello = AttachMessageTests.hello

    @Test("a terminal that takes nothing is given up after its time, and another one does not notice")
    func stalled() async throws {
        try await AttachServerTests.withServer(AttachLimits(stall: .milliseconds(300))) { server, path in
            var peers: [AttachPeer] = []
            server.onHello = { peer, _ in peers.append(peer) }
            let slow = try #require(RawClient(path))
            slow.send(.hello(Self.hello))
            try await wait(until: "the slow one") { peers.count == 1 }
            let quick = try #require(RawClient(path))
            quick.send(.hello(Self.hello))
            try await wait(until: "the quick one") { peers.count == 2 }
            var isGone = false
            peers[0].onGone = { isGone = true }
            peers[0].send(.output([UInt8](repeating: 7, count: 1_000_000)))
            var rounds = 0
            try await wait(until: "the slow one is given up") {
                rounds += 1
                peers[1].send(.output([7]))
                return isGone
            }
            #expect(server.count == 1)
            try await wait(until: "all of the quick one's") {
                try quick.read()
                return quick.output.count == rounds
            }
        }
    }

    @Test(
        "of a client that confirms frames one is on its way until the terminal has taken it, and no longer than its time"
    )
    func confirmed() async throws {
        try await AttachServerTests.withServer(AttachLimits(stall: .milliseconds(500))) { server, path in
            var peers: [AttachPeer] = []
            var drained = 0
            var isGone = false
            server.onHello = { peer, _ in
                peers.append(peer)
                peer.onDrained = { drained += 1 }
                peer.onGone = { isGone = true }
            }
            let client = try #require(RawClient(path))
            var hello = Self.hello
            hello.confirmsFrames = true
            client.send(.hello(hello))
            try await wait(until: "the hello") { peers.count == 1 }
            peers[0].show([1])
            // The system holds it; the terminal has not shown it.
            #expect(!peers[0].canSend && drained == 0)
            try await wait(until: "the frame") {
                try client.read()
                return client.messages == [.frame([1])]
            }
            client.send(.shown)
            try await wait(until: "room") { peers[0].canSend && drained == 1 }
            // One that confirms what was never sent gains nothing by it.
            client.send(.shown)
            try await wait(until: "the end of a client that lies") { isGone }
        }
        try await AttachServerTests.withServer(AttachLimits(stall: .milliseconds(200))) { server, path in
            var isGone = false
            var hello = Self.hello
            hello.confirmsFrames = true
            server.onHello = { peer, _ in
                peer.onGone = { isGone = true }
                peer.show([1])
            }
            let client = try #require(RawClient(path))
            client.send(.hello(hello))
            try await wait(until: "given up") { isGone }
        }
    }

    @Test("a client that says nothing, or half a hello, is dropped after its time", arguments: [0, 1, 7])
    func silent(bytes: Int) async throws {
        try await AttachServerTests.withServer(AttachLimits(hello: .milliseconds(200))) { server, path in
            let client = try #require(RawClient(path))
            client.send(Array(AttachMessage.hello(Self.hello).bytes.prefix(bytes)))
            try await wait(until: "dropped") {
                try client.read()
                return client.isClosed
            }
            #expect(server.count == 0)
        }
    }

    @Test("half a message keeps only its own terminal waiting, and one that announces too much is dropped")
    func halfAMessage() async throws {
        try await AttachServerTests.withServer { server, path in
            var inputs: [[UInt8]] = []
            server.onHello = { peer, _ in peer.onInput = { inputs.append($0) } }
            let half = try #require(RawClient(path))
            half.send(.hello(Self.hello))
            half.send(Array(AttachMessage.input([1, 2, 3]).bytes.dropLast()))
            let whole = try #require(RawClient(path))
            whole.send(.hello(Self.hello))
            whole.send(.input([9]))
            try await wait(until: "the whole one") { inputs == [[9]] }
            half.send([3])
            try await wait(until: "the rest") { inputs == [[9], [1, 2, 3]] }
            // Longer than any message of a client: refused before it can take memory.
            half.send([2, 0, 2, 0, 0])
            try await wait(until: "dropped") {
                try half.read()
                return half.isClosed
            }
            #expect(server.count == 1)
        }
    }

    @Test("a socket that is closed half-way is a terminal that is gone", arguments: [true, false])
    func halfClosed(stopsSending: Bool) async throws {
        try await AttachServerTests.withServer { server, path in
            var isGone = false
            var peers: [AttachPeer] = []
            server.onHello = { peer, _ in
                peers.append(peer)
                peer.onGone = { isGone = true }
            }
            let client = try #require(RawClient(path))
            client.send(.hello(Self.hello))
            try await wait(until: "the hello") { peers.count == 1 }
            if stopsSending { client.stopSending() } else { client.stopReading() }
            try await wait(until: "gone") {
                peers[0].send(.output([1]))
                return isGone
            }
            #expect(server.count == 0)
        }
    }

    @Test("hundreds of sizes at once are a few, the last one last, and another terminal has its turn meanwhile")
    func wildSizes() async throws {
        try await AttachServerTests.withServer { server, path in
            var sizes: [Size] = []
            var typed: [UInt8] = []
            server.onHello = { peer, _ in
                peer.onResized = { sizes.append($0) }
                peer.onInput = { typed += $0 }
            }
            let wild = try #require(RawClient(path))
            wild.send(.hello(Self.hello))
            let other = try #require(RawClient(path))
            other.send(.hello(Self.hello))
            try await wait(until: "both") { server.count == 2 }
            let wildly = (1...500).map { Size(columns: $0 % 2 == 0 ? 1 : 9999, rows: $0 % 3 == 0 ? 1 : 9999) }
            wild.send((wildly + [Size(columns: 123, rows: 45)]).flatMap { AttachMessage.resized($0).bytes })
            other.send(.input([1]))
            try await wait(until: "the last size") { sizes.last == Size(columns: 123, rows: 45) && typed == [1] }
            #expect(sizes.count < 100)
            #expect(
                sizes.allSatisfy { $0.columns <= FrameEncoder.largest.columns && $0.rows <= FrameEncoder.largest.rows }
            )
        }
    }

    @Test("one terminal too many is told so, and one that follows another that left is let in")
    func tooMany() async throws {
        try await AttachServerTests.withServer(AttachLimits(terminals: 2)) { server, path in
            var greeted = 0
            server.onHello = { _, _ in greeted += 1 }
            server.onFull = { peer, _ in peer.end(.refused("full")) }
            let clients = try (0..<2).map { _ in try #require(RawClient(path)) }
            for client in clients { client.send(.hello(Self.hello)) }
            try await wait(until: "two") { greeted == 2 }
            let late = try #require(RawClient(path))
            late.send(.hello(Self.hello))
            try await wait(until: "refused") {
                try late.read()
                return late.isClosed
            }
            #expect(late.messages == [.end(.refused("full"))])
            clients[0].hangUp()
            try await wait(until: "room") { server.count == 1 }
            let next = try #require(RawClient(path))
            next.send(.hello(Self.hello))
            try await wait(until: "the next") { greeted == 3 }
        }
    }

    @Test("a crowd that says nothing is told that it is one")
    func crowd() async throws {
        try await AttachServerTests.withServer(AttachLimits(terminals: 1, hello: .seconds(60))) { server, path in
            let crowd = try (0..<12).map { _ in try #require(RawClient(path)) }
            for client in crowd.suffix(3) {
                try await wait(until: "an answer") {
                    try client.read()
                    return client.isClosed
                }
                guard case .end(.refused)? = client.messages.first else {
                    Issue.record("closed without a word")
                    continue
                }
            }
            #expect(server.count == 9)
        }
    }
}

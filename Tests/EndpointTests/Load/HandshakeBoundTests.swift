import EndpointTesting
import NIOCore
import NIOPosix
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("Bounds on handshakes")
struct HandshakeBoundTests {
    private func pending(_ all: Int, _ ofAddress: Int = 10_000) -> PendingHandshakes {
        PendingHandshakes(.init(all: all, ofAddress: ofAddress))
    }

    @Test("a refused handshake counts until it is closed, and is nobody who waits for a verdict")
    func refused() {
        var pending = self.pending(10)
        let (id, _) = pending.add(address: "a") {}
        let (other, _) = pending.add(address: "b") {}
        pending.refused(id)
        pending.refused(id)
        #expect(pending.count == 2)
        #expect(pending.addresses == ["b"])
        pending.remove(id)
        pending.remove(other)
        #expect(pending.count == 0)
        #expect(pending.addresses.isEmpty)
        _ = pending.add(address: "a") {}
        #expect(pending.addresses == ["a"])
    }

    @Test("lowered bounds hold from the next one on")
    func lowered() {
        var pending = self.pending(10)
        for number in 0..<10 { _ = pending.add(address: number < 5 ? "a" : "b") {} }
        pending.bounds = .init(all: 6, ofAddress: 2)
        let (_, overdue) = pending.add(address: "a") {}
        #expect(overdue.count == 5)
        #expect(pending.count == 6)
    }

    @Test("for want of descriptors the oldest give way, and none that is young")
    func descriptors() {
        let closed = Mutex<[Int]>([])
        var pending = self.pending(4000)
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
        var ids: [PendingHandshakes.ID] = []
        for number in 0..<3000 {
            let now = start + .milliseconds(Int64(number))
            ids.append(pending.add(address: "a", now: now) { closed.withLock { $0.append(number) } }.0)
        }
        for id in ids[..<2000] { pending.remove(id) }
        for close in pending.giveWay(2, before: start + .milliseconds(2003)) { close() }
        #expect(closed.withLock { $0 } == [2000, 2001])
        for close in pending.giveWay(64, before: start + .milliseconds(2003)) { close() }
        #expect(closed.withLock { $0 } == [2000, 2001, 2002])
        #expect(pending.giveWay(64, before: start + .milliseconds(2003)).isEmpty)
        #expect(pending.count == 997)
    }

    struct Shares: Sendable {
        var descriptors: Int
        var wanted: Int
        var links: Int
        var handshakes: Int
        var ofAddress: Int
    }

    @Test(
        "descriptors are shared out",
        arguments: [
            Shares(descriptors: 1 << 20, wanted: 1024, links: 1024, handshakes: 8192, ofAddress: 4096),
            Shares(descriptors: 20_000, wanted: 1024, links: 1024, handshakes: 8192, ofAddress: 4096),
            Shares(descriptors: 4096, wanted: 1024, links: 1024, handshakes: 2944, ofAddress: 1472),
            Shares(descriptors: 1024, wanted: 1024, links: 672, handshakes: 224, ofAddress: 112),
            Shares(descriptors: 64, wanted: 1024, links: 8, handshakes: 8, ofAddress: 4),
            Shares(descriptors: 0, wanted: 1024, links: 4, handshakes: 8, ofAddress: 4),
            Shares(descriptors: 0, wanted: -1, links: 4, handshakes: 8, ofAddress: 4),
            Shares(descriptors: -1, wanted: 1024, links: 1024, handshakes: 8192, ofAddress: 4096),
            Shares(descriptors: .max, wanted: .max, links: 1 << 62, handshakes: 8192, ofAddress: 4096),
        ]
    )
    func shares(example: Shares) {
        var configuration = EndpointConfiguration(listeners: [])
        configuration.maxConnections = example.wanted
        let shares = DescriptorShares(configuration, descriptors: example.descriptors)
        #expect(min(shares.links, 1 << 62) == example.links)
        #expect(shares.handshakes == example.handshakes)
        #expect(shares.handshakesOfAddress == example.ofAddress)
    }

    @Test("those who were refused and do not go are closed for newer ones")
    func refusedFlood() async throws {
        try await EndpointFixture.with(limits: .init { $0.limits.pending = 4 }) { endpoint in
            var peers: [RawPeer] = []
            for _ in 0..<24 {
                let peer = try await RawPeer(port: endpoint.port)
                try await peer.write([0x00, 0x01, 0x02, 0x03, 0x0D, 0x0A, 0x0D, 0x0A])
                peers.append(peer)
                #expect(endpoint.server.state.guarded.withLock { $0.pending.count } <= 4)
            }
            // The oldest have an end now, though they never closed.
            for peer in peers.prefix(16) { _ = try await peer.readToEnd() }
            #expect(
                await eventually {
                    endpoint.server.state.guarded.withLock { $0.pending.count } == 0
                }
            )
            // On a slow machine some give way before what they sent is looked at.
            #expect(
                await eventually {
                    let ends = await endpoint.server.report().attempts.map(\.end)
                    return ends.contains(.refused) && ends.filter { [.refused, .gaveWay].contains($0) }.count == 24
                }
            )
            for peer in peers { await peer.close() }
        }
    }

    @Test("a silent crowd of the bot's own address keeps it out neither before nor after a change of settings")
    func crowd() async throws {
        try await EndpointFixture.with(
            limits: .init {
                $0.limits.pending = 16
                $0.limits.pendingPerAddress = 8
            }
        ) { endpoint in
            var peers: [RawPeer] = []
            for _ in 0..<40 { peers.append(try await RawPeer(port: endpoint.port)) }
            let first = try await endpoint.bot("1")
            var configuration = endpoint.server.state.guarded.withLock { $0.configuration }
            configuration.limits.pending = 4
            try await endpoint.server.update(configuration)
            for _ in 0..<8 { peers.append(try await RawPeer(port: endpoint.port)) }
            let second = try await endpoint.bot("2")
            #expect(endpoint.server.state.guarded.withLock { $0.pending.count } <= 4)
            #expect(await eventually { await endpoint.server.report().attempts.contains { $0.end == .gaveWay } })
            for peer in peers { await peer.close() }
            await first.close()
            await second.close()
        }
    }

    @Test("links are spread over the event loops")
    func spread() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
        try await EndpointFixture.with(group: group) { endpoint in
            var bots: [TestBot] = []
            for number in 1...16 { bots.append(try await endpoint.bot("\(number)")) }
            var counts: [Int] = []
            for loop in endpoint.server.loops {
                counts.append(try await loop.eventLoop.submit { loop.value.links.count }.get())
            }
            #expect(counts.reduce(0, +) == 16)
            #expect(counts.min() == 4)
            for bot in bots { await bot.close() }
        }
        try await group.shutdownGracefully()
    }
}

import EndpointTesting
import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import Endpoint

@Suite("Descriptors for connections")
struct SpareDescriptorTests {
    @Test(
        "the last sixteen descriptors, or of few an eighth, are kept from strangers, half as many from operators",
        arguments: [
            (DescriptorReserve.Caller.strangers, 1024, 1008), (.strangers, 256, 240), (.strangers, 64, 56),
            (.strangers, 7, 7),
            (.operators, 1024, 1016), (.operators, 64, 60),
        ]
    )
    func reserve(caller: DescriptorReserve.Caller, limit: Int, start: Int) {
        let reserve = DescriptorReserve(for: caller, limit: limit)
        #expect(reserve.start == start)
        #expect(!reserve.holds(CInt(start - 1)))
        #expect(reserve.holds(CInt(start)))
    }

    @Test("without a limit nothing is kept")
    func unlimited() {
        #expect(!DescriptorReserve(limit: -1).holds(0))
        #expect(!DescriptorReserve(limit: -1).holds(.max))
    }

    @Test("whoever waits at a socket is told and closed, one after the other, up to a number")
    func turnAway() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        try #require(listener >= 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(listener, pointer, length) == 0, listen(listener, 8) == 0,
                    getsockname(listener, pointer, &length) == 0
                else { return 0 }
                return SocketAddress(UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr_in.self).pointee).port
                    ?? 0
            }
        }
        try #require(port > 0)
        var peers: [RawPeer] = []
        for _ in 0..<3 {
            let peer = try await RawPeer(port: port)
            try await peer.write(Array("GET / HTTP/1.1\r\n\r\n".utf8))
            peers.append(peer)
        }
        let spare = SpareDescriptor()
        var seen: [Int?] = []
        let first = spare.turnAway(at: listener, answer: Array("no room".utf8), limit: 2) { seen.append($0?.port) }
        let second = spare.turnAway(at: listener, answer: Array("no room".utf8), limit: 2) { seen.append($0?.port) }
        #expect(first == .more)
        #expect(second == .drained)
        #expect(seen.count == 3 && !seen.contains(nil))
        for peer in peers {
            #expect(try await peer.readToEnd() == Array("no room".utf8))
            await peer.close()
        }
    }
}

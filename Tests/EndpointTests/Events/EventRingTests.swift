import NIOCore
import OneBot
import Testing

@testable import Endpoint

@Suite("Event ring")
struct EventRingTests {
    private func entry(_ number: Int, length: Int) -> EventRing.Entry {
        EventRing.Entry(length: length, selfID: "\(number)", time: .now(), postType: .message, userID: Int64(number))
    }

    @Test("keeps the newest events whole in a fixed space")
    func newest() {
        let ring = EventRing(bytes: 1 << 17, entries: 64)
        for number in 0..<1000 {
            let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 100 + number * 3)
            bytes.withUnsafeBytes { ring.append($0, self.entry(number, length: bytes.count)) }
        }
        let newest = ring.newest(10)
        #expect(newest.map(\.entry.index) == Array(990..<1000))
        #expect(newest.map(\.entry.selfID) == (990..<1000).map { "\($0)" })
        for (entry, bytes) in newest {
            #expect(bytes.count == 100 + entry.index * 3)
            #expect(bytes.allSatisfy { $0 == UInt8(truncatingIfNeeded: entry.index) })
        }
        #expect(ring.newest(1000).count <= 64)
        #expect(ring.newest(1000, from: 995).map(\.entry.index) == Array(995..<1000))
        #expect(ring.newest(3, from: 1000).isEmpty)
    }
}

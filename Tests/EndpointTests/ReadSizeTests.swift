import NIOCore
import Testing

@testable import Endpoint

@Suite("How much is read at once")
struct ReadSizeTests {
    /// What each read is given room for.
    private func sizes(_ reads: [Int], most: Int) -> [Int] {
        var pool = NIOPooledRecvBufferAllocator(capacity: 1, recvAllocator: ReadSize(most: most))
        return reads.map { count in
            let (buffer, _) = pool.buffer(allocator: ByteBufferAllocator()) { buffer in
                buffer.writeRepeatingByte(0, count: min(count, buffer.writableBytes))
            }
            pool.record(actualReadBytes: buffer.readableBytes)
            return buffer.capacity
        }
    }

    @Test(
        "more while there is much, and little again after it",
        arguments: [
            ([100, 4095, 700], [4096, 4096, 4096]),
            ([9999, 99_999, 999_999, 999_999, 20_000, 700, 700], [4096, 16384, 65536, 65536, 65536, 65536, 4096]),
            ([4096, 5000, 4096, 100], [4096, 16384, 16384, 4096]),
        ]
    )
    func sizes(_ reads: [Int], _ expected: [Int]) {
        #expect(self.sizes(reads, most: 65536) == expected)
    }

    @Test("no more than is allowed, and what is usual in any case")
    func bounds() {
        #expect(self.sizes([99_999, 99_999, 99_999], most: 10_000) == [4096, 16384, 16384])
        #expect(self.sizes([99_999, 99_999], most: 1) == [4096, 4096])
    }
}

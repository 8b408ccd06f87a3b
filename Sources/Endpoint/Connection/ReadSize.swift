import NIOCore

/// How much is read from a link at once: little, and more while there is much.
///
/// The buffer that NIO keeps for a channel never shrinks: links that were late once, or have sent a picture once, would hold
/// for as long as they live what they needed then. Here it keeps a small one, and a larger one is there for one read.
struct ReadSize: RecvByteBufferAllocator {
    /// Some events.
    static let usual = 4096

    private let most: Int
    private var next = Self.usual

    /// - Parameter most: Bytes.
    init(most: Int) {
        self.most = max(most, Self.usual)
    }

    func buffer(allocator: ByteBufferAllocator) -> ByteBuffer { allocator.buffer(capacity: self.next) }

    mutating func record(actualReadBytes count: Int) -> Bool {
        if count >= self.next {
            self.next = min(self.next * 4, self.most)
        } else if count <= self.next / 4 {
            self.next = Self.usual
        }
        // Then the next read gets a buffer of its own.
        return self.next > Self.usual
    }

    /// Nil: the buffer that is kept is not to grow.
    func nextBufferSize() -> Int? { nil }
}

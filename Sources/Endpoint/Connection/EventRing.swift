import NIOCore
import OneBot

/// The newest events of one event loop, as the bytes that came, in memory of a fixed size.
///
/// What is full drops its oldest: this ring feeds displays, which may miss what they could not have shown.
/// Confined to its event loop.
final class EventRing {
    struct Entry {
        var start: UInt64
        var count: Int
        /// Length of the event as it came; more than `count` when it was cut.
        var length: Int
        var link: Int
        var time: NIODeadline
        var postType: Envelope.PostType
    }

    /// A longer event is kept up to here.
    static let longestKept = 65_536

    private let capacity: Int
    private let storage: UnsafeMutableRawBufferPointer
    private var entries: [Entry?]
    private var written: UInt64 = 0
    private(set) var total = 0

    init(bytes: Int = 4 << 20, entries: Int = 8_192) {
        self.capacity = max(bytes, 2 * Self.longestKept)
        self.storage = .allocate(byteCount: self.capacity, alignment: 16)
        self.entries = Array(repeating: nil, count: max(1, entries))
    }

    deinit {
        self.storage.deallocate()
    }

    @inline(__always)
    func append(_ bytes: UnsafeRawBufferPointer, link: Int, time: NIODeadline, postType: Envelope.PostType) {
        let count = min(bytes.count, Self.longestKept)
        var offset = Int(self.written % UInt64(self.capacity))
        if offset + count > self.capacity {
            self.written += UInt64(self.capacity - offset)
            offset = 0
        }
        if count > 0 {
            UnsafeMutableRawBufferPointer(rebasing: self.storage[offset..<offset + count])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
        self.entries[self.total % self.entries.count] = Entry(
            start: self.written,
            count: count,
            length: bytes.count,
            link: link,
            time: time,
            postType: postType
        )
        self.written += UInt64(count)
        self.total += 1
    }

    /// The newest events that are still whole in here, oldest first.
    func newest(_ limit: Int) -> [(entry: Entry, bytes: [UInt8])] {
        var found: [(entry: Entry, bytes: [UInt8])] = []
        var number = self.total - 1
        while found.count < limit, number >= 0, number >= self.total - self.entries.count {
            guard let entry = self.entries[number % self.entries.count] else { break }
            guard self.written - entry.start <= UInt64(self.capacity) else { break }
            let offset = Int(entry.start % UInt64(self.capacity))
            found.append((entry, Array(self.storage[offset..<offset + entry.count])))
            number -= 1
        }
        return found.reversed()
    }
}

import NIOCore
import OneBot

/// The newest events of one event loop, as the bytes that came, in memory of a fixed size.
///
/// What is full drops its oldest: this ring feeds displays, which may miss what they could not have shown.
/// Confined to its event loop.
final class EventRing {
    /// What is kept of an event beside its bytes.
    struct Entry {
        fileprivate(set) var start: UInt64 = 0
        fileprivate(set) var count = 0
        /// Counted from 0 in the order of arrival on this loop.
        fileprivate(set) var index = 0
        /// Length of the event as it came; more than what is kept when its texts were shortened.
        var length: Int
        /// The account of the link; nil while it had not named itself.
        var selfID: String?
        var time: NIODeadline
        var postType: Envelope.PostType
        var userID: Int64?
        var groupID: Int64?
    }

    /// A longer event is shortened to this before it is kept.
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

    /// - Precondition: `bytes` are at most ``longestKept``; what is beyond is left out.
    @inline(__always)
    func append(_ bytes: UnsafeRawBufferPointer, _ entry: Entry) {
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
        var kept = entry
        kept.start = self.written
        kept.count = count
        kept.index = self.total
        self.entries[self.total % self.entries.count] = kept
        self.written += UInt64(count)
        self.total += 1
    }

    /// The newest events from the one counted `first` on, that are still whole in here, oldest first.
    func newest(_ limit: Int, from first: Int = 0) -> [(entry: Entry, bytes: [UInt8])] {
        var found: [(entry: Entry, bytes: [UInt8])] = []
        var number = self.total - 1
        while found.count < limit, number >= max(0, first), number >= self.total - self.entries.count {
            guard let entry = self.entries[number % self.entries.count] else { break }
            guard self.written - entry.start <= UInt64(self.capacity) else { break }
            let offset = Int(entry.start % UInt64(self.capacity))
            found.append((entry, Array(self.storage[offset..<offset + entry.count])))
            number -= 1
        }
        return found.reversed()
    }
}

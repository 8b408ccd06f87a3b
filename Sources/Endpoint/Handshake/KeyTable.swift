import OneBot

/// All keys that open the endpoint, laid out so that a presented one is compared with every byte of every key.
///
/// The time that takes depends on how many keys there are and on nothing else: not on which one fits, nor on how much of
/// it does.
struct KeyTable: Sendable {
    /// Bytes kept of each key, at least: the longest that the settings allow.
    private static let shortestRow = 128

    private let width: Int
    private let lengths: [Int]
    /// A row a key, filled up with zeros.
    private let rows: [UInt8]

    init(_ keys: [Secret]) {
        let texts = keys.map { Array($0.exposed.utf8) }
        let width = max(Self.shortestRow, texts.map(\.count).max() ?? 0)
        self.width = width
        self.lengths = texts.map(\.count)
        self.rows = texts.flatMap { $0 + [UInt8](repeating: 0, count: width - $0.count) }
    }

    /// The index of the key that `bytes` is.
    func match(_ bytes: [UInt8]) -> Int? {
        let found = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: self.width) { presented in
            presented.initialize(repeating: 0)
            for (index, byte) in bytes.prefix(self.width).enumerated() { presented[index] = byte }
            return self.rows.withUnsafeBufferPointer { self.compare(UnsafeBufferPointer(presented), $0, bytes.count) }
        }
        return found < 0 ? nil : found
    }

    private func compare(
        _ presented: UnsafeBufferPointer<UInt8>,
        _ rows: UnsafeBufferPointer<UInt8>,
        _ count: Int
    )
        -> Int
    {
        var found = -1
        for key in self.lengths.indices {
            let start = key * self.width
            var difference: UInt8 = 0
            for index in 0..<self.width { difference |= rows[start + index] ^ presented[index] }
            let all = UInt(difference) | UInt(bitPattern: self.lengths[key] ^ count)
            // All ones where nothing differs, zero otherwise: no branch depends on a key.
            let isDifferent = (all | (0 &- all)) >> UInt(UInt.bitWidth - 1)
            let mask = Int(bitPattern: isDifferent &- 1)
            found = (found & ~mask) | (key & mask)
        }
        return found
    }
}

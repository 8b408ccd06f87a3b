import TerminalTesting

/// What a check chooses by chance, told by the input itself: the same bytes choose alike.
struct FuzzChoice {
    private var random: SeededRandom

    init(_ bytes: [UInt8]) {
        // FNV-1a, which is short and spreads well enough.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.random = SeededRandom(seed: hash)
    }

    /// A number below `bound`, which is above 0.
    mutating func below(_ bound: Int) -> Int { Int(self.random.next() % UInt64(bound)) }

    /// Nil of nothing.
    mutating func one<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[self.below(elements.count)]
    }

    /// Where to cut `count` bytes, in order: one to four places, some of them the same.
    mutating func cuts(_ count: Int) -> [Int] {
        var cuts: [Int] = []
        for _ in 0...self.below(4) { cuts.append(self.below(count + 1)) }
        return cuts.sorted()
    }

    /// The bytes in pieces, some of them empty.
    static func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var choice = FuzzChoice(bytes)
        var start = 0
        return (choice.cuts(bytes.count) + [bytes.count]).map { end in
            defer { start = end }
            return bytes[start..<end]
        }
    }
}

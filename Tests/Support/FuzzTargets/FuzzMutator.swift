import TerminalTesting

/// Makes inputs for a parser, the same ones in every run with the same seed.
package struct FuzzMutator {
    private let target: FuzzTarget
    private var random: SeededRandom

    package init(_ target: FuzzTarget, seed: UInt64) {
        self.target = target
        self.random = SeededRandom(seed: seed)
    }

    package mutating func next() -> [UInt8] {
        var bytes = self.beginning()
        if self.below(16) > 0 {
            // Few changes mostly: what is broken in many places goes no way into a parser.
            for _ in 0...self.below(1 + self.below(6)) { self.change(&bytes) }
        }
        if bytes.count > self.target.longest { bytes.removeSubrange(self.target.longest...) }
        return bytes
    }

    private mutating func below(_ bound: Int) -> Int { Int(self.random.next() % UInt64(bound)) }

    /// A seed mostly, sometimes garbage.
    private mutating func beginning() -> [UInt8] {
        if let make = self.target.make, self.below(2) == 0 { return make(&self.random) }
        guard self.below(10) > 0, !self.target.seeds.isEmpty else {
            let isText = self.below(2) == 0
            return (0..<self.below(48)).map { _ in isText ? self.sign() : UInt8(self.below(256)) }
        }
        return self.target.seeds[self.below(self.target.seeds.count)]
    }

    /// A byte of those that mean something in most languages.
    private mutating func sign() -> UInt8 {
        let signs =
            Array(" \t\r\n\0\"'\\/[]{}():;,.=&%#?!-+*~|<>@_019azAZeE\u{1B}".utf8) + [0x7F, 0x80, 0xC2, 0xE2, 0xFF]
        return signs[self.below(signs.count)]
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = self.below(bytes.count + 1)
        let end = min(bytes.count, place + self.below(12))
        switch self.below(13) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(self.below(8))
        case 1 where place < bytes.count: bytes[place] = UInt8(self.below(256))
        case 2 where place < bytes.count: bytes[place] = self.sign()
        case 3: bytes.insert(self.sign(), at: place)
        case 4: bytes.removeSubrange(place..<end)
        case 5 where self.below(3) == 0: bytes.removeSubrange(place...)
        case 6: bytes.insert(contentsOf: bytes[place..<end], at: self.below(bytes.count + 1))
        case 7: bytes.insert(contentsOf: repeatElement(self.sign(), count: 1 + self.below(40)), at: place)
        case 8: bytes.replaceSubrange(place..<end, with: self.number())
        case 9 where !self.target.seeds.isEmpty: self.splice(&bytes, at: place)
        default:
            guard !self.target.words.isEmpty else { return bytes.insert(UInt8(self.below(256)), at: place) }
            let word = self.target.words[self.below(self.target.words.count)]
            bytes.replaceSubrange(place..<(self.below(2) == 0 ? place : end), with: word)
        }
    }

    /// Goes on with the rest of another seed.
    private mutating func splice(_ bytes: inout [UInt8], at place: Int) {
        let other = self.target.seeds[self.below(self.target.seeds.count)]
        bytes.replaceSubrange(place..., with: other[self.below(other.count + 1)...])
    }

    /// Numbers at which something overflows, in digits and in bytes.
    private mutating func number() -> [UInt8] {
        let numbers: [UInt64] = [
            0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, .max,
        ]
        let number = numbers[self.below(numbers.count)]
        switch self.below(4) {
        case 0: return Array(String(number).utf8)
        case 1: return Array("-\(number)".utf8)
        case 2: return Array("\(number)\(number)e\(number)".utf8)
        default:
            let width = [1, 2, 4, 8][self.below(4)]
            return (0..<width).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (width - 1 - $0))) }
        }
    }
}

import TerminalTesting

/// Random streams of client frames: mostly right, so that a wrong byte meets a decoder in every state.
package struct FrameStreamMaker {
    private var random: SeededRandom
    private var isInsideMessage = false
    private var messageIsText = false
    /// What the next fragment of a text owes: the rest of a character that the last one cut.
    private var owed: [UInt8] = []

    package init(seed: UInt64) {
        self.random = SeededRandom(seed: seed)
    }

    package mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self.random)
    }

    /// One time in so many.
    package mutating func oneIn(_ count: Int) -> Bool { self.number(1...count) == 1 }

    /// Frames in an order that RFC 6455 allows.
    package mutating func validStream(frames: Int, longest: Int) -> [UInt8] {
        self.begin()
        return (0..<frames).flatMap { _ in self.frame(longest: longest, odds: nil) }
    }

    /// Frames each part of which is wrong one time in `odds`, some bytes of which are then changed as well.
    package mutating func mutatedStream(frames: Int, longest: Int, odds: Int) -> [UInt8] {
        self.begin()
        var stream = (0..<frames).flatMap { _ in self.frame(longest: longest, odds: odds) }
        for _ in 0..<self.number(0...3) { self.mutate(&stream) }
        return stream
    }

    package mutating func garbage(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self.random) }
    }

    /// Random places to cut a stream at, in order.
    package mutating func cuts(_ count: Int, in stream: [UInt8]) -> [Int] {
        (0..<count).map { _ in self.number(0...stream.count) }.sorted()
    }

    // MARK: - Frames

    private mutating func begin() {
        self.isInsideMessage = false
        self.owed = []
    }

    private mutating func frame(longest: Int, odds: Int?) -> [UInt8] {
        var opcode: Int
        var isFinal = !self.oneIn(3)
        if self.oneIn(4) {
            opcode = self.oneIn(20) ? 8 : self.number(9...10)
            isFinal = true
        } else {
            opcode = self.isInsideMessage ? 0 : self.number(1...2)
            if opcode != 0 { self.messageIsText = opcode == 1 }
            self.isInsideMessage = !isFinal
        }
        if self.isWrong(odds) { opcode = self.number(0...15) }
        if self.isWrong(odds) { isFinal.toggle() }
        let payload = self.payload(opcode, isFinal: isFinal, longest: longest, odds: odds)
        let reserved = self.isWrong(odds) ? self.number(1...7) << 4 : 0
        let mask = self.isWrong(odds) ? [] : self.oneIn(8) ? [0, 0, 0, 0] : self.garbage(4)
        return [UInt8((isFinal ? 0x80 : 0) | reserved | opcode)]
            + self.length(payload.count, isMasked: !mask.isEmpty, odds)
            + mask + payload.enumerated().map { mask.isEmpty ? $1 : $1 ^ mask[$0 % 4] }
    }

    private mutating func payload(_ opcode: Int, isFinal: Bool, longest: Int, odds: Int?) -> [UInt8] {
        if opcode == 8 { return self.closePayload(odds) }
        let bound = opcode > 8 && !self.isWrong(odds) ? min(longest, 125) : longest
        // Around the lengths at which something changes as often as anywhere.
        let interesting = [0, 1, 3, 4, 7, 8, 31, 32, 33, 125, 126, 127, 255, 256, 257].filter { $0 <= bound }
        let count = self.oneIn(2) ? interesting[self.number(0...interesting.count - 1)] : self.number(0...bound)
        guard opcode < 2, self.messageIsText, !self.isWrong(odds) else { return self.garbage(count) }
        return self.text(count, isFinal: isFinal)
    }

    /// UTF-8 that may cut a character at its end, unless the message ends there.
    private mutating func text(_ count: Int, isFinal: Bool) -> [UInt8] {
        let count = max(count, isFinal ? self.owed.count : 0)
        var bytes = self.owed
        while bytes.count < count {
            let character = Array(["a", "é", "汉", "😀", "\u{7FF}", "\u{D7FF}", "\u{10FFFF}"][self.number(0...6)].utf8)
            bytes += isFinal && character.count > count - bytes.count ? Array("z".utf8) : character
        }
        self.owed = Array(bytes[count...])
        return Array(bytes[..<count])
    }

    private mutating func closePayload(_ odds: Int?) -> [UInt8] {
        if self.isWrong(odds) { return self.garbage(self.number(0...130)) }
        if self.oneIn(3) { return [] }
        let code = self.oneIn(2) ? 1000 : self.number(3000...4999)
        let reason = Array(String("再见, bye 😀".prefix(self.number(0...9))).utf8)
        return [UInt8(code >> 8), UInt8(code & 0xFF)] + reason
    }

    private mutating func length(_ count: Int, isMasked: Bool, _ odds: Int?) -> [UInt8] {
        let bit: UInt8 = isMasked ? 0x80 : 0
        if self.isWrong(odds) {
            // The other forms, and lengths that are not the payload's.
            let claimed = self.oneIn(2) ? UInt64(count) : UInt64.random(in: 0...(.max), using: &self.random)
            return self.oneIn(2)
                ? [bit | 126] + Self.bigEndian(claimed & 0xFFFF, bytes: 2)
                : [bit | 127] + Self.bigEndian(claimed, bytes: 8)
        }
        switch count {
        case ..<126: return [bit | UInt8(count)]
        case ..<65_536: return [bit | 126] + Self.bigEndian(UInt64(count), bytes: 2)
        default: return [bit | 127] + Self.bigEndian(UInt64(count), bytes: 8)
        }
    }

    private static func bigEndian(_ value: UInt64, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (bytes - 1 - $0))) }
    }

    // MARK: - Mistakes

    private mutating func isWrong(_ odds: Int?) -> Bool {
        guard let odds else { return false }
        return self.oneIn(odds)
    }

    private mutating func mutate(_ stream: inout [UInt8]) {
        guard !stream.isEmpty else { return }
        let place = self.number(0...stream.count - 1)
        switch self.number(0...5) {
        case 0: stream[place] ^= 1 << UInt8(self.number(0...7))
        case 1: stream[place] = UInt8(self.number(0...255))
        case 2: stream.remove(at: place)
        case 3: stream.insert(UInt8(self.number(0...255)), at: place)
        case 4: stream.removeSubrange(place...)
        default:
            let end = min(stream.count, place + self.number(1...40))
            stream.insert(contentsOf: stream[place..<end], at: self.number(0...stream.count))
        }
    }
}

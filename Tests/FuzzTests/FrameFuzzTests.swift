import FuzzTargets
import Testing

@Suite("Frame decoder against a reference")
struct FrameFuzzTests {
    /// Compares both on one stream, whole and cut at each list of places.
    ///
    /// - Returns: What the reference saw.
    private func compare(
        _ stream: [UInt8],
        seed: UInt64,
        messageLimit: Int = 1 << 20,
        fragmentLimit: Int = 16_384,
        cuts: [[Int]]
    ) throws -> [ReferenceDecoder.Item] {
        let expected = ReferenceDecoder.decode(stream, messageLimit: messageLimit, fragmentLimit: fragmentLimit)
        for places in [[]] + cuts {
            let seen = try DecoderUnderTest.decode(
                stream,
                cuts: places,
                messageLimit: messageLimit,
                fragmentLimit: fragmentLimit
            )
            try #require(
                seen == expected,
                "seed \(seed), limits \(messageLimit) and \(fragmentLimit), cut at \(places): \(FuzzRounds.hex(stream))"
            )
        }
        return expected
    }

    @Test("sees in valid streams the same messages, cut at every place")
    func validShort() throws {
        for seed in FuzzRounds.seeds(150) {
            var maker = FrameStreamMaker(seed: seed)
            let stream = maker.validStream(frames: maker.number(1...6), longest: 40)
            let seen = try self.compare(
                stream,
                seed: seed,
                cuts: stream.indices.map { [$0] } + [Array(stream.indices)]
            )
            #expect(!seen.contains { if case .violation = $0 { true } else { false } })
        }
    }

    @Test("sees in long valid streams the same messages, cut at random")
    func validLong() throws {
        for seed in FuzzRounds.seeds(60) {
            var maker = FrameStreamMaker(seed: seed)
            let stream = maker.validStream(frames: maker.number(20...60), longest: maker.oneIn(8) ? 70_000 : 600)
            let cuts = (0..<4).map { _ in maker.cuts(maker.number(1...40), in: stream) }
            let seen = try self.compare(stream, seed: seed, messageLimit: 8 << 20, cuts: cuts)
            #expect(!seen.contains { if case .violation = $0 { true } else { false } })
        }
    }

    @Test("sees in broken streams the same messages and the same violation, cut at every place")
    func mutatedShort() throws {
        var violations: Set<Int> = []
        for seed in FuzzRounds.seeds(400) {
            var maker = FrameStreamMaker(seed: seed)
            let stream = maker.mutatedStream(frames: maker.number(1...5), longest: 30, odds: 25)
            let seen = try self.compare(
                stream,
                seed: seed,
                messageLimit: maker.oneIn(2) ? maker.number(0...60) : 1 << 20,
                fragmentLimit: maker.oneIn(2) ? maker.number(1...4) : 16_384,
                cuts: stream.indices.map { [$0] } + [Array(stream.indices)]
            )
            for case .violation(let code) in seen { violations.insert(code) }
        }
        #expect(violations == [1002, 1007, 1009])
    }

    @Test("sees in long broken streams the same, cut at random")
    func mutatedLong() throws {
        for seed in FuzzRounds.seeds(1500) {
            var maker = FrameStreamMaker(seed: seed)
            let stream = maker.mutatedStream(frames: maker.number(5...20), longest: 400, odds: 200)
            _ = try self.compare(
                stream,
                seed: seed,
                messageLimit: maker.oneIn(2) ? maker.number(0...900) : 1 << 20,
                fragmentLimit: maker.oneIn(2) ? maker.number(1...6) : 16_384,
                cuts: (0..<3).map { _ in maker.cuts(maker.number(1...12), in: stream) }
            )
        }
    }

    @Test("takes garbage without a trap and without a standstill")
    func garbage() throws {
        for seed in FuzzRounds.seeds(4000) {
            var maker = FrameStreamMaker(seed: seed)
            var stream = maker.garbage(maker.number(0...200))
            // One bit right lets garbage get past the first check.
            if maker.oneIn(2), stream.count > 1 {
                stream[0] &= 0x8F
                stream[1] |= 0x80
            }
            _ = try self.compare(
                stream,
                seed: seed,
                messageLimit: maker.number(0...300),
                fragmentLimit: maker.number(1...8),
                cuts: [maker.cuts(maker.number(1...20), in: stream)]
            )
        }
    }
}

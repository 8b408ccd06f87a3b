import Testing

@testable import Console

@Suite("Lines of standard error")
struct ErrorLinesTests {
    private let start = ContinuousClock.now

    @Test(
        "lines come whole, however they are cut",
        arguments: [
            ("one\n", ["one"]), ("one\ntwo\r\n\n\nthree\n", ["one", "two", "three"]), ("half", []),
            ("\n", []), ("\u{FFFD}\n", ["\u{FFFD}"]),
        ] as [(String, [String])]
    )
    func whole(text: String, lines: [String]) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            var stream = ErrorLines(at: self.start)
            let told = stream.take(bytes[..<cut], at: self.start) + stream.take(bytes[cut...], at: self.start)
            #expect(told == lines, "cut at \(cut)")
        }
    }

    @Test("what has no end is told after a pause")
    func pause() {
        var stream = ErrorLines(at: self.start)
        #expect(stream.take(Array("password? ".utf8), at: self.start).isEmpty)
        #expect(stream.isWaiting)
        #expect(stream.pause(at: self.start) == ["password? "])
        #expect(!stream.isWaiting)
        #expect(stream.pause(at: self.start).isEmpty)
    }

    @Test("a line without end takes no more memory than a line may")
    func endless() {
        var stream = ErrorLines(at: self.start)
        for _ in 0..<1000 {
            #expect(stream.take([UInt8](repeating: 65, count: 4096), at: self.start).isEmpty)
        }
        let told = stream.take([10], at: self.start)
        #expect(told.map { $0.utf8.count } == [ErrorLines.longest])
    }

    @Test("a flood is let through in part, and how much was left out is said")
    func flood() {
        var stream = ErrorLines(at: self.start)
        let told = stream.take(Array(String(repeating: "again\n", count: 10_000).utf8), at: self.start)
        #expect(told.count == 100)
        #expect(stream.isWaiting)
        #expect(stream.pause(at: self.start.advanced(by: .seconds(1))) == ["… 9900 lines left out"])
        #expect(!stream.isWaiting)
        let later = self.start.advanced(by: .seconds(1))
        #expect(stream.take(Array(String(repeating: "again\n", count: 50).utf8), at: later).count == 9)
        let muchLater = self.start.advanced(by: .seconds(60))
        #expect(stream.take(Array("new\n".utf8), at: muchLater) == ["… 41 lines left out", "new"])
    }
}

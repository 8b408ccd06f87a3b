/// The `echo` of our calls: a short text, unique for the bot and for this run of the console, so that an answer to a
/// call of an earlier run is never taken for one of ours.
struct CallEcho: Equatable, Sendable {
    private let prefix: [UInt8]

    /// - Parameter run: Anything that differs from run to run.
    init(run: UInt32) {
        self.prefix = Array("ob\(String(run, radix: 36))-".utf8)
    }

    func text(_ number: Int) -> String {
        String(decoding: self.prefix, as: UTF8.self) + String(number)
    }

    /// - Parameter echo: Where the value of `echo` stands in the frame, quotes included.
    /// - Returns: The number of the call; nil when the echo is none of ours.
    func number(in frame: UnsafeRawBufferPointer, _ echo: Range<Int>) -> Int? {
        // Two quotes, the prefix, and a number of at most eighteen digits.
        guard echo.count > self.prefix.count + 2, echo.count <= self.prefix.count + 20, echo.upperBound <= frame.count,
            frame[echo.lowerBound] == UInt8(ascii: "\"")
        else { return nil }
        let text = frame[echo.lowerBound + 1..<echo.upperBound - 1]
        guard text.starts(with: self.prefix) else { return nil }
        var number = 0
        for byte in text.dropFirst(self.prefix.count) {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }
}

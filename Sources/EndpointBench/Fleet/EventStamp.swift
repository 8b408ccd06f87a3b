/// A bot's group message that can be sent again and again: its time and its number are written into the masked frame.
struct EventStamp {
    private static let digits = 10

    private(set) var frame: [UInt8]
    private let time: Int
    private let number: Int

    init(selfID: Int, bytes: Int) {
        let text = EventFrame.text(of: bytes, selfID: selfID)
        self.frame = EventFrame.masked(text)
        let head = self.frame.count - text.count
        // Both stand in every text.
        self.time = head + (text.firstRange(of: Array(#""time":"#.utf8))?.upperBound ?? 0)
        self.number = head + (text.firstRange(of: Array(#""message_id":"#.utf8))?.upperBound ?? 0)
        self.head = head
    }

    private let head: Int

    /// The number that a message of an account has, in ten digits; it counts up from message to message.
    static func number(_ account: Int, message: Int) -> Int {
        1_000_000_000 + account % 8000 * 1_000_000 + message % 1_000_000
    }

    /// - Parameter time: Seconds since 1970, in ten digits.
    mutating func stamp(time: Int, number: Int) {
        self.write(time, at: self.time)
        self.write(number, at: self.number)
    }

    private mutating func write(_ value: Int, at start: Int) {
        var rest = value
        for index in (start..<start + Self.digits).reversed() {
            let digit = UInt8(ascii: "0") + UInt8(rest % 10)
            self.frame[index] = digit ^ EventFrame.mask[(index - self.head) & 3]
            rest /= 10
        }
    }
}

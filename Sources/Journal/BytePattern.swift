/// A text to be found in many others, by the Boyer–Moore–Horspool method: it looks at a fraction of the bytes only, the
/// longer the text the fewer.
struct BytePattern: Sendable {
    let bytes: [UInt8]
    /// By how much to go on when a byte stands under the pattern's last place.
    private let skips: [Int]

    /// - Parameter bytes: Not empty.
    init(_ bytes: [UInt8]) {
        precondition(!bytes.isEmpty)
        self.bytes = bytes
        var skips = [Int](repeating: bytes.count, count: 256)
        for (index, byte) in bytes.dropLast().enumerated() { skips[Int(byte)] = bytes.count - 1 - index }
        self.skips = skips
    }

    /// Where the pattern stands next at `start` or behind it.
    func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        self.bytes.withUnsafeBufferPointer { bytes in
            self.skips.withUnsafeBufferPointer { skips in
                let last = bytes.count - 1
                var position = start
                while position + last < text.count {
                    let byte = text[position + last]
                    if byte == bytes[last] {
                        var index = 0
                        while index < last, text[position + index] == bytes[index] { index += 1 }
                        if index == last { return position }
                    }
                    position += skips[Int(byte)]
                }
                return nil
            }
        }
    }
}

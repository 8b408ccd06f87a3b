/// Cuts the bytes that go to a terminal into characters and sequences (ECMA-48 section 5).
struct SequenceReader: Sendable {
    enum Item {
        case nothing
        case character(Unicode.Scalar)
        case control(UInt8)
        /// What follows ESC.
        case escape(String)
        case csi(CSI)
        /// A control string: the byte that began it, and its text.
        case string(UInt8, String)
    }

    struct CSI {
        /// Private mark, intermediates and final byte: `?h`, `m`, `?$p`.
        var name: String
        var numbers: [Int?]

        func number(_ index: Int) -> Int? { index < self.numbers.count ? self.numbers[index] : nil }
    }

    private enum State {
        case ground
        case character
        case escape
        case csi
        case string
        case stringEscape
    }

    private var state = State.ground
    private var bytes: [UInt8] = []
    private var kind: UInt8 = 0

    mutating func take(_ byte: UInt8) -> Item {
        switch self.state {
        case .ground: return self.ground(byte)
        case .character:
            self.bytes.append(byte)
            return self.character()
        case .escape: return self.escape(byte)
        case .csi:
            self.bytes.append(byte)
            guard (0x40...0x7E).contains(byte) else { return .nothing }
            return .csi(self.csi())
        case .string:
            if byte == 0x07 { return self.string() }
            if byte == 0x1B { self.state = .stringEscape } else { self.bytes.append(byte) }
            return .nothing
        case .stringEscape: return self.string()
        }
    }

    private mutating func ground(_ byte: UInt8) -> Item {
        switch byte {
        case 0x1B:
            self.state = .escape
            self.bytes = []
            return .nothing
        case 0..<0x20: return .control(byte)
        case 0x20..<0x80: return .character(Unicode.Scalar(byte))
        default:
            self.state = .character
            self.bytes = [byte]
            return .nothing
        }
    }

    private mutating func character() -> Item {
        let length = self.bytes[0] < 0xE0 ? 2 : self.bytes[0] < 0xF0 ? 3 : 4
        guard self.bytes.count == length else { return .nothing }
        self.state = .ground
        return String(decoding: self.bytes, as: UTF8.self).unicodeScalars.first.map { .character($0) } ?? .nothing
    }

    private mutating func escape(_ byte: UInt8) -> Item {
        self.bytes.append(byte)
        if self.bytes.count == 1 {
            switch byte {
            case UInt8(ascii: "["):
                self.state = .csi
                self.bytes = []
                return .nothing
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
                self.state = .string
                self.kind = byte
                self.bytes = []
                return .nothing
            default: break
            }
        }
        // Intermediates come before the final byte.
        guard byte >= 0x30 else { return .nothing }
        self.state = .ground
        return .escape(String(decoding: self.bytes, as: UTF8.self))
    }

    private mutating func csi() -> CSI {
        self.state = .ground
        let isNumeric = { (byte: UInt8) in (0x30...0x3B).contains(byte) }
        let name = String(decoding: self.bytes.filter { !isNumeric($0) }, as: UTF8.self)
        let body = String(decoding: self.bytes.filter(isNumeric), as: UTF8.self)
        let numbers = body.isEmpty ? [] : body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        return CSI(name: name, numbers: numbers)
    }

    private mutating func string() -> Item {
        self.state = .ground
        return .string(self.kind, String(decoding: self.bytes, as: UTF8.self))
    }
}

package import Terminal

/// What goes between a terminal client and the serving process: a byte of type, four bytes of length, the payload.
package enum AttachMessage: Equatable, Sendable {
    // From the client.
    case hello(AttachHello)
    case input([UInt8])
    case resized(Size)
    /// Back from job control; the terminal needs painting.
    case resumed
    /// The terminal has taken the oldest frame that was not confirmed yet.
    case shown

    // From the server.
    case output([UInt8])
    /// Output that the client confirms by ``shown``; only for one that has said so in its hello.
    case frame([UInt8])
    /// To be put into the operator's tmux, where the client runs.
    case clipboard([UInt8])
    case suspend
    case end(AttachEnd)

    /// The longest payload of any message; longer input and output goes in pieces.
    package static let longest = 1 << 20

    package var bytes: [UInt8] {
        switch self {
        case .input(let bytes) where bytes.count > Self.longest:
            return Self.pieces(of: bytes).flatMap { AttachMessage.input($0).bytes }
        case .output(let bytes) where bytes.count > Self.longest:
            return Self.pieces(of: bytes).flatMap { AttachMessage.output($0).bytes }
        default: break
        }
        let (type, payload): (UInt8, [UInt8]) =
            switch self {
            case .hello(let hello): (1, hello.bytes)
            case .input(let bytes): (2, bytes)
            case .resized(let size): (3, Self.pair(size.columns) + Self.pair(size.rows))
            case .resumed: (4, [])
            case .shown: (5, [])
            case .output(let bytes): (16, bytes)
            case .clipboard(let bytes): (17, bytes)
            case .suspend: (18, [])
            case .end(let end): (19, end.bytes)
            case .frame(let bytes): (20, bytes)
            }
        let count = UInt32(truncatingIfNeeded: payload.count)
        return [type] + (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * $0)) } + payload
    }

    private static func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: Self.longest).map {
            Array(bytes[$0..<min(bytes.count, $0 + Self.longest)])
        }
    }

    /// Nil for a type or a payload that is none of ours.
    init?(type: UInt8, payload: [UInt8]) {
        switch type {
        case 1:
            guard let hello = AttachHello(payload) else { return nil }
            self = .hello(hello)
        case 2: self = .input(payload)
        case 3:
            guard payload.count == 4 else { return nil }
            self = .resized(
                Self.size(
                    columns: Int(payload[0]) << 8 | Int(payload[1]),
                    rows: Int(payload[2]) << 8 | Int(payload[3])
                )
            )
        case 4: self = .resumed
        case 5: self = .shown
        case 16: self = .output(payload)
        case 17: self = .clipboard(payload)
        case 18: self = .suspend
        case 19:
            guard let end = AttachEnd(payload) else { return nil }
            self = .end(end)
        case 20: self = .frame(payload)
        default: return nil
        }
    }

    /// A size as terminals tell it: lines that do not know theirs say 0 and are taken for 80x24.
    static func size(columns: Int, rows: Int) -> Size {
        Size(
            columns: columns > 0 ? min(columns, FrameEncoder.largest.columns) : 80,
            rows: rows > 0 ? min(rows, FrameEncoder.largest.rows) : 24
        )
    }

    private static func pair(_ value: Int) -> [UInt8] {
        let clamped = UInt16(clamping: value)
        return [UInt8(clamped >> 8), UInt8(clamped & 0xFF)]
    }
}

/// Why the server ends a screen.
package enum AttachEnd: Equatable, Sendable {
    /// The operator left; the endpoint goes on.
    case detached
    /// The console was stopped.
    case stopped
    /// The terminal cannot be served; the sentence says why and what to do.
    case refused(String)
    /// The client speaks another version of the protocol than the console, whose program's version is told.
    case otherVersion(program: String)
    /// Another program follows in the process of the console: worth attaching again. A client that does not know this
    /// takes the connection for broken, after which it attaches again as well.
    case replaced

    var bytes: [UInt8] {
        switch self {
        case .detached: [0]
        case .stopped: [1]
        case .refused(let sentence): [2] + Array(sentence.utf8.prefix(4096))
        case .otherVersion(let program): [3] + Array(program.utf8.prefix(64))
        case .replaced: [4]
        }
    }

    init?(_ bytes: [UInt8]) {
        switch bytes.first {
        case 0: self = .detached
        case 1: self = .stopped
        case 2: self = .refused(String(decoding: bytes.dropFirst(), as: UTF8.self))
        case 3:
            // A version of ours has nothing but these.
            let program = bytes.dropFirst().prefix(64).filter { (0x20...0x7E).contains($0) }
            self = .otherVersion(program: String(decoding: program, as: UTF8.self))
        case 4: self = .replaced
        default: return nil
        }
    }
}

/// Cuts a stream of bytes into messages.
package struct AttachDecoder: Sendable {
    /// The other side does not speak this protocol.
    package struct Broken: Error, Equatable {}

    private var buffer: [UInt8] = []
    private let longest: Int

    /// - Parameter longest: Bytes of a payload at most; what announces more is broken.
    package init(longest: Int = AttachMessage.longest) {
        self.longest = longest
    }

    /// - Throws: ``Broken`` on the first message that is none; nothing after it can be trusted.
    package mutating func consume(_ bytes: some Collection<UInt8>) throws(Broken) -> [AttachMessage] {
        self.buffer += bytes
        var messages: [AttachMessage] = []
        var at = 0
        while self.buffer.count - at >= 5 {
            let count = self.buffer[at + 1..<at + 5].reduce(0) { $0 << 8 | Int($1) }
            guard count <= self.longest else { throw Broken() }
            guard self.buffer.count - at - 5 >= count else { break }
            let payload = Array(self.buffer[at + 5..<at + 5 + count])
            guard let message = AttachMessage(type: self.buffer[at], payload: payload) else { throw Broken() }
            messages.append(message)
            at += 5 + count
        }
        self.buffer.removeSubrange(..<at)
        return messages
    }
}

import NIOCore

/// Takes an answer in as it comes.
protocol EngineBody: Sendable {
    /// - Returns: Whether more is wanted.
    mutating func take(_ bytes: ByteBuffer) -> Bool
}

/// An answer that is wanted whole.
struct WholeBody: EngineBody {
    private var kept = ByteBuffer()
    /// Whether it was longer than is taken.
    private(set) var isCut = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var bytes: [UInt8] { Array(self.kept.readableBytesView) }

    mutating func take(_ bytes: ByteBuffer) -> Bool {
        self.isCut = bytes.readableBytes > self.limit - self.kept.readableBytes
        if !self.isCut { self.kept.writeImmutableBuffer(bytes) }
        return !self.isCut
    }
}

/// The end of a container's log.
///
/// Engines send it in one of two forms. A container with a terminal: as it is. Without: in frames, each with a header
/// of eight bytes: the stream (0, 1 or 2), three zeros, the length (big-endian). What the content type says of the
/// form is not to be relied on: Docker before API 1.42 and Podman name one type for both. No text begins with a header.
struct LogBody: EngineBody {
    private enum Form {
        case unknown
        case framed
        case raw
    }

    private var form = Form.unknown
    /// Of the header that is being read.
    private var header: [UInt8] = []
    /// Bytes to come of the frame.
    private var left = 0
    private var kept = ByteBuffer()
    /// Whether something was thrown away before what is kept.
    private var isCut = false
    private var read = 0

    mutating func take(_ bytes: ByteBuffer) -> Bool {
        self.read += bytes.readableBytes
        var rest = bytes
        while rest.readableBytes > 0 {
            if self.form == .raw {
                self.keep(rest)
                break
            }
            if self.left > 0 {
                guard let part = rest.readSlice(length: min(self.left, rest.readableBytes)) else { break }
                self.left -= part.readableBytes
                self.keep(part)
                continue
            }
            guard let byte = rest.readInteger(as: UInt8.self) else { break }
            self.header.append(byte)
            self.readHeader()
        }
        return self.read < EngineLimits.logRead
    }

    /// The last lines, oldest first, as they came.
    func lines(_ count: Int) -> [String] {
        // Too little to be a header is text.
        let bytes = self.form == .unknown ? self.header : Array(self.kept.readableBytesView)
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        // The first is not whole: a token that it begins in the middle of could not be told any more.
        let whole = lines.dropFirst(self.isCut ? 1 : 0)
        return whole.suffix(count).map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func readHeader() {
        let isHeader = self.header.count == 1 ? self.header[0] <= 3 : self.header[1...].prefix(3).allSatisfy { $0 == 0 }
        guard isHeader else {
            // Also where frames were broken off: what comes then is better shown than lost.
            self.form = .raw
            self.keep(ByteBuffer(bytes: self.header))
            return
        }
        guard self.header.count == 8 else { return }
        self.form = .framed
        self.left = self.header[4...].reduce(0) { $0 << 8 | Int($1) }
        self.header = []
    }

    private mutating func keep(_ bytes: ByteBuffer) {
        self.kept.writeImmutableBuffer(bytes)
        let surplus = self.kept.readableBytes - EngineLimits.log
        guard surplus > 0 else { return }
        self.isCut = true
        self.kept.moveReaderIndex(forwardBy: surplus)
        if self.kept.readerIndex > 4 * EngineLimits.log { self.kept.discardReadBytes() }
    }
}

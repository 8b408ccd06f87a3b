import NIOCore

/// The HTTP answer to a handshake, read as it comes in.
struct AnswerReader {
    /// An answer; for 101 without a body, for others with as much of it as has arrived or is allowed.
    struct Answer: Equatable {
        var status: Int
        /// Names in lower case; the last of several counts.
        var headers: [String: String]
        var body: String
    }

    enum Problem: Error {
        /// Not HTTP, or a head beyond any measure.
        case unreadable
    }

    private static let longestHead = 32_768
    private static let longestBody = 4096

    private var buffer = ByteBuffer()

    /// What came behind the head of a 101.
    var rest: ByteBuffer { self.buffer }

    /// - Parameter isEnd: The server has closed: a body without a length is whole now.
    /// - Returns: nil when more bytes are needed.
    mutating func read(_ bytes: ByteBuffer?, isEnd: Bool = false) throws(Problem) -> Answer? {
        if var bytes { self.buffer.writeBuffer(&bytes) }
        let view = self.buffer.readableBytesView
        if view.count >= 5, !view.starts(with: "HTTP/".utf8) { throw .unreadable }
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else {
            guard view.count <= Self.longestHead, !isEnd || view.isEmpty else { throw .unreadable }
            return nil
        }
        let lines = String(decoding: view[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[1].utf8.count == 3, let status = Int(words[1]), status >= 100 else {
            throw .unreadable
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let headLength = end.upperBound - view.startIndex
        guard status != 101 else {
            self.buffer.moveReaderIndex(forwardBy: headLength)
            return Answer(status: status, headers: headers, body: "")
        }
        let available = view.count - headLength
        let announced = headers["content-length"].flatMap { Int($0) } ?? Self.longestBody
        let wanted = max(0, min(announced, Self.longestBody))
        guard available >= wanted || isEnd else { return nil }
        let body = view[end.upperBound...].prefix(wanted)
        return Answer(status: status, headers: headers, body: String(decoding: body, as: UTF8.self))
    }
}

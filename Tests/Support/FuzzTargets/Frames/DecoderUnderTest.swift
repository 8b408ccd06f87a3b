import NIOCore

@testable import Endpoint

/// The endpoint's decoder, fed in pieces, with what it says in the terms of the reference.
package enum DecoderUnderTest {
    /// The decoder asked to be called again without having used or told anything.
    package struct NoProgress: Error {}

    /// - Parameter cuts: Where the stream is cut, in order; equal ones give an empty piece.
    package static func decode(
        _ stream: [UInt8],
        cuts: [Int],
        messageLimit: Int,
        fragmentLimit: Int
    ) throws -> [ReferenceDecoder.Item] {
        var decoder = FrameDecoder(limits: .init(messageBytes: messageLimit, fragments: fragmentLimit))
        var items: [ReferenceDecoder.Item] = []
        var start = 0
        for end in cuts + [stream.count] {
            // A copy that ends where the piece ends, and begins where no word does.
            let room = UnsafeMutableRawBufferPointer.allocate(byteCount: end - start + 1, alignment: 16)
            defer { room.deallocate() }
            let piece = UnsafeMutableRawBufferPointer(rebasing: room[1...])
            piece.copyBytes(from: stream[start..<end])
            try self.feed(piece, to: &decoder, into: &items)
            start = end
        }
        return items
    }

    private static func feed(
        _ piece: UnsafeMutableRawBufferPointer,
        to decoder: inout FrameDecoder,
        into items: inout [ReferenceDecoder.Item]
    ) throws {
        var offset = 0
        var idle = 0
        while true {
            let before = offset
            let output = decoder.next(piece, &offset)
            guard offset >= before, offset <= piece.count else { throw NoProgress() }
            // A message without bytes may be told, and allowed, with nothing used.
            idle = offset > before ? 0 : idle + 1
            guard idle <= 2 else { throw NoProgress() }
            switch output {
            case .needsMore:
                guard offset == piece.count else { throw NoProgress() }
                return
            case .needsBudget: decoder.grant()
            case .wholeMessage(let isText, let range):
                items.append(.message(isText: isText, Array(piece[range])))
            case .message(let isText, let buffer):
                items.append(.message(isText: isText, Array(buffer.readableBytesView)))
            case .ping(let payload): items.append(.ping(Array(payload.readableBytesView)))
            case .pong(let payload): items.append(.pong(Array(payload.readableBytesView)))
            case .close(let code, let reason):
                items.append(.close(code: code.map { Int($0.rawValue) }, reason: Array(reason.utf8)))
            case .violation(let code, _): items.append(.violation(Int(code.rawValue)))
            }
        }
    }
}

import NIOCore
import OneBot

@testable import Simulator

extension FuzzTarget {
    static let simulator = FuzzTarget(
        "simulator",
        longest: 500,
        seeds: [
            Array("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x=\r\n\r\n".utf8) + [
                0x81, 2, 0x68, 0x69,
            ],
            Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\nX-Refused-By: AUTH\r\n\r\nno\n".utf8),
            [0x01, 1, 0x68, 0x89, 0, 0x80, 1, 0x69, 0x82, 126, 0, 3, 1, 2, 3, 0x88, 2, 3, 0xE8],
            Array(OneBotSeeds.frames[0].utf8),
            Array(#"{"action":"send_msg","params":{"a":[1,"\u00e9"]},"echo":"x"}"#.utf8),
        ],
        words: [
            "HTTP/1.1 ", "101", "\r\n", "\r\n\r\n", "Content-Length: ", "-1", "\"action\":", "\\u", "\u{1}\u{7F}", "[",
            "{", "}",
        ]
    ) { bytes in
        try holdEqual(Self.frames(FuzzChoice.pieces(of: bytes)), Self.frames([bytes[...]]), "frames in pieces")
        // The end of the head is found in what has come, so the answer is read where the stream ends.
        try holdEqual(Self.answer(FuzzChoice.pieces(of: bytes)), Self.answer([bytes[...]]), "an answer in pieces")
        let isValid = JSONReader.isValid(bytes)
        if (try? JSONParser.parse(bytes)) != nil { try hold(isValid, "JSON that is not taken") }
        guard isValid, let members = JSONReader.members(bytes) else { return }
        for range in members.values {
            try hold(JSONReader.isValid(Array(bytes[range])), "a member that is no value")
            _ = (JSONReader.string(bytes, range), JSONReader.integer(bytes, range))
        }
    }

    private static func frames(_ pieces: [ArraySlice<UInt8>]) -> [ServerFrameReader.Output] {
        var reader = ServerFrameReader()
        var outputs: [ServerFrameReader.Output] = []
        for piece in pieces {
            var bytes = ByteBuffer(bytes: piece)
            reader.feed(&bytes)
            while let output = reader.next() { outputs.append(output) }
        }
        return outputs
    }

    /// The answer as it is read in the end; nil where it is none.
    private static func answer(_ pieces: [ArraySlice<UInt8>]) -> AnswerReader.Answer? {
        var reader = AnswerReader()
        for piece in pieces {
            guard let answer = try? reader.read(ByteBuffer(bytes: piece)) else { continue }
            return answer
        }
        return try? reader.read(nil, isEnd: true)
    }
}

import Foundation
import TerminalTesting

@testable import Endpoint

extension FuzzTarget {
    static let handshake = FuzzTarget(
        "handshake",
        longest: 1400,
        seeds: [
            HandshakeTarget.head, "GET / HTTP/1.0\n\n", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
            "GET http://a/onebot/v11/ws HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\n\r\n",
            "SSH-2.0-x\r\n",
        ],
        words: [
            "\r\n", "\n", "\r\n ", ": ", "Host: x\r\n", "Upgrade: h2c\r\n", "HTTP/1.0", "Content-Length: 9\r\n",
            "Transfer-Encoding: chunked\r\n", "Sec-WebSocket-Key: x\r\n", "\u{FF}", "%00", "?", "access_token=",
            "Bearer ",
            "Authorization: ", "X-Self-ID: 0\r\n", "X-Client-Role: api\r\n", "Via: 1.1 x\r\n", "HEAD ", "CONNECT ",
            "https://",
            "\r\n\r\n", "\u{3000}", "OldKey0123456789abcdefgh",
        ] + HandshakeTarget.otherSecrets,
        check: { try HandshakeTarget.check($0) }
    )

    static let clientHello = FuzzTarget(
        "client-hello",
        seeds: [
            Self.hello(name: "bots.example.org", pieces: 1), Self.hello(name: "a", pieces: 3),
            [0x16, 3, 1, 0, 4, 2, 0, 0, 0],
        ],
        words: ["\u{16}\u{3}\u{1}", "\0\0", "\0\u{1}", "PROXY ", "GET "]
    ) { bytes in
        let whole = ClientHello.read(bytes)
        let kind = FirstBytes.classify(bytes)
        var choice = FuzzChoice(bytes)
        for count in choice.cuts(bytes.count) {
            let early = ClientHello.read(bytes.prefix(count))
            if early != .needsMore { try holdEqual(early, whole, "of the first \(count)") }
            if let early = FirstBytes.classify(bytes.prefix(count)) {
                try holdEqual(early, kind, "of the first \(count)")
            }
        }
        if case .done(let name?) = whole {
            try hold((1...253).contains(name.utf8.count), "a name of \(name.utf8.count)")
        }
    }

    /// A ClientHello (RFC 8446 §4.1.2) in so many records.
    private static func hello(name: String, pieces: Int) -> [UInt8] {
        func vector(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * (width - 1 - $0))) } + bytes
        }
        let serverName = [0, 0] + vector(vector([0] + vector(Array(name.utf8), 2), 2), 2)
        let versions: [UInt8] = [0, 43, 0, 3, 2, 3, 4]
        let body = [3, 3] + [UInt8](repeating: 7, count: 32) + vector([1, 2, 3], 1) + vector([0x13, 1], 2) + [1, 0]
        let handshake = [1] + vector(body + vector(versions + serverName, 2), 3)
        let length = (handshake.count + pieces - 1) / pieces
        return stride(from: 0, to: handshake.count, by: length).flatMap { start in
            [0x16, 3, 1] + vector(Array(handshake[start..<min(handshake.count, start + length)]), 2)
        }
    }

    static let frames = FuzzTarget(
        "frames",
        longest: 600,
        seeds: (0..<24 as Range<UInt64>).map { seed in
            var maker = FrameStreamMaker(seed: seed)
            return maker.validStream(frames: 1 + Int(seed) / 2, longest: 60)
        },
        words: ["\u{1}\u{80}", "\0\0\0\0"],
        make: { random in
            var maker = FrameStreamMaker(seed: random.next())
            return maker.mutatedStream(frames: maker.number(1...8), longest: maker.oneIn(4) ? 200 : 40, odds: 40)
        },
        check: { bytes in
            var choice = FuzzChoice(bytes)
            let messageLimit = choice.below(2) == 0 ? 1 << 20 : choice.below(200)
            let fragmentLimit = choice.below(2) == 0 ? 16_384 : 1 + choice.below(5)
            func seen(_ cuts: [Int]) throws -> [ReferenceDecoder.Item] {
                try DecoderUnderTest.decode(bytes, cuts: cuts, messageLimit: messageLimit, fragmentLimit: fragmentLimit)
            }
            let expected = ReferenceDecoder.decode(bytes, messageLimit: messageLimit, fragmentLimit: fragmentLimit)
            try holdEqual(try seen([]), expected, "whole and by the reference")
            let cuts = choice.cuts(bytes.count)
            try holdEqual(try seen(cuts), expected, "cut at \(cuts) and by the reference")
        }
    )

    static let ledger = FuzzTarget(
        "ledger",
        longest: 900,
        seeds: [
            #"{"address":"192.0.2.1","answerMicroseconds":50,"asksUpgrade":true,"cause":"AUTH-09","end":"refused","firstBytes":"http","hasWebSocketKey":true,"key":{"isBeginning":true},"keyLength":24,"keyMistake":"retired","localPort":8021,"method":"GET","path":"/x","port":1,"proxyMarks":["Via"],"queryKeys":["…"],"status":403,"time":1767323045000,"userAgent":"x"}"#
                + "\n",
            #"{"address":"::1","answerMicroseconds":0,"asksUpgrade":false,"end":"peerClosed","firstBytes":"none","localPort":1,"port":1,"proxyMarks":[],"queryKeys":[],"status":0,"time":1.5}"#,
        ],
        words: [
            "\n", "\"time\":", "1e308", "-1e308", "null", "{}", "\"end\":", "\"port\":", "\"key\":{", "}",
            "\"status\":",
        ]
    ) { bytes in
        let (entries, lines) = LedgerFile.read(Data(bytes), newest: 3)
        try hold(entries.count <= min(3, lines), "\(entries.count) entries of \(lines) lines")
        let ledger = Ledger(capacity: 500, earlier: entries)
        try holdEqual(ledger.entries, entries, "what the ring holds")
    }
}

import NIOCore
import OneBot
import Testing

@testable import Simulator

@Suite("What goes over the wire")
struct WireTests {
    @Test("the accept hash is that of RFC 6455")
    func acceptHash() {
        #expect(AcceptHash.accept(for: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        // FIPS 180-4, a message of two blocks.
        let two = Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)
        #expect(AcceptHash.sha1(two).prefix(4) == [0x84, 0x98, 0x3E, 0x44])
    }

    @Test("frames have the length form and the mask of RFC 6455", arguments: [0, 1, 7, 8, 9, 125, 126, 65_535, 65_536])
    func frames(_ count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var buffer = ByteBuffer()
        ClientFrame.write(.text, payload, mask: 0x4433_2211, into: &buffer)
        let bytes = Array(buffer.readableBytesView)
        #expect(bytes[0] == 0x81)
        let head = count < 126 ? 2 : count < 65_536 ? 4 : 10
        #expect(bytes[1] == 0x80 | (count < 126 ? UInt8(count) : count < 65_536 ? 126 : 127))
        #expect(Array(bytes[head..<head + 4]) == [0x11, 0x22, 0x33, 0x44])
        let mask: [UInt8] = [0x11, 0x22, 0x33, 0x44]
        #expect(bytes[(head + 4)...].enumerated().map { $0.element ^ mask[$0.offset & 3] } == payload)
    }

    @Test("a server's frames are read in whatever pieces they come")
    func reader() {
        var bytes: [UInt8] = [0x01, 2, 0x61, 0x62, 0x89, 1, 0x78, 0x80, 1, 0x63, 0x88, 4, 0x03, 0xE9]
        bytes += Array("by".utf8)
        let expected: [ServerFrameReader.Output] = [
            .ping([0x78]), .message(isText: true, Array("abc".utf8)), .close(code: 1001, reason: "by"),
        ]
        for size in 1...bytes.count {
            var reader = ServerFrameReader()
            var outputs: [ServerFrameReader.Output] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                var piece = ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)])
                reader.feed(&piece)
                while let output = reader.next() { outputs.append(output) }
            }
            #expect(outputs == expected, "in pieces of \(size)")
        }
    }

    @Test(
        "a server that breaks the protocol is told the code",
        arguments: [
            ([0x81, 0x81, 0, 0, 0, 0, 1], 1002), ([0xC1, 0], 1002), ([0x80, 0], 1002), ([0x83, 0], 1002),
            ([0x09, 0], 1002), ([0x89, 126, 0, 126], 1002),
            ([0x81, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 1009),
            ([0x81, 127, 0, 0, 0, 0, 0x04, 0, 0, 0], 1009),
        ] as [([UInt8], UInt16)]
    )
    func violations(_ bytes: [UInt8], _ code: UInt16) {
        var reader = ServerFrameReader()
        var buffer = ByteBuffer(bytes: bytes)
        reader.feed(&buffer)
        guard case .violation(let given, _) = reader.next() else {
            Issue.record("taken as right")
            return
        }
        #expect(given == code)
        #expect(reader.next() == nil)
    }

    @Test(
        "addresses of bots are read",
        arguments: [
            ("ws://127.0.0.1:8021/onebot/v11/ws", "127.0.0.1", 8021, "/onebot/v11/ws"),
            ("WS://bots.example", "bots.example", 80, "/"), ("http://h:1?a=b", "h", 1, "/?a=b"),
            ("ws://[::1]:9/x?access_token=k", "::1", 9, "/x?access_token=k"), ("ws://h/路 a", "h", 80, "/%E8%B7%AF%20a"),
        ]
    )
    func addresses(_ text: String, _ host: String, _ port: Int, _ target: String) throws {
        let address = try EndpointAddress(text)
        #expect(address == EndpointAddress(host: host, port: port, target: target))
        #expect(!address.shown.contains("access_token"))
    }

    @Test(
        "addresses with TLS are read",
        arguments: [
            ("wss://bots.example/x", 443, "bots.example"), ("https://h:8443", 8443, "h:8443"),
            ("WSS://[::1]:443/", 443, "[::1]"),
        ]
    )
    func secureAddresses(_ text: String, _ port: Int, _ authority: String) throws {
        let address = try EndpointAddress(text)
        #expect(address.isSecure && address.port == port && address.authority == authority)
        #expect(address.shown.hasPrefix("wss://\(authority)/"))
    }

    @Test(
        "what is no address of ours is refused by its cause",
        arguments: [
            ("h:8021", EndpointAddress.Problem.noWebSocket),
            ("ftp://h", .noWebSocket), ("ws://", .noHost), ("ws://:80/", .noHost), ("ws://h:0/", .badPort),
            ("ws://h:65536/", .badPort), ("ws://h:x/", .badPort), ("ws://a@h/", .notForBots),
            ("ws://h/#x", .notForBots),
            ("ws://h\r\nX: y/", .noHost),
        ]
    )
    func badAddresses(_ text: String, _ problem: EndpointAddress.Problem) {
        #expect(throws: problem) { try EndpointAddress(text) }
    }

    @Test(
        "each implementation's request has its own headers in its own order",
        arguments: [
            (
                Implementation.napCat, Implementation.Role.universal,
                "GET /p HTTP/1.1|X-Self-ID: 1|Authorization: Bearer k|x-client-role: Universal|User-Agent: OneBot/11|"
                    + "Sec-WebSocket-Version: 13|Sec-WebSocket-Key: n|Connection: Upgrade|Upgrade: websocket|Host: h:1||"
            ),
            (
                .goCQHTTP, .event,
                "GET /p HTTP/1.1|Host: h:1|User-Agent: CQHttp/4.15.0|Authorization: Token k|Connection: Upgrade|"
                    + "Sec-WebSocket-Key: n|Sec-WebSocket-Version: 13|Upgrade: websocket|X-Client-Role: Event|"
                    + "X-Self-ID: 1||"
            ),
        ]
    )
    func requests(_ implementation: Implementation, _ role: Implementation.Role, _ expected: String) {
        var configuration = FleetConfiguration(
            address: EndpointAddress(host: "h", port: 1, target: "/p"),
            key: Secret("k")
        )
        configuration.implementation = implementation
        let head = RequestHead(configuration: configuration, selfID: 1, role: role, nonce: "n")
        #expect(head.text.replacing("\r\n", with: "|") == expected)
    }
}

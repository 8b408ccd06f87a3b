import Endpoint
import EndpointTesting
import FuzzTargets
import NIOCore
import OneBot
import Testing

@Suite("Opening handshake on broken requests")
struct HandshakeFuzzTests {
    /// Statuses that a request alone can bring.
    private static let statuses: Set<Int> = [101, 400, 401, 403, 404, 405, 426, 431, 501]

    /// A head that is right but for some bytes, and that ends.
    private static func head(_ maker: inout FrameStreamMaker) -> [UInt8] {
        var bytes = OpeningRequest.plain.without("X-Self-ID").bytes
        let pieces = [
            "\r\n", "\n", "\r", "\0", ":", " ", "\t", ",", "\r\n ", "Host: x\r\n", "Upgrade: h2c\r\n", "HTTP/1.0",
            "Content-Length: 9\r\n", "Transfer-Encoding: chunked\r\n", "Sec-WebSocket-Key: x\r\n", "\u{FF}", "%00", "?",
            "access_token=", "Connection: close\r\n", "Expect: 100-continue\r\n", "https://", "\r\n\r\n",
        ]
        for _ in 0..<maker.number(1...3) {
            let place = maker.number(0...bytes.count - 1)
            switch maker.number(0...4) {
            case 0: bytes[place] = UInt8(maker.number(0...255))
            case 1: bytes.remove(at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + maker.number(1...60)))
            case 3: bytes.insert(contentsOf: maker.garbage(maker.number(1...8)), at: place)
            default: bytes.insert(contentsOf: pieces[maker.number(0...pieces.count - 1)].utf8, at: place)
            }
            if bytes.isEmpty { bytes = [0x47] }
        }
        return bytes + Array("\r\n\r\n".utf8)
    }

    /// The status of the answer; nil when the connection ended without one.
    private func status(_ bytes: [UInt8], cuts: [Int], port: Int) async throws -> Int? {
        let bot = try await TestBot(port: port)
        var start = 0
        for end in cuts + [bytes.count] {
            // The server may have refused and closed already.
            guard (try? await bot.peer.write(Array(bytes[start..<end]))) != nil else { break }
            start = end
        }
        do {
            let answer = try await bot.answer()
            // Every one but an accepted one ends by itself.
            if answer.status != 101 { #expect(try await bot.peer.readToEnd().isEmpty) }
            await bot.close()
            return answer.status
        } catch is RawPeer.Closed {
            return nil
        }
    }

    @Test("every head that ends is answered once, the same however it is cut, and a bot can connect after all")
    func heads() async throws {
        try await EndpointFixture.with(
            access: AccessPolicy(key: Secret(""), allowAnonymous: true)
        ) { endpoint in
            for seed in FuzzRounds.seeds(150) {
                var maker = FrameStreamMaker(seed: seed)
                let bytes = Self.head(&maker)
                let whole = try await self.status(bytes, cuts: [], port: endpoint.port)
                let cuts = maker.cuts(maker.number(1...6), in: bytes)
                let cut = try await self.status(bytes, cuts: cuts, port: endpoint.port)
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(whole == cut, "seed \(seed), cut at \(cuts): \(text)")
                let status = try #require(whole, "seed \(seed): \(text)")
                #expect(Self.statuses.contains(status), "seed \(seed): \(text)")
            }
            let bot = try await endpoint.bot()
            await bot.close()
        }
    }

    @Test("garbage is answered or closed in time")
    func garbage() async throws {
        try await EndpointFixture.with(limits: .init { $0.limits.deadline = .seconds(5) }) { endpoint in
            try await withThrowingTaskGroup { group in
                for seed in FuzzRounds.seeds(150) {
                    group.addTask {
                        var maker = FrameStreamMaker(seed: seed)
                        var bytes = maker.garbage(maker.number(1...400))
                        if maker.oneIn(3) { bytes = Array("GET ".utf8) + bytes }
                        let cuts = maker.cuts(2, in: bytes)
                        let status = try await self.status(bytes, cuts: cuts, port: endpoint.port)
                        if let status { #expect([400, 404, 405, 408, 426].contains(status), "seed \(seed)") }
                    }
                }
                try await group.waitForAll()
            }
            let bot = try await endpoint.bot()
            await bot.close()
        }
    }

    @Test("a verdict on any request is a verdict, not a trap")
    func verdicts() {
        let policy = AccessPolicy(
            key: Secret(EndpointFixture.key),
            boundKeys: [.init(name: "other", key: Secret("abcdefgh"), selfID: "1")]
        )
        let paths = PathRule(path: "/onebot/v11/ws", aliases: ["/x"])
        let names = [
            "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol",
            "Authorization", "X-Self-ID", "X-Client-Role", "User-Agent", "Accept-Language", "Content-Length", "",
        ]
        for seed in FuzzRounds.seeds(3000) {
            var maker = FrameStreamMaker(seed: seed)
            let headers = (0..<maker.number(0...14)).map { _ in
                HandshakeRequest.Header(
                    name: names[maker.number(0...names.count - 1)],
                    value: Self.value(&maker)
                )
            }
            let request = HandshakeRequest(
                method: maker.oneIn(6) ? Self.value(&maker) : "GET",
                target: (maker.oneIn(3) ? "" : "/onebot/v11/ws?access_token=") + Self.value(&maker),
                headers: headers
            )
            let refusal = HandshakeVerdict.judgeForm(request, paths: paths)
            if let refusal { #expect(Self.statuses.contains(refusal.status)) }
            if case .success(let identity) = HandshakeVerdict.identity(request), let selfID = identity.selfID {
                #expect(selfID.utf8.allSatisfy { (0x30...0x39).contains($0) })
            }
            if policy.decide(request, address: "127.0.0.1") == .wrong {
                _ = policy.classify(request)
            }
        }
    }

    /// Something that a header can hold, right or not.
    private static func value(_ maker: inout FrameStreamMaker) -> String {
        let known = [
            "websocket", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZQ==", "Bearer \(EndpointFixture.key)", "Token ",
            "Bearer",
            "Basic OmFiY2RlZmdo", "12.x", "11.Shamrock", "10001", "0", "Universal", ",", " ", "\t,", "zh", "%", "%2",
            "%zz",
            EndpointFixture.key.lowercased() + "\u{3000}", "“\(EndpointFixture.key)”", "\u{FEFF}", "=", "&&", "=&=",
        ]
        let text = (0..<maker.number(0...3)).map { _ in known[maker.number(0...known.count - 1)] }.joined()
        guard maker.oneIn(3) else { return text }
        return text + String(decoding: maker.garbage(maker.number(0...30)), as: UTF8.self)
    }

    @Test("what the first bytes are does not depend on how many more there are")
    func firstBytes() {
        let starts = ["GET / HTTP", "PROXY TCP4", "SSH-2.0", "PRI * HTTP/2.0", "\r\n\r\n\0\r\nQUIT\n", "\u{16}", ""]
        for seed in FuzzRounds.seeds(3000) {
            var maker = FrameStreamMaker(seed: seed)
            let start = Array(starts[maker.number(0...starts.count - 1)].utf8)
            let bytes = Array(start.prefix(maker.number(0...start.count))) + maker.garbage(maker.number(0...20))
            var told: FirstBytes?
            for count in 0...bytes.count {
                let kind = FirstBytes.classify(bytes.prefix(count))
                if let told { #expect(kind == told, "\(FuzzRounds.hex(bytes)) at \(count)") }
                told = told ?? kind
            }
            #expect(bytes.count < 16 || told != nil)
        }
    }
}

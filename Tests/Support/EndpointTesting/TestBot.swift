import NIOCore

/// A OneBot v11 bot for tests: handshake and frames as a client writes them, over a ``RawPeer``.
package struct TestBot: Sendable {
    /// The HTTP answer to a handshake.
    package struct Answer: Equatable, Sendable {
        package var status: Int
        package var headers: [String: String]
        package var body: String
    }

    /// A frame from the server.
    package struct ServerFrame: Equatable, Sendable {
        package var opcode: UInt8
        package var payload: [UInt8]

        package init(opcode: UInt8, payload: [UInt8]) {
            self.opcode = opcode
            self.payload = payload
        }

        package var text: String { String(decoding: self.payload, as: UTF8.self) }

        /// The code of a close frame.
        package var closeCode: Int? {
            self.opcode == 8 && self.payload.count >= 2 ? Int(self.payload[0]) << 8 | Int(self.payload[1]) : nil
        }
    }

    package let peer: RawPeer

    package init(
        port: Int,
        host: String = "127.0.0.1",
        from source: String? = nil,
        tls: TestTLS? = nil
    ) async throws {
        self.peer = try await RawPeer(port: port, host: host, from: source, tls: tls)
    }

    /// The headers that NapCat sends, in its order.
    package static func napCatHeaders(selfID: String?, key: String?) -> [(String, String)] {
        var headers: [(String, String)] = []
        if let selfID { headers.append(("X-Self-ID", selfID)) }
        if let key { headers.append(("Authorization", "Bearer \(key)")) }
        return headers + [
            ("x-client-role", "Universal"), ("User-Agent", "OneBot/11"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Connection", "Upgrade"), ("Upgrade", "websocket"),
        ]
    }

    /// Sends a request and reads the head of the answer, and its body when it is none of 101.
    package func request(
        _ path: String = "/onebot/v11/ws",
        method: String = "GET",
        version: String = "HTTP/1.1",
        headers: [(String, String)]
    ) async throws -> Answer {
        var text = "\(method) \(path) \(version)\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        text += "Host: 127.0.0.1\r\n\r\n"
        try await self.peer.write(text)
        return try await self.answer()
    }

    /// Reads the head of an HTTP answer, and its body when it is none of 101.
    package func answer() async throws -> Answer {
        try await self.peer.read { buffer in
            let bytes = buffer.readableBytesView
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            var headers: [String: String] = [:]
            for line in head.dropFirst() {
                let pair = line.split(separator: ":", maxSplits: 1)
                guard pair.count == 2 else { continue }
                headers[pair[0].lowercased()] = String(pair[1].drop { $0 == " " })
            }
            let length = status == 101 ? 0 : Int(headers["content-length"] ?? "") ?? 0
            let headLength = end.upperBound - bytes.startIndex
            guard bytes.count >= headLength + length else { return nil }
            buffer.moveReaderIndex(forwardBy: headLength)
            let body = buffer.readString(length: length) ?? ""
            return Answer(status: status, headers: headers, body: body)
        }
    }

    package func connect(selfID: String? = "1000010001", key: String) async throws -> Answer {
        try await self.request(headers: Self.napCatHeaders(selfID: selfID, key: key))
    }

    package func send(_ text: String) async throws {
        try await self.peer.write(Self.frame(opcode: 1, Array(text.utf8)))
    }

    /// One masked client frame.
    package static func frame(
        opcode: UInt8,
        _ payload: [UInt8],
        isFinal: Bool = true,
        mask: [UInt8] = [0x11, 0x22, 0x33, 0x44]
    ) -> [UInt8] {
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
        switch payload.count {
        case ..<126: bytes.append(0x80 | UInt8(payload.count))
        case ..<65_536: bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default:
            bytes.append(0x80 | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        bytes += mask
        bytes += payload.enumerated().map { $0.element ^ mask[$0.offset & 3] }
        return bytes
    }

    /// The next frame of the server.
    package func frame() async throws -> ServerFrame {
        try await self.peer.read { buffer in
            let bytes = buffer.readableBytesView
            guard bytes.count >= 2 else { return nil }
            let start = bytes.startIndex
            var length = Int(bytes[start + 1] & 0x7F)
            var head = 2
            if length == 126 {
                guard bytes.count >= 4 else { return nil }
                length = Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
                head = 4
            } else if length == 127 {
                guard bytes.count >= 10 else { return nil }
                length = (2..<10).reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
                head = 10
            }
            guard bytes.count >= head + length else { return nil }
            let opcode = bytes[start] & 0x0F
            buffer.moveReaderIndex(forwardBy: head)
            return ServerFrame(opcode: opcode, payload: buffer.readBytes(length: length) ?? [])
        }
    }

    /// The next frame of a kind, passing over others (calls to the bot, pings).
    package func frame(opcode: UInt8) async throws -> ServerFrame {
        while true {
            let frame = try await self.frame()
            if frame.opcode == opcode { return frame }
        }
    }

    package func close() async {
        await self.peer.close()
    }
}

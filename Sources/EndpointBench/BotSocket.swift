import Glibc

/// One blocking loopback connection of the loader.
struct BotSocket {
    let descriptor: Int32

    /// Connects and waits until it is accepted.
    init(port: Int, selfID: Int) throws {
        try self.init(connecting: port, selfID: selfID, key: EndpointBench.key)
        try self.readAnswer(expecting: "101")
    }

    /// Connects and sends the request.
    init(connecting port: Int, selfID: Int, key: String) throws {
        self.descriptor = try LoopbackSocket.connected(port: port)
        let request =
            "GET /onebot/v11/ws HTTP/1.1\r\nX-Self-ID: \(selfID)\r\nAuthorization: Bearer \(key)\r\n"
            + "x-client-role: Universal\r\nUser-Agent: OneBot/11\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Host: 127.0.0.1:\(port)\r\n\r\n"
        try self.write(Array(request.utf8))
    }

    /// Reads until the head of the answer has come, and not a byte of the frames that follow it.
    func readHead(expecting status: String) throws {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard read(self.descriptor, &byte, 1) == 1 else { throw Loader.Failed(step: "closed in the answer") }
            head.append(byte)
        }
        guard head.starts(with: Array("HTTP/1.1 \(status)".utf8)) else {
            throw Loader.Failed(step: "answered \(String(decoding: head.prefix(64), as: UTF8.self))")
        }
    }

    /// Reads until the head of the answer has come; a frame that follows it at once is of no interest.
    func readAnswer(expecting status: String) throws {
        var head: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 2048)
        let end: [UInt8] = [13, 10, 13, 10]
        repeat {
            let count = read(self.descriptor, &chunk, chunk.count)
            guard count > 0 else { throw Loader.Failed(step: "closed in the answer") }
            head += chunk[..<count]
        } while !head.indices.contains { head[$0...].starts(with: end) }
        guard head.starts(with: Array("HTTP/1.1 \(status)".utf8)) else {
            throw Loader.Failed(step: "answered \(String(decoding: head.prefix(64), as: UTF8.self))")
        }
    }

    func write(_ bytes: [UInt8], count: Int? = nil) throws {
        var sent = 0
        let total = count ?? bytes.count
        try bytes.withUnsafeBytes { buffer in
            while sent < total {
                let wrote = Glibc.write(self.descriptor, buffer.baseAddress?.advanced(by: sent), total - sent)
                guard wrote > 0 else { throw Loader.Failed(step: "write: errno \(errno)") }
                sent += wrote
            }
        }
    }

    /// A masked ping of four bytes.
    func ping() throws {
        try self.write([0x89, 0x84, 0, 0, 0, 0, 0x65, 0x6E, 0x64, 0x21])
    }

    /// Reads frames until the pong to ``ping()``.
    func awaitPong() throws {
        let pong: [UInt8] = [0x8A, 0x04, 0x65, 0x6E, 0x64, 0x21]
        var seen: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(self.descriptor, &chunk, chunk.count)
            guard count > 0 else { throw Loader.Failed(step: "closed before the pong") }
            seen += chunk[..<count]
            if seen.count >= pong.count,
                (0...seen.count - pong.count).contains(where: { seen[$0...].starts(with: pong) })
            {
                return
            }
        }
    }

    /// The next text message of the server, which sends them whole and unmasked.
    func readText() throws -> String {
        while true {
            let head = try self.readExactly(2)
            var length = Int(head[1] & 0x7F)
            if length == 126 {
                length = try self.readExactly(2).reduce(0) { $0 << 8 | Int($1) }
            } else if length == 127 {
                length = try self.readExactly(8).reduce(0) { $0 << 8 | Int($1) }
            }
            let payload = try self.readExactly(length)
            if head[0] & 0x0F == 1 { return String(decoding: payload, as: UTF8.self) }
        }
    }

    private func readExactly(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        try bytes.withUnsafeMutableBytes { buffer in
            while have < count {
                let more = read(self.descriptor, buffer.baseAddress?.advanced(by: have), count - have)
                guard more > 0 else { throw Loader.Failed(step: "closed") }
                have += more
            }
        }
        return bytes
    }

    /// Resets the connection, so that no port stays behind in TIME_WAIT.
    func abort() {
        LoopbackSocket.reset(self.descriptor)
    }
}

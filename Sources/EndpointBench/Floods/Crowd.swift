import Glibc

/// Strangers that bother the endpoint, on the thread that calls.
protocol Crowd {
    /// Does what is due after so many seconds.
    mutating func step(_ elapsed: Double) throws
    /// Ends all connections.
    mutating func end()
    /// What it did, for the report.
    var summary: String { get }
}

/// Where the connections of a crowd come from.
enum Origin: Sendable {
    case oneAddress
    case addresses(Int)

    /// The last three bytes of the address in 127.0.0.0/8.
    func address(_ number: Int) -> UInt32 {
        switch self {
        // The bot's own.
        case .oneAddress: 1
        case .addresses(let count): UInt32(0x01_0001 + number % count)
        }
    }

    var text: String {
        switch self {
        case .oneAddress: "from the bot's own address"
        case .addresses(let count): "from \(count) addresses"
        }
    }
}

/// Connections that send what is no handshake of a bot, at a steady rate. Half are cut at once, the others stay open until
/// the endpoint has had its time with them.
struct GarbageCrowd: Crowd {
    private static let heldFor = 2000

    let port: Int
    let rate: Double
    let origin: Origin
    private var made = 0
    private var failed = 0
    /// Oldest first; a ring once it is full.
    private var held: [Int32] = []
    private var oldest = 0

    init(port: Int, rate: Double, origin: Origin) {
        self.port = port
        self.rate = rate
        self.origin = origin
    }

    private static let texts: [[UInt8]] = [
        Array("GET /.env HTTP/1.1\r\nHost: x\r\nUser-Agent: zgrab\r\n\r\n".utf8),
        [0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x03],
        Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
        Array("GET / HTTP/1.1\r\nHost: x\r\n".utf8),
        (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 128) },
        Array("POST /onebot/v11/ws HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}".utf8),
        [],
    ]

    mutating func step(_ elapsed: Double) throws {
        while Double(self.made) < elapsed * self.rate {
            self.made += 1
            guard let socket = try? LoopbackSocket.connected(port: self.port, from: self.origin.address(self.made))
            else {
                // Counted: a queue that is full shows here.
                self.failed += 1
                continue
            }
            let text = Self.texts[self.made % Self.texts.count]
            _ = send(socket, text, text.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            if self.made % 2 == 0 {
                LoopbackSocket.reset(socket)
            } else if self.held.count < Self.heldFor {
                self.held.append(socket)
            } else {
                LoopbackSocket.reset(self.held[self.oldest])
                self.held[self.oldest] = socket
                self.oldest = (self.oldest + 1) % Self.heldFor
            }
        }
    }

    mutating func end() {
        for socket in self.held { LoopbackSocket.reset(socket) }
        self.held = []
    }

    var summary: String { "\(self.made) attempts" + (self.failed > 0 ? ", \(self.failed) did not connect" : "") }
}

/// Connections that say nothing; whoever is closed comes again.
struct SilentCrowd: Crowd {
    let port: Int
    let count: Int
    let origin: Origin
    private var open: [pollfd] = []
    private var made = 0
    private var nextLook = 0.0

    init(port: Int, count: Int, origin: Origin) {
        self.port = port
        self.count = count
        self.origin = origin
    }

    mutating func step(_ elapsed: Double) throws {
        if elapsed >= self.nextLook {
            self.nextLook = elapsed + 0.1
            let events = poll(&self.open, nfds_t(self.open.count), 0)
            if events > 0 {
                for socket in self.open where socket.revents != 0 { close(socket.fd) }
                self.open.removeAll { $0.revents != 0 }
            }
        }
        // Some at a time: the endpoint is to be asked while they come, not before.
        for _ in 0..<min(50, self.count - self.open.count) {
            let socket = try LoopbackSocket.connected(port: self.port, from: self.origin.address(self.made))
            self.made += 1
            self.open.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
        }
    }

    mutating func end() {
        for socket in self.open { LoopbackSocket.reset(socket.fd) }
        self.open = []
    }

    var summary: String { "\(self.open.count) open, \(self.made) made" }
}

/// Bots with the right key that each announce a large message and send it a little at a time.
struct DrippingCrowd: Crowd {
    private static let announced = 60 << 20
    private static let drop = [UInt8](repeating: 0x20, count: 1024)
    /// Drops of each bot a second.
    private static let rate = 10.0

    private var open: [Int32]
    private var drops = 0
    private var bytes = 0
    private var closed = 0

    init(port: Int, count: Int) throws {
        let length = (0..<8).map { UInt8(truncatingIfNeeded: Self.announced >> (56 - 8 * $0)) }
        let head: [UInt8] = [0x81, 0xFF] + length + [0, 0, 0, 0]
        self.open = try (0..<count).map { number in
            let socket = try BotSocket(connecting: port, selfID: 30_001 + number / 4, key: EndpointBench.key)
            try socket.readHead(expecting: "101")
            try socket.write(head)
            LoopbackSocket.stopBlocking(socket.descriptor)
            return socket.descriptor
        }
    }

    mutating func step(_ elapsed: Double) throws {
        guard Double(self.drops) < elapsed * Self.rate else { return }
        self.drops += 1
        self.open.removeAll { socket in
            let sent = send(socket, Self.drop, Self.drop.count, Int32(MSG_NOSIGNAL))
            if sent > 0 { self.bytes += sent }
            // One whose bytes are not taken waits; one that was cut off is done.
            guard sent < 0, errno != EAGAIN else { return false }
            close(socket)
            self.closed += 1
            return true
        }
    }

    mutating func end() {
        for socket in self.open { LoopbackSocket.reset(socket) }
        self.open = []
    }

    var summary: String {
        "\(self.open.count) open, \(Report.mebibytes(self.bytes)) sent"
            + (self.closed > 0 ? ", \(self.closed) cut off as too slow" : "")
    }
}

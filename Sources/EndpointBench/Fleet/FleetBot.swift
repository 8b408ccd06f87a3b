import Glibc

/// One bot of a fleet: a connection that does not block, what it has sent, and what it still owes.
final class FleetBot {
    enum Problem: Error, CustomStringConvertible {
        case closed(bot: Int)
        case failed(bot: Int, code: Int32)

        var description: String {
            switch self {
            case .closed(let bot): "the console closed the connection of bot \(bot)"
            case .failed(let bot, let code): "the connection of bot \(bot) failed: errno \(code)"
            }
        }
    }

    let number: Int
    let descriptor: Int32
    /// Messages that were handed to the kernel whole; heartbeats and the like apart.
    private(set) var messages = 0
    private(set) var metas = 0
    private var stamp: EventStamp
    private let heartbeat: [UInt8]
    /// What the kernel has not taken yet.
    private var unsent: [UInt8] = []
    private var received: [UInt8] = []

    /// Connects, shakes hands and says that it is there.
    init(number: Int, port: Int, eventBytes: Int) throws {
        let socket = try BotSocket(connecting: port, selfID: number, key: EndpointBench.key)
        try socket.readHead(expecting: "101")
        self.number = number
        self.descriptor = socket.descriptor
        self.stamp = EventStamp(selfID: number, bytes: eventBytes)
        let head = #"{"time":1764000000,"self_id":\#(number),"post_type":"meta_event","meta_event_type":"#
        self.heartbeat = EventFrame.masked(
            Array((head + #""heartbeat","status":{"online":true,"good":true},"interval":30000}"#).utf8)
        )
        LoopbackSocket.stopBlocking(self.descriptor)
        try self.send(EventFrame.masked(Array((head + #""lifecycle","sub_type":"connect"}"#).utf8)))
        self.metas = 1
    }

    /// Whether all that was sent is with the kernel.
    var isDone: Bool { self.unsent.isEmpty }

    /// Sends the next message, unless the one before has not been taken yet.
    func sendMessage(time: Int) throws {
        try self.flush()
        guard self.unsent.isEmpty else { return }
        self.messages += 1
        self.stamp.stamp(time: time, number: EventStamp.number(self.number, message: self.messages))
        try self.send(self.stamp.frame)
    }

    func sendHeartbeat() throws {
        self.metas += 1
        try self.send(self.heartbeat)
    }

    func flush() throws {
        guard !self.unsent.isEmpty else { return }
        let bytes = self.unsent
        self.unsent = []
        try self.send(bytes)
    }

    private func send(_ bytes: [UInt8]) throws {
        guard self.unsent.isEmpty else {
            self.unsent += bytes
            return
        }
        let sent = write(self.descriptor, bytes, bytes.count)
        guard sent != bytes.count else { return }
        guard sent >= 0 || errno == EAGAIN else { throw Problem.failed(bot: self.number, code: errno) }
        self.unsent = Array(bytes[max(0, sent)...])
    }

    // MARK: - What the console sends

    /// Takes in what has come: pings are answered, and so are calls.
    func receive(_ buffer: UnsafeMutableRawBufferPointer) throws {
        while true {
            let count = read(self.descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EAGAIN { break }
            guard count != 0 else { throw Problem.closed(bot: self.number) }
            guard count > 0 else { throw Problem.failed(bot: self.number, code: errno) }
            self.received += buffer[..<count]
            if count < buffer.count { break }
        }
        while let (opcode, payload) = self.nextFrame() {
            switch opcode {
            case 0x8: throw Problem.closed(bot: self.number)
            case 0x9:
                let head: [UInt8] = [0x8A, 0x80 | UInt8(payload.count & 0x7F), 0, 0, 0, 0]
                try self.send(head + payload)
            case 0x1: try self.answer(String(decoding: payload, as: UTF8.self))
            default: break
            }
        }
    }

    /// The server sends frames whole and unmasked, here none of more than 65,535 bytes.
    private func nextFrame() -> (opcode: UInt8, payload: [UInt8])? {
        guard self.received.count >= 2 else { return nil }
        var start = 2
        var length = Int(self.received[1])
        if length == 126 {
            guard self.received.count >= 4 else { return nil }
            length = Int(self.received[2]) << 8 | Int(self.received[3])
            start = 4
        }
        guard self.received.count >= start + length else { return nil }
        defer { self.received.removeSubrange(..<(start + length)) }
        return (self.received[0] & 0x0F, Array(self.received[start..<start + length]))
    }

    private func answer(_ call: String) throws {
        guard let echo = AnsweringBot.echo(in: call) else { return }
        let data =
            call.contains(#""get_login_info""#)
            ? #"{"user_id":\#(self.number),"nickname":"小助手"}"#
            : #"{"app_name":"NapCat.Onebot","app_version":"4.8.1","protocol_version":"v11"}"#
        try self.send(
            EventFrame.masked(Array(#"{"status":"ok","retcode":0,"data":\#(data),"message":"","echo":\#(echo)}"#.utf8))
        )
    }

    func close() { LoopbackSocket.reset(self.descriptor) }
}

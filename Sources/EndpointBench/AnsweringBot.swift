import Glibc

/// A bot of the loader that answers every call at once, until its connection ends.
struct AnsweringBot {
    let socket: BotSocket

    func run() {
        while let text = try? self.socket.readText() {  // the end of the connection
            guard let echo = Self.echo(in: text) else { continue }
            let answer = #"{"status":"ok","retcode":0,"data":{"user_id":1},"message":"","echo":"# + echo + "}"
            // As above.
            try? self.socket.write(EventFrame.masked(Array(answer.utf8)))
        }
    }

    /// The value of `echo`, which stands last in our calls.
    static func echo(in text: String) -> String? {
        guard let range = text.firstRange(of: #""echo":"#) else { return nil }
        return String(text[range.upperBound...].dropLast())
    }
}

/// One caller on the control socket: a connection that stays, one call after the other.
final class ControlCaller {
    private let descriptor: Int32

    init(path: String) throws {
        self.descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(self.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard self.descriptor >= 0, connected == 0 else { throw Loader.Failed(step: "connect: errno \(errno)") }
    }

    deinit {
        close(self.descriptor)
    }

    /// One call, until the whole answer is there.
    func call() throws {
        let body = #"{"self_id":"1","action":"get_status","params":{}}"#
        let request = "POST /v1/call HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let bytes = Array(request.utf8)
        guard write(self.descriptor, bytes, bytes.count) == bytes.count else { throw Loader.Failed(step: "call") }
        var answer = ""
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !answer.hasSuffix("}\n") {
            let count = read(self.descriptor, &chunk, chunk.count)
            guard count > 0 else { throw Loader.Failed(step: "closed in the answer: \(answer)") }
            answer += String(decoding: chunk[..<count], as: UTF8.self)
        }
        guard answer.hasPrefix("HTTP/1.1 200 ") else { throw Loader.Failed(step: "answered \(answer)") }
    }
}

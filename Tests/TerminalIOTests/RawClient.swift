import Glibc
import TerminalIO

/// A client by hand: speaks the attach protocol over a socket and can be as rude as a test wants.
final class RawClient {
    private let descriptor: Int32
    private var decoder = AttachDecoder()
    /// All that came.
    private(set) var messages: [AttachMessage] = []
    private(set) var isClosed = false

    /// Nil when nobody listens.
    init?(_ path: String) {
        let descriptor = socket(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        self.descriptor = descriptor
        guard connected == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { if !self.isClosed { close(self.descriptor) } }

    func send(_ message: AttachMessage) { self.send(message.bytes) }

    func send(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes {
            Glibc.send(self.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// Takes what has come.
    func read() throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !self.isClosed {
            let count = Glibc.read(self.descriptor, &chunk, chunk.count)
            if count < 0 && errno == EAGAIN { return }
            guard count > 0 else { return self.hangUp() }
            self.messages += try self.decoder.consume(chunk[..<count])
        }
    }

    /// The bytes meant for the terminal so far.
    var output: [UInt8] {
        self.messages.flatMap { message -> [UInt8] in
            if case .output(let bytes) = message { bytes } else { [] }
        }
    }

    /// Sends nothing more, and goes on reading.
    func stopSending() { shutdown(self.descriptor, Int32(SHUT_WR)) }

    /// Reads nothing more, and goes on sending.
    func stopReading() { shutdown(self.descriptor, Int32(SHUT_RD)) }

    func hangUp() {
        self.isClosed = true
        close(self.descriptor)
    }
}

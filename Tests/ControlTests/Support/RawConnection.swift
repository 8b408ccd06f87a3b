import Glibc
import Testing

/// A connection that sends whatever it is told to, as no well-behaved client would.
final class RawConnection {
    private let descriptor: CInt

    /// Connects, or gives nil when nobody listens.
    init?(_ path: String) {
        self.descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(self.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { return nil }
        _ = fcntl(self.descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(self.descriptor)
    }

    /// Sends as much as the other side takes within the deadline.
    func send(_ text: String) async {
        let bytes = Array(text.utf8)
        var sent = 0
        let end = ContinuousClock.now + .seconds(5)
        while sent < bytes.count, ContinuousClock.now < end {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(self.descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                await Task.yield()
            } else {
                return
            }
        }
    }

    func shutDownSending() {
        shutdown(self.descriptor, CInt(SHUT_WR))
    }

    /// What arrives until `isEnough`, the end of the connection, or the deadline.
    func receive(
        seconds: Int = 10,
        until isEnough: (String) -> Bool = { _ in false }
    ) async -> (text: String, ended: Bool) {
        var bytes: [UInt8] = []
        let end = ContinuousClock.now + .seconds(seconds)
        var buffer = [UInt8](repeating: 0, count: 65536)
        while ContinuousClock.now < end {
            let count = read(self.descriptor, &buffer, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: buffer[..<count])
                if isEnough(String(decoding: bytes, as: UTF8.self)) { break }
            } else if count == 0 || errno != EAGAIN {
                return (String(decoding: bytes, as: UTF8.self), true)
            } else {
                // The suite never sleeps for a time; it looks again after letting others run.
                try? await Task.sleep(for: .milliseconds(1))
            }
        }
        return (String(decoding: bytes, as: UTF8.self), false)
    }
}

import Glibc
import Synchronization

/// A Unix datagram socket that keeps what it is sent, as a service manager's does.
package final class DatagramInbox: Sendable {
    /// The socket could not be made.
    package struct Failed: Error {
        package let code: Int32
    }

    private let descriptor: Int32
    private let path: String
    private let messages = Mutex<[String]>([])

    /// - Parameter path: Of the socket; `@name` for an abstract one.
    package init(_ path: String) throws {
        self.path = path
        self.descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard self.descriptor >= 0 else { throw Failed(code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        if path.hasPrefix("@") { name[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.prefix($0.count)) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(self.descriptor, $0, length) }
        }
        guard result == 0 else { throw Failed(code: errno) }
    }

    deinit {
        close(self.descriptor)
        if self.path.hasPrefix("/") { unlink(self.path) }
    }

    /// All that has come so far.
    package var all: [String] {
        self.messages.withLock { messages in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(self.descriptor, &buffer, buffer.count, 0)
                guard count >= 0 else { return messages }
                messages.append(String(decoding: buffer[..<count], as: UTF8.self))
            }
        }
    }
}

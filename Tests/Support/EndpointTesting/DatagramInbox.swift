import Foundation
import Glibc
import Synchronization

/// A Unix datagram socket that keeps what it is sent, as a service manager's does: read all the time, for the kernel
/// holds no more than a few for whoever does not read.
package final class DatagramInbox: Sendable {
    /// The socket could not be made.
    package struct Failed: Error {
        package let code: Int32
    }

    private final class Received: Sendable {
        let messages = Mutex<[String]>([])
        let isOver = Atomic(false)
    }

    private let path: String
    private let received = Received()

    /// - Parameter path: Of the socket; `@name` for an abstract one.
    package init(_ path: String) throws {
        self.path = path
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failed(code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        if path.hasPrefix("@") { name[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.prefix($0.count)) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            throw Failed(code: code)
        }
        // So often it is looked whether anybody wants to know any more.
        var patience = timeval(tv_sec: 0, tv_usec: 100_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let received = self.received
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while !received.isOver.load(ordering: .relaxed) {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count >= 0 else { continue }
                received.messages.withLock { $0.append(String(decoding: buffer[..<count], as: UTF8.self)) }
            }
            close(descriptor)
        }
    }

    deinit {
        self.received.isOver.store(true, ordering: .relaxed)
        if self.path.hasPrefix("/") { unlink(self.path) }
    }

    /// All that has come so far.
    package var all: [String] { self.received.messages.withLock { $0 } }
}

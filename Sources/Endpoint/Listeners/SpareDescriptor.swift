import NIOCore
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A descriptor that is held for the time when there is no other: given up for a moment, it lets a connection be accepted,
/// told why it cannot stay, and closed, one after the other.
///
/// Without it those connections would wait in the kernel's queue until they give up, and nobody would know why.
final class SpareDescriptor: Sendable {
    enum Outcome: Equatable {
        /// Nobody waits any more.
        case drained
        /// As many as were asked for; more may wait.
        case more
        /// The place that was given up has gone to somebody else.
        case taken
    }

    /// Bytes of a request that are read before the end, for a close over unread bytes would throw the answer away.
    private static let longestRead = 16 << 10

    /// -1 while none is to be had.
    private let descriptor: Mutex<CInt>

    init() {
        self.descriptor = Mutex(Self.open())
    }

    deinit {
        self.descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
        }
    }

    private static func open() -> CInt {
        #if canImport(Glibc)
        Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        #else
        Musl.open("/dev/null", O_RDONLY | O_CLOEXEC)
        #endif
    }

    /// Accepts, answers and closes connections that wait at a listening socket, which does not block.
    ///
    /// - Parameters:
    ///   - answer: What each is told, as in ``tell(_:_:)``.
    ///   - limit: How many at most.
    ///   - turnedAway: Gets the peer of each.
    func turnAway(
        at listener: CInt,
        answer: [UInt8],
        limit: Int,
        turnedAway: (SocketAddress?) -> Void
    ) -> Outcome {
        self.descriptor.withLock { descriptor in
            if descriptor < 0 { descriptor = Self.open() }
            for _ in 0..<limit {
                guard descriptor >= 0 else { return .taken }
                close(descriptor)
                let accepted = Self.accept(listener)
                let code = errno
                if accepted.descriptor >= 0 {
                    Self.tell(accepted.descriptor, answer)
                    close(accepted.descriptor)
                }
                descriptor = Self.open()
                guard accepted.descriptor >= 0 else {
                    return code == EAGAIN || code == EWOULDBLOCK ? .drained : .taken
                }
                turnedAway(accepted.peer)
            }
            return .more
        }
    }

    private static func accept(_ listener: CInt) -> (descriptor: CInt, peer: SocketAddress?) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let accepted = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                var descriptor: CInt
                repeat {
                    #if canImport(Glibc)
                    descriptor = Glibc.accept(listener, address, &length)
                    #else
                    descriptor = Musl.accept(listener, address, &length)
                    #endif
                    // One that has gone meanwhile makes room for the next.
                } while descriptor < 0 && (errno == EINTR || errno == ECONNABORTED)
                return descriptor
            }
        }
        guard accepted >= 0 else { return (accepted, nil) }
        return (accepted, Self.peer(storage))
    }

    private static func peer(_ storage: sockaddr_storage) -> SocketAddress? {
        withUnsafePointer(to: storage) { pointer in
            switch CInt(storage.ss_family) {
            case AF_INET:
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
            case AF_INET6:
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
            default: nil
            }
        }
    }

    /// Says why a connection cannot stay, which is to be closed afterwards.
    ///
    /// - Parameter answer: Sent as it is; nothing is said when it is empty.
    static func tell(_ connection: CInt, _ answer: [UInt8]) {
        guard !answer.isEmpty else { return }
        // A new connection's buffer takes so little at once, and whoever has gone already needs none.
        _ = send(connection, answer, answer.count, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
        shutdown(connection, CInt(SHUT_WR))
        var request = [UInt8](repeating: 0, count: Self.longestRead)
        _ = recv(connection, &request, request.count, CInt(MSG_DONTWAIT))
    }
}

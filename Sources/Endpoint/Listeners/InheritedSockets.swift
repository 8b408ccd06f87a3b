import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Listening sockets that were open before this process began: handed over by the console that it replaces, or opened by
/// the service manager (sd_listen_fds(3)). Connections wait in them meanwhile and are not refused.
struct InheritedSockets {
    private var sockets: [(address: SocketAddress, descriptor: CInt)] = []

    /// - Parameter descriptors: Owned from now on. One that is no listening TCP socket is closed.
    init(_ descriptors: [CInt]) {
        for descriptor in descriptors {
            if let address = Self.address(ofListening: descriptor) {
                self.sockets.append((address, descriptor))
            } else {
                close(descriptor)
            }
        }
    }

    /// The socket that listens on `address`, which the caller owns from now on. Any port will do where that is 0.
    mutating func take(_ address: SocketAddress) -> CInt? {
        guard let index = self.sockets.firstIndex(where: { Self.matches($0.address, address) }) else { return nil }
        return self.sockets.remove(at: index).descriptor
    }

    /// Closes those that listen elsewhere, so that they are in nobody's way.
    mutating func closeAll(but wanted: [SocketAddress]) {
        let isWanted = { (address: SocketAddress) in wanted.contains { Self.matches(address, $0) } }
        for socket in self.sockets where !isWanted(socket.address) { close(socket.descriptor) }
        self.sockets.removeAll { !isWanted($0.address) }
    }

    /// Those of `descriptors` that do not listen on any of `wanted`.
    static func unwanted(_ descriptors: [CInt], by wanted: [SocketAddress]) -> [CInt] {
        descriptors.filter { descriptor in
            guard let address = Self.address(ofListening: descriptor) else { return true }
            return !wanted.contains { Self.matches(address, $0) }
        }
    }

    private static func matches(_ address: SocketAddress, _ wanted: SocketAddress) -> Bool {
        guard wanted.port == 0 else { return address == wanted }
        return address.protocol == wanted.protocol && address.ipAddress == wanted.ipAddress
    }

    private static func address(ofListening descriptor: CInt) -> SocketAddress? {
        var isListening: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0, isListening == 1 else {
            return nil
        }
        var storage = sockaddr_storage()
        length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard code == 0 else { return nil }
        return withUnsafePointer(to: storage) { pointer -> SocketAddress? in
            switch CInt(storage.ss_family) {
            case AF_INET:
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
            case AF_INET6:
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
            default: nil
            }
        }
    }
}

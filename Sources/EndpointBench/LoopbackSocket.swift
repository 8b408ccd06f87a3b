import Glibc

/// TCP sockets towards a port of this machine.
enum LoopbackSocket {
    /// A connected one that blocks.
    ///
    /// - Parameter source: Which of 127.0.0.0/8 it comes from, by its last three bytes; nil leaves it to the system.
    static func connected(port: Int, from source: UInt32? = nil) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Loader.Failed(step: "socket: errno \(errno)") }
        if let source {
            var address = self.address(0x7F00_0000 | source & 0xFF_FFFF, port: 0)
            // The port is chosen with the whole connection in view, else there are too few of them.
            var late: Int32 = 1
            setsockopt(
                descriptor,
                Int32(IPPROTO_IP),
                IP_BIND_ADDRESS_NO_PORT,
                &late,
                socklen_t(MemoryLayout.size(ofValue: late))
            )
            guard self.with(&address, { bind(descriptor, $0, $1) }) == 0 else {
                let code = errno
                close(descriptor)
                throw Loader.Failed(step: "bind: errno \(code)")
            }
        }
        var address = self.address(0x7F00_0001, port: port)
        guard self.with(&address, { connect(descriptor, $0, $1) }) == 0 else {
            let code = errno
            close(descriptor)
            throw Loader.Failed(step: "connect: errno \(code)")
        }
        return descriptor
    }

    private static func address(_ host: UInt32, port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = host.bigEndian
        return address
    }

    private static func with(
        _ address: inout sockaddr_in,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    static func stopBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Ends the connection by a reset, so that no port stays behind in TIME_WAIT.
    static func reset(_ descriptor: Int32) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        close(descriptor)
    }
}

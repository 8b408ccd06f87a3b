import Glibc

/// A listening socket whose queue is full: the kernel drops whoever else wants to connect.
final class FullListener {
    struct Failed: Error {}

    private var sockets: [CInt] = []
    private(set) var port = 0

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        self.sockets.append(listener)
        guard Self.call(bind, listener, &address), listen(listener, 0) == 0 else { throw Failed() }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        guard named == 0 else { throw Failed() }
        self.port = Int(UInt16(bigEndian: address.sin_port))
        for _ in 0..<4 {
            let client = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            self.sockets.append(client)
            _ = Self.call(connect, client, &address)
        }
    }

    func close() {
        for socket in self.sockets { Glibc.close(socket) }
        self.sockets = []
    }

    private static func call(
        _ function: (CInt, UnsafePointer<sockaddr>?, socklen_t) -> CInt,
        _ socket: CInt,
        _ address: inout sockaddr_in
    ) -> Bool {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

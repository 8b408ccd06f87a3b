import Glibc

/// The service manager's socket for news of this process: a datagram of `NAME=value` lines each time (sd_notify(3)).
/// Without a service manager nothing is sent.
struct ServiceManagerSocket: Sendable {
    private let path: String?

    /// - Parameter environment: `NOTIFY_SOCKET` names the socket: a path, or `@` and an abstract name (unix(7)).
    init(environment: [String: String]) {
        let path = environment["NOTIFY_SOCKET"] ?? ""
        self.path = path.count > 1 && (path.hasPrefix("/") || path.hasPrefix("@")) ? path : nil
    }

    /// Whether anybody wants to know.
    var isThere: Bool { self.path != nil }

    /// Tells the manager something.
    ///
    /// - Returns: Whether it was taken; nothing depends on it but tests.
    @discardableResult
    func send(_ news: String) -> Bool {
        guard let path = self.path else { return false }
        let descriptor = socket(
            AF_UNIX,
            CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue),
            0
        )
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // How long the manager may leave its socket full before news are given up.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        // Where that is refused a manager that hangs holds us up; it would end us anyway.
        _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(news.utf8)
        return Self.withAddress(path) { address, length in
            sendto(descriptor, bytes, bytes.count, 0, address, length) == bytes.count
        }
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        // An abstract name begins with a zero byte and ends where its length says.
        let isAbstract = name.first == UInt8(ascii: "@")
        if isAbstract { name[0] = 0 } else { name.append(0) }
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { target in
            guard name.count <= target.count else { return false }
            target.copyBytes(from: name)
            return true
        }
        guard fits, let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) else { return false }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(offset + name.count))
            }
        }
    }
}

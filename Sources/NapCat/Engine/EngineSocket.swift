import Glibc

/// Where engines have their sockets, and whether one may be opened.
enum EngineSocket {
    enum Door: Equatable {
        case absent
        /// Not by us.
        case closed
        /// No socket, or nobody behind it.
        case broken
        case open
    }

    /// The one that the operator's own tools use first, then the machine's, then those of the user.
    static func paths(environment: [String: String], root: String) -> [String] {
        var paths: [String] = []
        if let host = environment["DOCKER_HOST"], host.hasPrefix("unix://") { paths.append(String(host.dropFirst(7))) }
        paths += ["/var/run/docker.sock", "/run/podman/podman.sock"].map { root + $0 }
        // Services and sudo often leave the variable out.
        let given = environment["XDG_RUNTIME_DIR"].flatMap { $0.isEmpty ? nil : $0 }
        let own = given ?? "\(root)/run/user/\(geteuid())"
        paths += ["\(own)/docker.sock", "\(own)/podman/podman.sock"]
        return paths.filter { $0.hasPrefix("/") && !$0.utf8.contains(0) }
    }

    /// Tries it: no look at rights tells what the kernel will say (a socket in a container, security modules).
    static func door(_ path: String) -> Door {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else { return .absent }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        guard descriptor >= 0 else { return .broken }
        defer { close(descriptor) }
        let outcome = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard outcome != 0 else { return .open }
        return switch errno {
        case ENOENT, ENOTDIR: .absent
        case EACCES, EPERM: .closed
        // Its queue is full: somebody is behind it.
        case EAGAIN, EINTR, EINPROGRESS: .open
        default: .broken
        }
    }
}

/// Which file it is, whatever it is called.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64

    /// Follows links. Nil when there is none that we can see.
    init?(of path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        self.device = UInt64(facts.st_dev)
        self.inode = UInt64(facts.st_ino)
    }
}

import Glibc
import NIOCore

/// Why the control socket could not be made.
package enum ControlSocketProblem: Error, Equatable, Sendable {
    /// Longer than the 107 bytes a socket's path can have (unix(7)).
    case pathTooLong
    /// Something that is no socket stands at the path; it is left alone.
    case notASocket
    /// Another process answers there.
    case alreadyServed
    /// What the system said, with the call that it said it to.
    case system(call: String, errno: Int32)
}

/// A Unix socket as a file: made with its mode from the first moment on, removed only while it is still ours.
struct ControlSocket: Sendable {
    let path: String
    /// Bound, not yet listening.
    let descriptor: CInt
    private let device: dev_t
    private let inode: ino_t

    /// - Parameter path: Where the socket shall be. One that nobody answers on any more is replaced.
    static func bind(path: String) throws(ControlSocketProblem) -> ControlSocket {
        guard var address = sockaddr_un(path: path) else { throw .pathTooLong }
        try Self.removeStale(path: path, address: &address)
        let descriptor = try Self.makeSocket()
        do throws(ControlSocketProblem) {
            // Before bind(2): Linux gives the file the mode of the unbound socket, so there is no moment at which
            // others could connect.
            guard fchmod(descriptor, 0o600) == 0 else { throw Self.problem("fchmod") }
            guard address.withPointer({ Glibc.bind(descriptor, $0, $1) }) == 0 else { throw Self.problem("bind") }
            var status = stat()
            guard lstat(path, &status) == 0 else { throw Self.problem("lstat") }
            return ControlSocket(path: path, descriptor: descriptor, device: status.st_dev, inode: status.st_ino)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Removes the file, unless another has taken its place: certain only while ``descriptor`` is open.
    func removeFile() {
        var status = stat()
        guard lstat(self.path, &status) == 0, status.st_dev == self.device, status.st_ino == self.inode else { return }
        unlink(self.path)
    }

    private static func removeStale(path: String, address: inout sockaddr_un) throws(ControlSocketProblem) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw Self.problem("lstat")
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket }
        let probe = try Self.makeSocket()
        defer { close(probe) }
        // Without blocking: a full backlog (EAGAIN) is somebody there, too.
        guard fcntl(probe, F_SETFL, O_NONBLOCK) == 0 else { throw Self.problem("fcntl") }
        guard address.withPointer({ connect(probe, $0, $1) }) != 0 else { throw .alreadyServed }
        switch errno {
        case ECONNREFUSED:
            guard unlink(path) == 0 || errno == ENOENT else { throw Self.problem("unlink") }
        case ENOENT: return
        case EAGAIN: throw .alreadyServed
        default: throw Self.problem("connect")
        }
    }

    private static func makeSocket() throws(ControlSocketProblem) -> CInt {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.problem("socket") }
        return descriptor
    }

    private static func problem(_ call: String) -> ControlSocketProblem {
        .system(call: call, errno: errno)
    }
}

extension sockaddr_un {
    /// - Returns: nil when the path does not fit with its closing zero, or has one inside.
    fileprivate init?(path: String) {
        self.init()
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: self.sun_path), !bytes.contains(0) else {
            return nil
        }
        self.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &self.sun_path) { $0.copyBytes(from: bytes) }
    }

    fileprivate mutating func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: &self) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

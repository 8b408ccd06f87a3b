import CPlatform
import Dispatch
import Glibc

/// Takes terminal clients on a Unix socket. Lives on the main actor with everything else of the screen; nothing here
/// waits for a client.
@MainActor
package final class AttachServer {
    package struct Failed: Error {
        /// The system's error number.
        package let code: Int32
    }

    /// Clients beyond the limit that are let in to be told so.
    private static let spare = 8
    /// For a client that cannot even be asked for its language.
    private static let crowded = AttachEnd.refused(
        "Too many terminals come at once. Try again in a moment. / 同时连接的终端过多，请稍后再试。"
    )
    /// For one more where only the last descriptors are left.
    private static let short = AttachEnd.refused(
        "No file descriptor is left for another terminal: close one, or raise LimitNOFILE or ulimit -n. / "
            + "文件描述符不足，无法再打开终端：请关闭一个，或调高 LimitNOFILE 或 ulimit -n。"
    )

    private let path: String
    private let limits: AttachLimits
    private let leavesTooFew: (Int32) -> Bool
    private let descriptor: Int32
    private let source: any DispatchSourceRead
    private var clients: [ObjectIdentifier: AttachPeer] = [:]
    private var served: Set<ObjectIdentifier> = []
    /// Called with every client that said hello and for which there is room.
    package var onHello: (@MainActor (AttachPeer, AttachHello) -> Void)?
    /// Called with every other one, to be refused.
    package var onFull: (@MainActor (AttachPeer, AttachHello) -> Void)?

    /// Listens at `path`, of at most 107 bytes, with mode 0600. The caller has made sure that nobody else serves there.
    ///
    /// - Parameter leavesTooFew: Whether a terminal of this descriptor leaves no others but the last, which files and the
    ///   runtime need; then it is not let in, for its screen needs three.
    package init(
        path: String,
        limits: AttachLimits = AttachLimits(),
        leavesTooFew: @escaping (Int32) -> Bool = { _ in false }
    ) throws {
        self.path = path
        self.limits = limits
        self.leavesTooFew = leavesTooFew
        let descriptor = socket(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue),
            0
        )
        guard descriptor >= 0 else { throw Failed(code: errno) }
        unlink(path)
        let mask = umask(0o177)
        let bound = UnixAddress.with(path) { bind(descriptor, $0, $1) }
        umask(mask)
        guard bound == 0, listen(descriptor, 16) == 0 else {
            let code = errno
            close(descriptor)
            throw Failed(code: code)
        }
        self.descriptor = descriptor
        self.source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        self.source.setEventHandler { [weak self] in
            MainActor.assumeIsolated { self?.accept() }
        }
        self.source.setCancelHandler { close(descriptor) }
        self.source.activate()
    }

    package var count: Int { self.clients.count }

    /// Ends every screen for `end` and listens no more.
    package func stop(_ end: AttachEnd) {
        for client in self.clients.values { client.end(end) }
        self.source.cancel()
        unlink(self.path)
    }

    private func greet(_ peer: AttachPeer, _ hello: AttachHello) {
        guard self.served.count < self.limits.terminals else {
            if let onFull = self.onFull { onFull(peer, hello) } else { peer.end(Self.crowded) }
            return
        }
        self.served.insert(ObjectIdentifier(peer))
        self.onHello?(peer, hello)
    }

    private static func refuse(_ accepted: Int32, _ end: AttachEnd) {
        let bytes = AttachMessage.end(end).bytes
        // A buffer that is empty has room for it.
        _ = send(accepted, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        close(accepted)
    }

    private func pause() {
        let source = self.source
        source.suspend()
        DispatchQueue.main.asyncAfter(deadline: .now() + .seconds(1)) { source.resume() }
    }

    private func accept() {
        while true {
            let accepted = Glibc.accept(self.descriptor, nil, nil)
            guard accepted >= 0 else {
                // Without a descriptor left the source would fire in a circle.
                if errno == EMFILE || errno == ENFILE { self.pause() }
                return
            }
            _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
            _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
            var user = uid_t.max
            var process: pid_t = 0
            guard cp_peer(accepted, &user, &process) == 0, user == getuid() || user == 0 else {
                close(accepted)
                continue
            }
            guard self.clients.count < self.limits.terminals + Self.spare else {
                Self.refuse(accepted, Self.crowded)
                continue
            }
            guard !self.leavesTooFew(accepted) else {
                Self.refuse(accepted, Self.short)
                continue
            }
            let peer = AttachPeer(descriptor: accepted, limits: self.limits)
            peer.onHello = { [weak self] peer, hello in self?.greet(peer, hello) }
            peer.onClosed = { [weak self] peer in
                self?.clients[ObjectIdentifier(peer)] = nil
                self?.served.remove(ObjectIdentifier(peer))
            }
            self.clients[ObjectIdentifier(peer)] = peer
            peer.start()
        }
    }
}

/// Calls with a Unix socket's address.
enum UnixAddress {
    static func with(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { target in
            guard bytes.count < target.count else { return false }
            target.copyBytes(from: bytes)
            return true
        }
        guard fits else {
            errno = ENAMETOOLONG
            return -1
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

import Endpoint
import Glibc
import Synchronization

/// What this process has from the program that ran in it before, until it is clear that this one can serve.
final class Inheritance: Sendable {
    let lock: CInt?
    /// Why the program that had followed this one could not serve, where it has gone back to this one.
    let returnedBecause: String?
    private let descriptors: Mutex<InheritedDescriptors>

    /// - Parameter descriptors: Owned from now on.
    init(_ descriptors: InheritedDescriptors) {
        var descriptors = descriptors
        self.returnedBecause = descriptors.takeReason()
        self.lock = descriptors.lock
        self.descriptors = Mutex(descriptors)
        if self.returnedBecause != nil { Self.takeOwnName() }
    }

    /// A program that was opened by a descriptor's number is called by it.
    private static func takeOwnName() {
        guard let name = Succession.ownProgram?.split(separator: "/").last else { return }
        let file = open("/proc/self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        // The kernel takes 15 bytes of it (proc(5)).
        _ = SmallFile.writeAll(Array(name.utf8.prefix(15)), to: file)
        close(file)
    }

    /// Second descriptors of the listening sockets that `configuration` can use, which the caller owns. The others are
    /// closed, for they may be in its way: `127.0.0.1` in that of `0.0.0.0`.
    func duplicateSockets(for configuration: EndpointConfiguration) -> [CInt] {
        self.descriptors.withLock { descriptors in
            let unwanted = EndpointServer.unwanted(descriptors.sockets, by: configuration)
            for socket in unwanted { close(socket) }
            descriptors.sockets.removeAll { unwanted.contains($0) }
            return descriptors.sockets.map { fcntl($0, F_DUPFD_CLOEXEC, 0) }.filter { $0 >= 0 }
        }
    }

    /// This program serves: there is no way back, and what was taken over has descriptors of its own.
    func settle() {
        self.descriptors.withLock { descriptors in
            descriptors.close()
            descriptors = .none
        }
    }

    /// Becomes the program again that ran before in this process, because this one cannot serve. Returns only when there
    /// was none; where it cannot be run any more the process ends.
    ///
    /// - Parameter reason: For the operator, and for that program to tell.
    func goBack(because reason: String) {
        let handed = self.descriptors.withLock { $0 }
        guard handed.former != nil else { return }
        var replacement = Replacement(handed)
        Replacement.end(replacement.goBack(because: reason), reason)
    }
}

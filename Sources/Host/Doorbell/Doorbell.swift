import CPlatform
import Glibc
import Synchronization

/// Hears connections to a port begin before this machine's firewall sees them (NET-07, NET-08, NET-09): what is heard
/// and never accepted, the machine itself turns away; what is not heard has not come this far.
///
/// Rules at a network card itself (nft's `ingress`, XDP) come before it. Needs CAP_NET_RAW. Costs one thread that
/// sleeps until the kernel's filter lets a packet through, 256 KiB of the kernel's memory for each protocol and some
/// 200 KiB of ours.
package final class Doorbell: Sendable {
    package enum Problem: Error, Equatable, Sendable {
        /// Not root, and without CAP_NET_RAW.
        case notPermitted
        /// The kernel has no packet sockets, or no descriptor to spare.
        case system(errno: Int32)
    }

    private let listening = Mutex<DoorbellThread?>(nil)

    private let onRing: @Sendable () -> Void

    /// - Parameter onRing: Called on a thread of its own when something was heard, once for what came together; must
    ///   be quick.
    package init(onRing: @escaping @Sendable () -> Void = {}) {
        self.onRing = onRing
    }

    deinit {
        self.stop()
    }

    /// Begins to listen, or listens to another port from now on and forgets what was heard.
    package func start(port: UInt16) throws(Problem) {
        try self.listening.withLock { present throws(Problem) in
            if let present, present.isRunning {
                try present.change(to: port)
            } else {
                present = try DoorbellThread(port: port, onRing: self.onRing)
            }
        }
    }

    /// Nil when it is not listening.
    package func snapshot() -> DoorbellSnapshot? {
        self.listening.withLock { $0?.snapshot() }
    }

    /// Ends listening and forgets what was heard; does nothing the second time.
    package func stop() {
        self.listening.withLock { present in
            present?.stop()
            present = nil
        }
    }

    /// What to type to see the same without the privilege.
    package static func command(port: UInt16) -> String {
        "sudo tcpdump -ni any 'tcp dst port \(port) and tcp[tcpflags] & tcp-syn != 0'"
    }
}

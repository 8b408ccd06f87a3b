import NIOSSL
import Synchronization

/// Whether new connections of one listener speak TLS, and with which certificate: changed while it listens, so that its
/// socket stays and nobody is refused.
final class ListenerSecurity: Sendable {
    private let served: Mutex<ServedCertificate?>

    init(_ certificate: ServedCertificate?) {
        self.served = Mutex(certificate)
    }

    /// Nil while plain `ws://` is spoken.
    var certificate: ServedCertificate? {
        get { self.served.withLock { $0 } }
        set { self.served.withLock { $0 = newValue } }
    }
}

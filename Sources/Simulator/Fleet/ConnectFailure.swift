import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// Why there was no answer to a handshake that could be understood.
package enum ConnectFailure: Error, Equatable, Sendable {
    /// Nothing listens on that port.
    case refused
    case unknownName
    case timedOut
    /// Another error of the system, by errno.
    case system(Int32)
    /// The peer closed without an answer.
    case hungUp
    /// The answer is no HTTP.
    case notHTTP
    /// The certificate is not trusted, or not for that name.
    case untrusted
    /// No TLS could be agreed on.
    case noTLS
    /// 101, but not as RFC 6455 §4.1 wants it; what a bot's library would write into its log.
    case badUpgrade(String)

    init(_ error: any Error) {
        switch error {
        case let error as ConnectFailure: self = error
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first {
                self.init(first.error)
            } else {
                self = .unknownName
            }
        case let error as IOError:
            switch error.errnoCode {
            case ECONNREFUSED: self = .refused
            case ETIMEDOUT: self = .timedOut
            case ECONNRESET, EPIPE: self = .hungUp
            default: self = .system(error.errnoCode)
            }
        case ChannelError.connectTimeout: self = .timedOut
        case NIOSSLError.handshakeFailed(let cause):
            self = "\(cause)".contains("CERTIFICATE_VERIFY_FAILED") ? .untrusted : .noTLS
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .untrusted
        default: self = .hungUp
        }
    }
}

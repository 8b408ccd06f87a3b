package import NIOCore

package import struct Foundation.Date

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How a link of a bot ended.
package struct LinkEnding: Equatable, Sendable {
    package enum How: Equatable, Sendable {
        /// The peer's close frame came.
        case closedByPeer
        case closedByUs
        /// TCP ended without a close frame.
        case finished
        case reset
        /// Data of ours stayed without acknowledgement.
        case lostNetwork
        /// Nothing was heard for too long, though TCP was answered.
        case lostFrozen
        /// Nothing was heard for too long; the kernel did not tell more.
        case lost

        /// Of a link that was given up.
        init(_ tcp: TCPState?) {
            self = tcp.map { $0.isUnanswered ? .lostNetwork : .lostFrozen } ?? .lost
        }

        /// Of a link whose socket failed. What is not acknowledged for 30 s ends it by itself (`TCP_USER_TIMEOUT`).
        init(errno: CInt?) {
            switch errno {
            case ECONNRESET, EPIPE: self = .reset
            case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN: self = .lostNetwork
            default: self = .finished
            }
        }
    }

    package var time: Date
    package var how: How
    package var code: UInt16?
    package var reason: String
    /// Of the peer, without port.
    package var address: String
    package var userAgent: String?
    package var lifetime: TimeAmount
    /// Between the last byte heard and the end.
    package var idle: TimeAmount
}

import NIOCore
import NIOPosix

/// What the kernel says of a connection (`TCP_INFO`, tcp(7)).
package struct TCPState: Equatable, Sendable {
    package var roundTripMicroseconds: Int
    /// Segments that nobody has acknowledged.
    package var unacknowledged: Int
    /// Segments sent again and still not acknowledged.
    package var retransmitting: Int
    /// Since the last data came in.
    package var lastDataReceivedMilliseconds: Int

    package init(
        roundTripMicroseconds: Int,
        unacknowledged: Int,
        retransmitting: Int,
        lastDataReceivedMilliseconds: Int
    ) {
        self.roundTripMicroseconds = roundTripMicroseconds
        self.unacknowledged = unacknowledged
        self.retransmitting = retransmitting
        self.lastDataReceivedMilliseconds = lastDataReceivedMilliseconds
    }

    /// Data of ours is not acknowledged: the network, not the process behind it.
    package var isUnanswered: Bool { self.unacknowledged > 0 || self.retransmitting > 0 }

    /// Asks the kernel, on the channel's event loop; nil where it does not tell.
    init?(_ channel: any Channel) {
        #if os(Linux)
        guard let socket = channel as? any SocketOptionProvider else { return nil }
        var state: TCPState?
        // Asked on the loop, the answer is there at once.
        socket.getTCPInfo().assumeIsolated().whenSuccess { info in
            state = TCPState(
                roundTripMicroseconds: Int(info.tcpi_rtt),
                unacknowledged: Int(info.tcpi_unacked),
                retransmitting: Int(info.tcpi_retrans),
                lastDataReceivedMilliseconds: Int(info.tcpi_last_data_recv)
            )
        }
        guard let state else { return nil }
        self = state
        #else
        return nil
        #endif
    }
}

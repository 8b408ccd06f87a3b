import Synchronization

/// What a fleet has done so far.
package struct FleetCounts: Equatable, Sendable {
    /// Accounts.
    package var bots = 0
    /// Connections that are open now.
    package var open = 0
    /// Handshakes by how they ended.
    package var accepted = 0
    package var refused = 0
    package var failed = 0
    /// Frames with an event, meta events included.
    package var events = 0
    package var metaEvents = 0
    /// Calls from the server, and those of them that were answered.
    package var calls = 0
    package var answered = 0
    /// WebSocket and HTTP bytes.
    package var bytesIn = 0
    package var bytesOut = 0
    /// Tries after the first.
    package var reconnects = 0
    /// Received, and sent.
    package var pings = 0
    package var pongs = 0

    package init() {}
}

/// The counts, from all event loops.
final class FleetMeter: Sendable {
    private let counts = Mutex(FleetCounts())

    var value: FleetCounts { self.counts.withLock { $0 } }

    func count(_ change: (inout FleetCounts) -> Void) {
        self.counts.withLock { change(&$0) }
    }
}

package import NIOCore
package import OneBot

/// What a fleet of acted bots does. Values; fixed for one run.
package struct FleetConfiguration: Sendable {
    package var address: EndpointAddress
    /// Sent in the handshake and shown nowhere.
    package var key: Secret
    /// How many accounts.
    package var bots = 1
    /// Events a second and bot; 0 for none but the meta events.
    package var rate = 1.0
    /// Length of a group message's event in bytes; nil for what people write. A shorter one stays as it is.
    package var messageBytes: Int?
    package var implementation = Implementation.napCat
    /// The first account number; the next bots have the next ones.
    package var firstSelfID: Int64 = 1_000_010_001
    /// nil for the implementation's own interval, zero for none.
    package var heartbeat: TimeAmount?
    /// Events of each bot, meta events not counted, after which it is done; nil for no end.
    package var count: Int?
    /// The same seed makes the same events.
    package var seed: UInt64
    package var faults: Set<Fault> = []
    package var pace = Pace()
    /// Whether a certificate must be trusted; for `wss://` alone.
    package var verifiesCertificate = true

    package init(address: EndpointAddress, key: Secret, seed: UInt64 = .random(in: 0 ... .max)) {
        self.address = address
        self.key = key
        self.seed = seed
    }

    /// Times that tests shorten.
    package struct Pace: Sendable {
        /// nil for the implementation's own.
        package var reconnect: TimeAmount?
        /// From dialling to the answer; nil for the implementation's own.
        package var handshake: TimeAmount?
        /// ``Fault/reconnect``: how long a connection is kept.
        package var dropAfter = TimeAmount.seconds(3)
        /// ``Fault/halfClose``: how long both directions stay open.
        package var halfCloseAfter = TimeAmount.seconds(3)
        /// ``Fault/lateAnswer``: longer than callers usually wait.
        package var lateAnswer = TimeAmount.seconds(40)
        /// How long the end waits for the answers to the close frames.
        package var closing = TimeAmount.seconds(2)

        package init() {}
    }

    var heartbeatInterval: TimeAmount? {
        let silent: Set<Fault> = [.noHeartbeat, .silent, .dead]
        guard self.faults.isDisjoint(with: silent) else { return nil }
        let interval = self.heartbeat ?? self.implementation.heartbeat
        return interval > .zero ? interval : nil
    }

    var reconnectInterval: TimeAmount { self.pace.reconnect ?? self.implementation.reconnect }

    var handshakeTimeout: TimeAmount { self.pace.handshake ?? self.implementation.handshakeTimeout }

    func has(_ fault: Fault) -> Bool { self.faults.contains(fault) }
}

import Foundation

/// An address that first packets came from.
package struct DoorbellCaller: Equatable, Sendable {
    package var address: String
    /// What it asked for: an address of ours, unless this machine passes packets on.
    package var destination: String
    package var interface: String
    package var first: ContinuousClock.Instant
    package var last: ContinuousClock.Instant
    /// Connections tried; a packet that is sent again is no new one.
    package var attempts: Int
    /// Packets sent again because nobody had answered.
    package var repetitions: Int

    package init(
        address: String,
        destination: String,
        interface: String,
        first: ContinuousClock.Instant,
        last: ContinuousClock.Instant,
        attempts: Int,
        repetitions: Int
    ) {
        self.address = address
        self.destination = destination
        self.interface = interface
        self.first = first
        self.last = last
        self.attempts = attempts
        self.repetitions = repetitions
    }
}

/// What a doorbell has heard since it was started, or since its port was changed.
package struct DoorbellSnapshot: Equatable, Sendable {
    package var port: UInt16
    package var since: ContinuousClock.Instant
    /// The latest 256, latest first.
    package var callers: [DoorbellCaller]
    /// Connections tried by anybody, those no longer listed included.
    package var attempts: Int
    /// Packets that came too fast to be looked at.
    package var lost: Int

    package init(
        port: UInt16,
        since: ContinuousClock.Instant,
        callers: [DoorbellCaller],
        attempts: Int,
        lost: Int
    ) {
        self.port = port
        self.since = since
        self.callers = callers
        self.attempts = attempts
        self.lost = lost
    }

    /// Those that asked for an address of this machine. The others' packets only pass through it.
    package func callers(to addresses: [LocalAddress]) -> [DoorbellCaller] {
        let own = Set(addresses.map(\.address))
        return self.callers.filter { own.contains($0.destination) || AddressClass.of($0.destination) == .loopback }
    }
}

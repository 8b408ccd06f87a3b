import Snapshot

import struct Foundation.Date

/// What the first packets of connections tell beside the ledger.
enum Doorbell {
    /// Beyond this a connection that was begun has been taken, or never will be, in seconds.
    static let settling: Double = 3
    /// Packets of one attempt come within this time, in seconds.
    static let together: Double = 3
    /// How long a ring is told, in seconds: a bot that wants in comes again sooner.
    static let isRecent: Double = 600
    /// Scanners send one packet or two and never come; a bot tries again.
    static let scannersKnock = 3

    /// Rings of other machines and of containers: not our own self-tests, nor addresses that are blocked.
    static func foreign(_ evidence: Evidence, _ machine: MachineFacts) -> [MachineFacts.Doorbell.Ring] {
        let own = Set(machine.addresses.map(\.address))
        let blocked = Set(evidence.snapshot.blocked.map(\.address))
        return machine.doorbell.rings.filter { ring in
            ring.interface != "lo" && ring.network != .loopback && !own.contains(ring.address)
                && !blocked.contains(ring.address) && !evidence.pending.contains(ring.address)
                && ring.last >= evidence.startedAt
        }
    }

    /// Whether somebody knocked who never came in, nor was turned away.
    static func isUnanswered(_ ring: MachineFacts.Doorbell.Ring, _ situation: Situation) -> Bool {
        let now = situation.evidence.now
        guard now.timeIntervalSince(ring.last) < self.isRecent else { return false }
        let spread = ring.last.timeIntervalSince(ring.first)
        if ring.network == .public {
            guard ring.count >= self.scannersKnock, spread >= self.together else { return false }
        }
        if let came = situation.lastCame[ring.address] {
            return ring.last.timeIntervalSince(came) > self.together
                && now.timeIntervalSince(ring.last) >= self.settling
        }
        return (ring.count > 1 && spread >= self.settling) || now.timeIntervalSince(ring.last) >= self.settling
    }

    static func shown(_ ring: MachineFacts.Doorbell.Ring) -> ReachSymptom.Ring {
        ReachSymptom.Ring(
            address: ring.address,
            interface: ring.interface,
            count: max(1, ring.count),
            first: min(ring.first, ring.last)
        )
    }
}

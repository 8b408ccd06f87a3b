import Foundation
import Host
import Snapshot

/// Who has the ports of ours that are taken, looked up anew at most every few seconds.
struct PortOwners {
    private static let keepFor: Duration = .seconds(5)

    private(set) var owners: [Int: ProcessFacts] = [:]
    private var askedPorts: Set<Int> = []
    private var lookedUp: ContinuousClock.Instant?

    /// - Parameter takenPorts: Ports of ours that another program has.
    mutating func refresh(takenPorts: Set<Int>, now: ContinuousClock.Instant = .now) {
        if let lookedUp = self.lookedUp, now - lookedUp < Self.keepFor, takenPorts.isSubset(of: self.askedPorts) {
            return
        }
        self.lookedUp = now
        self.askedPorts = takenPorts
        self.owners = [:]
        for port in takenPorts { self.owners[port] = Self.owner(of: port) }
    }

    /// The first process that listens on a port, as far as /proc shows it to us.
    static func owner(of port: Int) -> ProcessFacts? {
        for socket in PortOwner.find(port: port) {
            if let pid = socket.pid { return ProcessFacts(pid: pid, name: socket.name ?? "?") }
        }
        return nil
    }
}

import NIOCore

/// Finds addresses that try out keys, and refuses them for a time.
///
/// Guessing is five wrong keys of which three differ. A bot with one wrong key repeats that one for ever and is
/// never taken for it; near misses, bare and garbled attempts do not count at all.
struct GuessingGuard {
    private struct Record {
        var wrong = 0
        var fingerprints: Set<Int> = []
        var firstAt: NIODeadline
        var blockedUntil: NIODeadline?
    }

    static let wrongKeys = 5
    static let distinctKeys = 3
    static let window: TimeAmount = .minutes(10)
    static let blockFor: TimeAmount = .minutes(10)
    /// Addresses remembered at once; the longest known gives way.
    static let addresses = 4096

    private var records: [String: Record] = [:]
    /// Addresses by the time of their first wrong key.
    private var order: [String] = []

    /// - Returns: For how long the address is still refused.
    mutating func blocked(_ address: String, now: NIODeadline) -> TimeAmount? {
        guard let until = self.records[address]?.blockedUntil else { return nil }
        if until > now { return until - now }
        self.forget(address)
        return nil
    }

    /// - Returns: Whether this key made the address a blocked one.
    mutating func wrongKey(_ fingerprint: Int, from address: String, now: NIODeadline) -> Bool {
        var record = self.records[address] ?? Record(firstAt: now)
        if now - record.firstAt > Self.window { record = Record(firstAt: now) }
        if self.records[address] == nil {
            if self.order.count >= Self.addresses, let oldest = self.order.first { self.forget(oldest) }
            self.order.append(address)
        }
        record.wrong += 1
        if record.fingerprints.count < Self.distinctKeys { record.fingerprints.insert(fingerprint) }
        let guesses = record.wrong >= Self.wrongKeys && record.fingerprints.count >= Self.distinctKeys
        if guesses && record.blockedUntil == nil {
            record.blockedUntil = now + Self.blockFor
            self.records[address] = record
            return true
        }
        self.records[address] = record
        return false
    }

    mutating func forget(_ address: String) {
        guard self.records.removeValue(forKey: address) != nil else { return }
        self.order.removeAll { $0 == address }
    }

    /// The addresses refused now and how long each still is.
    func allBlocked(now: NIODeadline) -> [(address: String, remaining: TimeAmount)] {
        self.records.compactMap { address, record in
            guard let until = record.blockedUntil, until > now else { return nil }
            return (address, until - now)
        }.sorted { $0.address < $1.address }
    }
}

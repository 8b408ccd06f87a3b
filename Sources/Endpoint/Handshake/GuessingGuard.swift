package import NIOCore

/// Finds addresses that try out keys or look for holes, and refuses them for a time.
///
/// Guessing is five wrong keys of which three differ. A bot with one wrong key repeats that one for ever and is
/// never taken for it; near misses, bare and garbled attempts do not count at all. Scanning is ten requests for what
/// ``ScanPath`` lists. A blocked address is answered 429; one that goes on all the same is cut off without an answer.
struct GuessingGuard {
    private struct Record {
        var wrong = 0
        var fingerprints: Set<Int> = []
        var scans = 0
        var firstAt: NIODeadline
        var block: Block?
        /// Blocks so far; each lasts twice as long as the one before.
        var offences = 0
        var lastOffence: NIODeadline?
    }

    private struct Block {
        var reason: BlockedPeer.Reason
        var until: NIODeadline
        /// Connections since it began, and those of them that were cut off.
        var attempts = 0
        var dropped = 0
    }

    /// What becomes of a connection that has just been accepted.
    enum Arrival: Equatable {
        case welcome
        /// Cut off without an answer; the how-manieth of this block.
        case dropped(Int)
    }

    static let wrongKeys = 5
    static let distinctKeys = 3
    static let scans = 10
    static let window: TimeAmount = .minutes(10)
    static let blockFor: TimeAmount = .minutes(10)
    static let longestBlock: TimeAmount = .hours(24)
    /// An address that kept quiet for so long begins anew.
    static let offencesKept: TimeAmount = .hours(24)
    /// Connections of a blocked address that are still answered.
    static let answeredWhileBlocked = 20
    /// Addresses remembered at once; the longest known gives way.
    static let addresses = 4096

    private var records: [String: Record] = [:]
    /// Addresses by the time they became known.
    private var order: [String] = []

    // MARK: - What an address does

    /// - Returns: Whether this key made the address a blocked one.
    mutating func wrongKey(_ fingerprint: Int, from address: String, now: NIODeadline) -> Bool {
        self.note(address, now: now) { record in
            record.wrong += 1
            if record.fingerprints.count < Self.distinctKeys { record.fingerprints.insert(fingerprint) }
            return record.wrong >= Self.wrongKeys && record.fingerprints.count >= Self.distinctKeys ? .guessing : nil
        }
    }

    /// - Returns: Whether this request made the address a blocked one.
    mutating func scanned(from address: String, now: NIODeadline) -> Bool {
        self.note(address, now: now) { record in
            record.scans += 1
            return record.scans >= Self.scans ? .scanning : nil
        }
    }

    /// - Parameter count: Counts, and says whether it is enough for a block.
    private mutating func note(
        _ address: String,
        now: NIODeadline,
        _ count: (inout Record) -> BlockedPeer.Reason?
    ) -> Bool {
        var record = self.records[address] ?? Record(firstAt: now)
        if self.records[address] == nil { self.makeRoom(for: address) }
        defer { self.records[address] = record }
        if let block = record.block {
            guard block.until <= now else { return false }
            record.block = nil
        }
        if now - record.firstAt > Self.window {
            record.wrong = 0
            record.fingerprints = []
            record.scans = 0
            record.firstAt = now
        }
        guard let reason = count(&record) else { return false }
        if let last = record.lastOffence, now - last > Self.offencesKept { record.offences = 0 }
        // Doubled eight times, ten minutes are more than a day.
        let factor = Int64(1) << Int64(min(record.offences, 8))
        let length = min(.nanoseconds(Self.blockFor.nanoseconds * factor), Self.longestBlock)
        record.offences += 1
        record.lastOffence = now + length
        record.block = Block(reason: reason, until: now + length)
        record.wrong = 0
        record.fingerprints = []
        record.scans = 0
        record.firstAt = now
        return true
    }

    private mutating func makeRoom(for address: String) {
        if self.order.count >= Self.addresses, let oldest = self.order.first { self.forget(oldest) }
        self.order.append(address)
    }

    // MARK: - What becomes of it

    /// A connection of an address that is not exempt has been accepted.
    mutating func arrived(_ address: String, now: NIODeadline) -> Arrival {
        guard var block = self.records[address]?.block, block.until > now else { return .welcome }
        block.attempts += 1
        let isDropped = block.attempts > Self.answeredWhileBlocked
        if isDropped { block.dropped += 1 }
        self.records[address]?.block = block
        return isDropped ? .dropped(block.dropped) : .welcome
    }

    /// - Returns: For how long the address is still refused.
    func blocked(_ address: String, now: NIODeadline) -> TimeAmount? {
        guard let until = self.records[address]?.block?.until, until > now else { return nil }
        return until - now
    }

    mutating func forget(_ address: String) {
        guard self.records.removeValue(forKey: address) != nil else { return }
        self.order.removeAll { $0 == address }
    }

    /// The addresses refused now.
    func allBlocked(now: NIODeadline) -> [BlockedPeer] {
        self.records.compactMap { address, record in
            guard let block = record.block, block.until > now else { return nil }
            return BlockedPeer(
                address: address,
                reason: block.reason,
                remaining: block.until - now,
                attempts: block.attempts,
                dropped: block.dropped
            )
        }.sorted { $0.address < $1.address }
    }
}

/// An address that is refused.
package struct BlockedPeer: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case guessing
        case scanning
        case byOperator
    }

    package var address: String
    package var reason: Reason
    /// Nil: until the operator releases it.
    package var remaining: TimeAmount?
    /// Connections since the block began, and those of them that were cut off without an answer.
    package var attempts = 0
    package var dropped = 0
}

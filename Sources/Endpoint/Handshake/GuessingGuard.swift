package import NIOCore

/// Finds addresses that try out keys or look for holes, and refuses them for a time.
///
/// Guessing is what ``KeyTries`` says. Scanning is ten requests for what ``ScanPath`` lists. An address blocked for guessing
/// is answered 429, one blocked for scanning only where it has no right key; one that goes on all the same is cut off
/// without an answer. Of IPv6 a whole /64 is one address: it is what one household or machine has.
struct GuessingGuard {
    private struct Record {
        /// As it was last seen.
        var address: String
        var tries = KeyTries()
        var scans = 0
        var firstAt: NIODeadline
        var block: Block?
        /// Blocks so far; each lasts twice as long as the one before.
        var offences = 0
        var lastOffence: NIODeadline?

        func isBlocked(_ now: NIODeadline) -> Bool { self.block.map { $0.until > now } ?? false }

        mutating func beginAnew(_ now: NIODeadline) {
            self.tries = KeyTries()
            self.scans = 0
            self.firstAt = now
        }
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

    /// That an address is refused, why, and for how long still.
    struct Refused: Equatable {
        var reason: BlockedPeer.Reason
        var remaining: TimeAmount
    }

    static let scans = 10
    /// Keys never tried before that an address which is spared may try in a window before it is answered 429 for them.
    static let triesWhileSpared = 20
    static let window: TimeAmount = .minutes(10)
    static let blockFor: TimeAmount = .minutes(10)
    static let longestBlock: TimeAmount = .hours(24)
    /// An address that kept quiet for so long begins anew.
    static let offencesKept: TimeAmount = .hours(24)
    /// Connections of a blocked address that are still answered.
    static let answeredWhileBlocked = 20
    /// Addresses remembered at once; the longest known gives way, of blocked ones the one that ends first.
    static let addresses = 4096

    private var records: [SourceNetwork: Record] = [:]
    /// By the time they became known.
    private var order: [SourceNetwork] = []

    // MARK: - What an address does

    /// - Parameters:
    ///   - account: Whose bot it claims to be.
    ///   - isSpared: It is counted and not blocked.
    /// - Returns: Whether this key made the address a blocked one.
    mutating func wrongKey(
        _ fingerprint: Int,
        account: String? = nil,
        from address: String,
        isSpared: Bool = false,
        now: NIODeadline
    ) -> Bool {
        self.note(address, now: now) { record in
            record.tries.add(fingerprint, account: account)
            return record.tries.isGuessing && !isSpared ? .guessing : nil
        }
    }

    /// - Returns: Whether this request made the address a blocked one.
    mutating func scanned(from address: String, now: NIODeadline) -> Bool {
        self.note(address, now: now) { record in
            record.scans += 1
            return record.scans >= Self.scans && !record.isBlocked(now) ? .scanning : nil
        }
    }

    /// - Parameter count: Counts, and says whether it is enough for a block.
    private mutating func note(
        _ address: String,
        now: NIODeadline,
        _ count: (inout Record) -> BlockedPeer.Reason?
    ) -> Bool {
        let source = SourceNetwork(address)
        var record = self.records[source] ?? Record(address: address, firstAt: now)
        if self.records[source] == nil { self.makeRoom(for: source, now: now) }
        defer { self.records[source] = record }
        record.address = address
        if !record.isBlocked(now) { record.block = nil }
        // Who scans and is refused for it may be a guesser yet: a right key would still let him in.
        if record.block?.reason == .guessing { return false }
        if now - record.firstAt > Self.window { record.beginAnew(now) }
        guard let reason = count(&record) else { return false }
        if let last = record.lastOffence, now - last > Self.offencesKept { record.offences = 0 }
        // Doubled eight times, ten minutes are more than a day.
        let factor = Int64(1) << Int64(min(record.offences, 8))
        let length = min(.nanoseconds(Self.blockFor.nanoseconds * factor), Self.longestBlock)
        record.offences += 1
        record.lastOffence = now + length
        record.block = Block(reason: reason, until: now + length)
        record.beginAnew(now)
        return true
    }

    /// Blocked ones go last: else a guesser would make room for himself.
    private mutating func makeRoom(for source: SourceNetwork, now: NIODeadline) {
        if self.order.count >= Self.addresses {
            let unblocked = self.order.first { self.records[$0]?.isBlocked(now) != true }
            let first =
                unblocked ?? self.records.min { ($0.value.block?.until ?? now) < ($1.value.block?.until ?? now) }?.key
            if let first { self.forget(first) }
        }
        self.order.append(source)
    }

    // MARK: - What becomes of it

    /// A connection of an address that is not exempt has been accepted.
    mutating func arrived(_ address: String, now: NIODeadline) -> Arrival {
        let source = SourceNetwork(address)
        guard let record = self.records[source], record.isBlocked(now), var block = record.block else {
            return .welcome
        }
        block.attempts += 1
        let isDropped = block.attempts > Self.answeredWhileBlocked
        if isDropped { block.dropped += 1 }
        self.records[source]?.block = block
        return isDropped ? .dropped(block.dropped) : .welcome
    }

    func refused(_ address: String, now: NIODeadline) -> Refused? {
        guard let block = self.records[SourceNetwork(address)]?.block, block.until > now else { return nil }
        return Refused(reason: block.reason, remaining: block.until - now)
    }

    /// - Returns: For how long the address is still refused.
    func blocked(_ address: String, now: NIODeadline) -> TimeAmount? { self.refused(address, now: now)?.remaining }

    /// Whether an address that is spared has tried more keys than a mistake needs.
    func triesTooMany(_ address: String, now: NIODeadline) -> TimeAmount? {
        guard let record = self.records[SourceNetwork(address)], record.tries.fresh >= Self.triesWhileSpared,
            now - record.firstAt <= Self.window
        else { return nil }
        return Self.window - (now - record.firstAt)
    }

    /// A right key came from an address that had only scanned.
    mutating func pardonScans(of address: String) {
        let source = SourceNetwork(address)
        guard self.records[source]?.block?.reason == .scanning else { return }
        self.records[source]?.block = nil
        self.records[source]?.scans = 0
    }

    mutating func forget(_ address: String) {
        self.forget(SourceNetwork(address))
    }

    private mutating func forget(_ source: SourceNetwork) {
        guard self.records.removeValue(forKey: source) != nil else { return }
        self.order.removeAll { $0 == source }
    }

    /// The addresses refused now.
    func allBlocked(now: NIODeadline) -> [BlockedPeer] {
        self.records.values.compactMap { record in
            guard let block = record.block, block.until > now else { return nil }
            return BlockedPeer(
                address: record.address,
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

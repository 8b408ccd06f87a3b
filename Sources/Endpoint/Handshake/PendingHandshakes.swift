import NIOCore

/// The connections that have not finished their handshake, bounded in all and by address. The oldest gives way,
/// so that idle sockets of a stranger cannot keep a bot out. A refused one counts until it is closed: it still has a
/// descriptor.
struct PendingHandshakes {
    typealias ID = UInt64

    struct Bounds: Equatable {
        var all: Int
        var ofAddress: Int
    }

    private struct Entry {
        var address: String
        var since: NIODeadline
        var isRefused = false
        var close: @Sendable () -> Void
    }

    /// Lower ones take effect with the next connection.
    var bounds: Bounds
    private var nextID: ID = 0
    private var entries: [ID: Entry] = [:]
    /// IDs by age, all and by address; done ones are skipped when they come up.
    private var order = AgeQueue()
    private var byAddress: [String: AddressQueue] = [:]

    private struct AddressQueue {
        var queue = AgeQueue()
        var live = 0
        var refused = 0
    }

    init(_ bounds: Bounds) {
        self.bounds = bounds
    }

    var count: Int { self.entries.count }

    /// Who has connected and has not yet been judged.
    var addresses: Set<String> { Set(self.byAddress.lazy.filter { $0.value.live > $0.value.refused }.map(\.key)) }

    /// - Parameter close: Closes the connection when it has to give way; called outside of any lock of ours.
    /// - Returns: The new one's id, and what has to be closed for it.
    mutating func add(
        address: String,
        now: NIODeadline = .now(),
        close: @escaping @Sendable () -> Void
    ) -> (ID, [@Sendable () -> Void]) {
        var closed: [@Sendable () -> Void] = []
        while (self.byAddress[address]?.live ?? 0) >= self.bounds.ofAddress,
            let oldest = self.byAddress[address]?.queue.popFirst(where: { self.entries[$0] != nil }),
            let close = self.finish(oldest)
        {
            closed.append(close)
        }
        while self.entries.count >= self.bounds.all,
            let oldest = self.order.popFirst(where: { self.entries[$0] != nil }), let close = self.finish(oldest)
        {
            closed.append(close)
        }
        self.nextID += 1
        let id = self.nextID
        self.entries[id] = Entry(address: address, since: now, close: close)
        self.order.append(id)
        self.byAddress[address, default: AddressQueue()].queue.append(id)
        self.byAddress[address, default: AddressQueue()].live += 1
        self.compact(address)
        return (id, closed)
    }

    /// Makes the oldest give way, for want of descriptors.
    ///
    /// - Parameter time: Younger ones stay.
    /// - Returns: What has to be closed, `limit` at most.
    mutating func giveWay(_ limit: Int, before time: NIODeadline) -> [@Sendable () -> Void] {
        var closed: [@Sendable () -> Void] = []
        while closed.count < limit, let oldest = self.order.first(where: { self.entries[$0] != nil }),
            let entry = self.entries[oldest], entry.since < time, let close = self.finish(oldest)
        {
            closed.append(close)
        }
        return closed
    }

    /// The answer is out; the connection stays for a moment so that it can be read.
    mutating func refused(_ id: ID) {
        guard let entry = self.entries[id], !entry.isRefused else { return }
        self.entries[id]?.isRefused = true
        self.byAddress[entry.address]?.refused += 1
    }

    mutating func remove(_ id: ID) {
        _ = self.finish(id)
    }

    private mutating func finish(_ id: ID) -> (@Sendable () -> Void)? {
        guard let entry = self.entries.removeValue(forKey: id) else { return nil }
        if var queue = self.byAddress[entry.address] {
            queue.live -= 1
            if entry.isRefused { queue.refused -= 1 }
            self.byAddress[entry.address] = queue.live > 0 ? queue : nil
        }
        return entry.close
    }

    /// Keeps the queues no longer than twice what is alive.
    private mutating func compact(_ address: String) {
        if self.order.count > 2 * self.entries.count + 64 { self.order.keep { self.entries[$0] != nil } }
        guard var queue = self.byAddress[address], queue.queue.count > 2 * queue.live + 64 else { return }
        queue.queue.keep { self.entries[$0] != nil }
        self.byAddress[address] = queue
    }
}

/// A queue of ids by age whose front moves in constant time.
private struct AgeQueue {
    private var ids: [PendingHandshakes.ID] = []
    private var head = 0

    var count: Int { self.ids.count - self.head }

    mutating func append(_ id: PendingHandshakes.ID) {
        self.ids.append(id)
    }

    /// The first live one, which stays; those before it that are not live go.
    mutating func first(where isLive: (PendingHandshakes.ID) -> Bool) -> PendingHandshakes.ID? {
        while self.head < self.ids.count {
            let id = self.ids[self.head]
            if isLive(id) { return id }
            self.dropFirst()
        }
        return nil
    }

    mutating func popFirst(where isLive: (PendingHandshakes.ID) -> Bool) -> PendingHandshakes.ID? {
        guard let id = self.first(where: isLive) else { return nil }
        self.dropFirst()
        return id
    }

    private mutating func dropFirst() {
        self.head += 1
        guard self.head > 1024, self.head * 2 > self.ids.count else { return }
        self.ids.removeSubrange(..<self.head)
        self.head = 0
    }

    mutating func keep(where isLive: (PendingHandshakes.ID) -> Bool) {
        self.ids = self.ids[self.head...].filter(isLive)
        self.head = 0
    }
}

/// The connections that have not finished their handshake, bounded in all and by address. The oldest gives way,
/// so that idle sockets of a stranger cannot keep a bot out.
struct PendingHandshakes {
    typealias ID = UInt64

    private struct Entry {
        var address: String
        var close: @Sendable () -> Void
    }

    private let limit: Int
    private let limitPerAddress: Int
    private var nextID: ID = 0
    private var entries: [ID: Entry] = [:]
    /// IDs by age, all and by address; done ones are skipped when they come up.
    private var order = AgeQueue()
    private var byAddress: [String: AddressQueue] = [:]

    private struct AddressQueue {
        var queue = AgeQueue()
        var live = 0
    }

    init(limit: Int, limitPerAddress: Int) {
        self.limit = max(1, limit)
        self.limitPerAddress = max(1, limitPerAddress)
    }

    var count: Int { self.entries.count }

    /// Who has connected and has not yet been judged.
    var addresses: Set<String> { Set(self.byAddress.lazy.filter { $0.value.live > 0 }.map(\.key)) }

    /// - Parameter close: Closes the connection when it has to give way; called outside of any lock of ours.
    /// - Returns: The new one's id, and what has to be closed for it.
    mutating func add(address: String, close: @escaping @Sendable () -> Void) -> (ID, [@Sendable () -> Void]) {
        var closed: [@Sendable () -> Void] = []
        if (self.byAddress[address]?.live ?? 0) >= self.limitPerAddress,
            let oldest = self.byAddress[address]?.queue.popFirst(where: { self.entries[$0] != nil })
        {
            if let entry = self.finish(oldest) { closed.append(entry) }
        }
        if self.entries.count >= self.limit, let oldest = self.order.popFirst(where: { self.entries[$0] != nil }) {
            if let entry = self.finish(oldest) { closed.append(entry) }
        }
        self.nextID += 1
        let id = self.nextID
        self.entries[id] = Entry(address: address, close: close)
        self.order.append(id)
        self.byAddress[address, default: AddressQueue()].queue.append(id)
        self.byAddress[address, default: AddressQueue()].live += 1
        self.compact(address)
        return (id, closed)
    }

    mutating func remove(_ id: ID) {
        _ = self.finish(id)
    }

    private mutating func finish(_ id: ID) -> (@Sendable () -> Void)? {
        guard let entry = self.entries.removeValue(forKey: id) else { return nil }
        if var queue = self.byAddress[entry.address] {
            queue.live -= 1
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

    mutating func popFirst(where isLive: (PendingHandshakes.ID) -> Bool) -> PendingHandshakes.ID? {
        while self.head < self.ids.count {
            let id = self.ids[self.head]
            self.head += 1
            if self.head > 1024 && self.head * 2 > self.ids.count {
                self.ids.removeSubrange(..<self.head)
                self.head = 0
            }
            if isLive(id) { return id }
        }
        return nil
    }

    mutating func keep(where isLive: (PendingHandshakes.ID) -> Bool) {
        self.ids = self.ids[self.head...].filter(isLive)
        self.head = 0
    }
}

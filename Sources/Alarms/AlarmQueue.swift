/// The notices that wait for one rule, oldest first, and no more than a fixed number.
struct AlarmQueue: Equatable, Sendable {
    private(set) var notices: [AlarmNotice] = []
    /// How many were dropped, because newer ones came while there was no room.
    private(set) var dropped = 0
    let limit: Int

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var count: Int { self.notices.count }
    var isEmpty: Bool { self.notices.isEmpty }

    /// - Returns: How many old ones had to go.
    @discardableResult
    mutating func append(_ notice: AlarmNotice) -> Int {
        self.notices.append(notice)
        let excess = self.notices.count - self.limit
        guard excess > 0 else { return 0 }
        self.notices.removeFirst(excess)
        self.dropped += excess
        return excess
    }

    mutating func next() -> AlarmNotice? {
        self.notices.isEmpty ? nil : self.notices.removeFirst()
    }

    mutating func clear() {
        self.notices = []
    }
}

import OneBot

/// What of a list of events is shown.
struct EventView: Equatable {
    var filter = EventFilter(parsing: "")
    var hidesMeta = true

    func admits(_ record: EventRecord) -> Bool {
        if self.hidesMeta, record.postType == .meta { return false }
        return self.filter.isEmpty || self.filter.matches(record)
    }
}

/// Events in the order of their numbers, bounded in count and bytes.
///
/// Ten times a second up to 500 come: each is looked at once when it comes, and kept as it is. Nothing here decodes
/// one; that is for those few that are drawn.
struct EventList: Equatable {
    /// Events kept at most.
    static let maximumCount = 2000
    /// Bytes of events kept at most, but for a single one that is larger.
    static let maximumBytes = 8 << 20

    private(set) var records: [EventRecord] = []
    private(set) var bytes = 0
    /// Events that had to go to make room.
    private(set) var dropped = 0
    private(set) var view = EventView()
    /// Places of the shown records, counted from the record that was the first one ever.
    private var shown: [Int] = []
    /// Place of the first record.
    private var base = 0

    /// Records that the view leaves.
    var rows: Int { self.shown.count }

    subscript(row row: Int) -> EventRecord { self.records[self.shown[row] - self.base] }

    /// The first row with this number or a later one; `rows` when there is none.
    func firstRow(from number: Int64) -> Int {
        self.shown.partitioningIndex { self.records[$0 - self.base].number >= number }
    }

    /// The records of some rows; rows beyond the list are left out.
    func records(in rows: Range<Int>) -> [EventRecord] {
        rows.clamped(to: 0..<self.rows).map { self[row: $0] }
    }

    /// Adds records behind; those that are not newer than the last are known already and left out.
    mutating func append(_ new: [EventRecord]) {
        var last = self.records.last?.number ?? .min
        for record in new where record.number > last {
            last = record.number
            if self.view.admits(record) { self.shown.append(self.base + self.records.count) }
            self.records.append(record)
            self.bytes += record.bytes.count
        }
        self.trimFront()
    }

    /// Adds records in front; those that are not older than the first are known already and left out. The newest go
    /// where there is no room for all.
    mutating func prepend(_ older: [EventRecord]) {
        let first = self.records.first?.number ?? .max
        var last = Int64.min
        let added = older.filter { record in
            guard record.number < first, record.number > last else { return false }
            last = record.number
            return true
        }
        self.base -= added.count
        self.records.insert(contentsOf: added, at: 0)
        self.bytes += added.reduce(0) { $0 + $1.bytes.count }
        let places = added.indices.filter { self.view.admits(added[$0]) }.map { self.base + $0 }
        self.shown.insert(contentsOf: places, at: 0)
        self.trimEnd()
    }

    /// Shows other records of the list.
    mutating func show(_ view: EventView) {
        guard view != self.view else { return }
        self.view = view
        self.shown = self.records.indices.filter { view.admits(self.records[$0]) }.map { self.base + $0 }
    }

    private mutating func trimFront() {
        var gone = 0
        while self.isTooLarge(without: gone) {
            self.bytes -= self.records[gone].bytes.count
            gone += 1
        }
        guard gone > 0 else { return }
        self.records.removeFirst(gone)
        self.base += gone
        self.dropped += gone
        self.shown.removeFirst(self.shown.partitioningIndex { $0 >= self.base })
    }

    private mutating func trimEnd() {
        var gone = 0
        while self.isTooLarge(without: gone) {
            self.bytes -= self.records[self.records.count - 1 - gone].bytes.count
            gone += 1
        }
        guard gone > 0 else { return }
        self.records.removeLast(gone)
        self.dropped += gone
        let end = self.base + self.records.count
        self.shown.removeLast(self.shown.count - self.shown.partitioningIndex { $0 >= end })
    }

    private func isTooLarge(without gone: Int) -> Bool {
        let left = self.records.count - gone
        return left > Self.maximumCount || (self.bytes > Self.maximumBytes && left > 1)
    }
}

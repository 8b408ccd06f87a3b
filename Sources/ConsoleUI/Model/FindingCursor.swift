package import Doctor

/// The place in a list of findings: it stays on its finding while others come, go and change places.
package struct FindingCursor: Equatable, Sendable {
    /// Nil until it was moved: then it stays at the top, where the worst is.
    package var key: Finding.Key?
    /// Row when it was last seen, for when its finding goes.
    package var row = 0
    package var top = 0

    /// The row the cursor is on; nil when there is none.
    func place(in entries: [FindingEntry]) -> Int? {
        guard !entries.isEmpty else { return nil }
        if let key = self.key, let row = entries.firstIndex(where: { $0.finding.key == key }) { return row }
        return bounded(self.row, below: entries.count)
    }

    /// Ties the cursor to what it is on.
    mutating func hold(in entries: [FindingEntry]) {
        guard let place = self.place(in: entries) else { return }
        guard self.key != nil else {
            self.row = 0
            return
        }
        self.row = place
        self.key = entries[place].finding.key
    }

    mutating func select(row: Int, in entries: [FindingEntry]) {
        guard !entries.isEmpty else { return }
        self.row = bounded(row, below: entries.count)
        self.key = entries[self.row].finding.key
    }

    /// Brings the row into sight.
    mutating func scroll(in entries: [FindingEntry], height: Int) {
        let row = self.place(in: entries) ?? 0
        self.top = scrollTop(self.top, showing: row..<(row + 1), height: height, count: entries.count)
    }
}

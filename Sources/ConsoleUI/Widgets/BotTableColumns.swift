import Terminal

/// Which columns of the table of bots a width shows, and where.
struct BotTableColumns {
    struct Place {
        var column: BotColumn
        /// Counted from the inside of the box.
        var start: Int
        var width: Int
        var alignsRight: Bool

        func put(_ text: String, row: Int, from origin: Int, style: Style, on canvas: inout Canvas) {
            if self.alignsRight {
                let end = origin + self.start + self.width
                canvas.putRight(text, row: row, end: end, width: self.width, style: style)
            } else {
                canvas.put(text, row: row, column: origin + self.start, width: self.width, style: style)
            }
        }
    }

    private(set) var places: [Place] = []

    /// A column as designed for 80x24: its width, the blank behind it, when it goes, and how much it may grow.
    private struct Design {
        var column: BotColumn
        var width: Int
        var gap: Int
        /// The highest goes first.
        var rank: Int
        var growth = 0
        var alignsRight = false
        /// Shown only where the box is at least this wide.
        var from = 0
    }

    private static let designs: [Design] = [
        Design(column: .state, width: 1, gap: 1, rank: 0),
        Design(column: .account, width: 11, gap: 1, rank: 0),
        Design(column: .name, width: 9, gap: 1, rank: 2, growth: 15),
        Design(column: .implementation, width: 16, gap: 1, rank: 5, growth: 16),
        Design(column: .from, width: 15, gap: 1, rank: 4, growth: 24),
        Design(column: .links, width: 5, gap: 2, rank: 8, alignsRight: true, from: 104),
        Design(column: .events, width: 9, gap: 2, rank: 9, alignsRight: true, from: 104),
        Design(column: .last, width: 6, gap: 0, rank: 1),
        Design(column: .rate, width: 6, gap: 1, rank: 6, alignsRight: true),
        Design(column: .roundTrip, width: 6, gap: 1, rank: 7, alignsRight: true),
    ]

    /// - Parameter width: Columns inside the box; the first is the cursor's mark.
    init(width: Int) {
        var shown = Self.designs.filter { width >= $0.from }
        func total() -> Int { shown.reduce(1) { $0 + $1.width + $1.gap } }
        while total() > width, shown.count > 2,
            let least = shown.indices.max(by: { shown[$0].rank < shown[$1].rank })
        {
            shown.remove(at: least)
        }
        var extra = max(0, width - total())
        while extra > 0 {
            let growing = shown.indices.filter { shown[$0].growth > 0 }
            guard !growing.isEmpty else { break }
            for index in growing where extra > 0 {
                shown[index].width += 1
                shown[index].growth -= 1
                extra -= 1
            }
        }
        var start = 1
        for design in shown {
            let room = max(0, min(design.width, width - start))
            self.places.append(
                Place(column: design.column, start: start, width: room, alignsRight: design.alignsRight)
            )
            start += design.width + design.gap
        }
    }
}

/// Finds what a mistyped name was meant to be.
enum Spelling {
    /// The known name nearest to `name`; nil when none is near.
    static func nearest(to name: String, among known: [String]) -> String? {
        let wanted = Array(name.lowercased().utf8.prefix(128))
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = Self.distance(wanted, Array(candidate.utf8))
            if distance < best?.distance ?? 3 { best = (candidate, distance) }
        }
        // A short name is near to everything.
        guard let best, best.distance * 3 <= wanted.count else { return nil }
        return best.name
    }

    /// Letters to insert, remove, change or swap.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard abs(left.count - right.count) < 3 else { return 3 }
        var older: [Int] = []
        var previous = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(previous[column + 1] + 1, current[column] + 1)
                cost = min(cost, previous[column] + (byte == other ? 0 : 1))
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    cost = min(cost, older[column - 1] + 1)
                }
                current.append(cost)
            }
            older = previous
            previous = current
        }
        return previous[right.count]
    }
}

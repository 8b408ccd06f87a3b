/// A line of a list whose entries may take several lines.
struct OwnedLine<Owner: Equatable> {
    /// The entry the line belongs to; nil for headings.
    var owner: Owner?
    var pieces: [Piece]
}

extension Array {
    /// The lines of an entry; empty at the beginning when there is none.
    func range<Owner: Equatable>(of owner: Owner?) -> Range<Int> where Element == OwnedLine<Owner> {
        guard let owner, let first = self.firstIndex(where: { $0.owner == owner }) else { return 0..<0 }
        let last = self.lastIndex { $0.owner == owner } ?? first
        return first..<(last + 1)
    }
}

extension Followers {
    /// What goes without saying beside what NapCat tells of itself.
    package static let napcatEdges: [Edge] = [
        // An account that is not logged in neither dials nor delivers.
        Edge(cause: { $0 == .panel04 }, followers: [.net01, .net02, .live09, .live10, .api05])
    ]
}

extension Followers {
    /// What goes without saying beside the findings of this machine.
    package static let machineEdges: [Edge] = [
        // Where nothing is listened on, nothing can arrive.
        Edge(cause: { [.sys01, .sys02].contains($0) }, followers: reach),
        Edge(cause: { $0 == .net07 }, followers: [.net01, .net08]),
        Edge(cause: { $0 == .net09 }, followers: [.net01, .net02]),
        Edge(cause: { $0 == .net02 || $0 == .net03 }, followers: [.net01]),
        Edge(cause: { $0 == .sec01 }, followers: [.sec02]),
    ]
}

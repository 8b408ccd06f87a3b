/// What attempts to connect explain. SEC-03 and AUTH-03 are told apart where both are found: a bot with one wrong key may
/// live at the address of a guesser, and stays in sight.
extension Followers {
    package static let attemptEdges: [Edge] = [
        Edge(
            cause: { $0.family == "AUTH" && $0 != .auth12 },
            followers: reach.union([.live01, .live02, .live03, .live04, .live05, .live06, .live09, .live10])
        ),
        Edge(cause: { $0 == .hs06 }, followers: [.auth11, .auth01, .auth02], isOfAddress: true),
        Edge(cause: { [.tls01, .tls02, .tls03, .hs01, .hs03, .id05].contains($0) }, followers: reach),
        Edge(cause: { $0 == .id04 }, followers: [.id03]),
        // Whoever still tries with the old key is told of that; that an older link of his stands says nothing more.
        Edge(cause: { $0 == .auth09 }, followers: [.auth12]),
    ]
}

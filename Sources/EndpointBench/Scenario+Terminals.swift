extension Scenario {
    /// What terminals that watch cost the bots: pongs of one bot while the others send events.
    static let terminals: [Scenario] = [
        (0, false, "no terminal"), (10, false, "10 terminals"), (10, true, "10 terminals, 1 stopped"),
    ].map { count, isOneStopped, words in
        Scenario(
            group: "terminals",
            name: "pongs, \(words)",
            kind: .pongs,
            connections: 20,
            messageBytes: 600,
            count: 5000,
            subject: .console,
            terminals: count,
            isOneStopped: isOneStopped
        )
    }
}

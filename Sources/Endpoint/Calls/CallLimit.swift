/// The largest frame that an implementation takes; above it, it ends the connection (FRM-01).
enum CallLimit {
    /// NapCat since 2026; one before that would have taken more.
    private static let napCat = 50 << 20
    /// The most that any is known to take; nothing larger comes here.
    private static let others = 1 << 30

    static func bytes(implementation: String?) -> Int {
        implementation?.lowercased().contains("napcat") == true ? self.napCat : self.others
    }
}

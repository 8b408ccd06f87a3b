/// Whose service: the machine's, which runs as a user of its own, or one user's.
package enum ServiceScope: String, Equatable, Sendable {
    case system
    case user

    /// What `systemctl` and `journalctl` need to hear.
    var flags: [String] { self == .user ? ["--user"] : [] }
}

import CPlatform
import Glibc

/// What lstat(2) says of a file, as far as trust in it depends on that.
struct FileFacts: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case folder
        case regular
        case socket
        case other
    }

    var kind: Kind
    var owner: uid_t
    /// The permission bits alone.
    var mode: mode_t
    /// In bytes.
    var size: Int

    /// - Returns: nil when there is nothing, or nothing that we may see. A symbolic link is `other`.
    init?(path: String) {
        var facts = cp_file_facts()
        guard cp_look_at_file(path, 0, &facts) == 0 else { return nil }
        switch facts.mode & S_IFMT {
        case S_IFDIR: self.kind = .folder
        case S_IFREG: self.kind = .regular
        case S_IFSOCK: self.kind = .socket
        default: self.kind = .other
        }
        self.owner = facts.owner
        self.mode = facts.mode & 0o7777
        self.size = Int(facts.size)
    }

    /// Whether group or others have any right to it.
    var isOpenToOthers: Bool { self.mode & 0o077 != 0 }

    /// Whether group or others may write to it.
    var isWritableByOthers: Bool { self.mode & 0o022 != 0 }
}

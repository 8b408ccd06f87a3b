import CPlatform

/// What tells that a file is another than before, has other contents, or may be read by others than before.
struct FileStamp: Equatable, Sendable {
    private var device: UInt64
    private var inode: UInt64
    private var size: Int64
    private var seconds: Int64
    private var nanoseconds: Int64
    private var changedSeconds: Int64
    private var changedNanoseconds: Int64

    /// Nil where there is no such file, or it cannot be looked at.
    init?(_ path: String) {
        var facts = cp_file_facts()
        guard !path.utf8.contains(0), cp_look_at_file(path, 1, &facts) == 0 else { return nil }
        self.device = facts.device
        self.inode = facts.inode
        self.size = facts.size
        self.seconds = facts.modified_s
        self.nanoseconds = facts.modified_ns
        self.changedSeconds = facts.changed_s
        self.changedNanoseconds = facts.changed_ns
    }
}

/// The stamps of a certificate's file and its key's, taken before they are read: what is written meanwhile shows later.
package struct CertificateStamp: Equatable, Sendable {
    private var certificate: FileStamp?
    private var privateKey: FileStamp?

    package init(_ files: CertificateFiles) {
        self.certificate = FileStamp(files.certificate)
        self.privateKey = FileStamp(files.privateKey)
    }

    /// The same, off the caller's thread: a folder on a disk that does not answer makes it wait.
    @concurrent
    package static func taken(of files: CertificateFiles) async -> CertificateStamp { CertificateStamp(files) }
}

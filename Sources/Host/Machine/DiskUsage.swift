import Glibc

/// How full the file system is that a path lies on (SYS-03).
package struct DiskUsage: Equatable, Sendable {
    /// In bytes.
    package var total: UInt64
    /// In bytes, what we may still use: less than what is free where some is kept for root.
    package var free: UInt64
    /// Nil on file systems that make inodes as they need them.
    package var totalInodes: UInt64?
    package var freeInodes: UInt64?
    /// Nil when the table of mounts does not tell.
    package var mountPoint: String?
    package var isReadOnly: Bool

    package init(
        total: UInt64,
        free: UInt64,
        totalInodes: UInt64? = nil,
        freeInodes: UInt64? = nil,
        mountPoint: String? = nil,
        isReadOnly: Bool = false
    ) {
        self.total = total
        self.free = free
        self.totalInodes = totalInodes
        self.freeInodes = freeInodes
        self.mountPoint = mountPoint
        self.isReadOnly = isReadOnly
    }

    /// Looks at the path, or at the nearest folder above it that exists. Two system calls and one file, well under a
    /// millisecond; on a network file system that does not answer, for ever.
    ///
    /// - Returns: nil when the file system cannot be asked.
    package static func of(path: String, folders: HostFolders = HostFolders()) -> DiskUsage? {
        guard let place = Self.existing(path) else { return nil }
        var facts = statvfs()
        guard statvfs(place, &facts) == 0 else { return nil }
        let unit = UInt64(facts.f_frsize)
        let table = ProcFile.text("\(folders.process)/self/mountinfo", limit: 4 << 20).map(MountTable.init)
        let mount = table?.mount(of: place)
        return DiskUsage(
            total: Self.product(UInt64(facts.f_blocks), unit),
            free: Self.product(UInt64(facts.f_bavail), unit),
            totalInodes: facts.f_files > 0 ? UInt64(facts.f_files) : nil,
            freeInodes: facts.f_files > 0 ? UInt64(facts.f_favail) : nil,
            mountPoint: mount?.point,
            isReadOnly: facts.f_flag & UInt(ST_RDONLY) != 0 || mount?.isReadOnly == true
        )
    }

    /// The path without links, or that of the nearest folder above.
    private static func existing(_ path: String) -> String? {
        guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
        var rest = path[...]
        while true {
            if let resolved = realpath(String(rest), nil) {
                defer { Glibc.free(resolved) }
                return String(cString: resolved)
            }
            guard errno == ENOENT else { return nil }
            while rest.count > 1, rest.last == "/" { rest.removeLast() }
            guard rest != "/", rest != "." else { return nil }
            guard let slash = rest.lastIndex(of: "/") else {
                rest = "."
                continue
            }
            rest = slash == rest.startIndex ? "/" : rest[..<slash]
        }
    }

    private static func product(_ blocks: UInt64, _ size: UInt64) -> UInt64 {
        let (product, overflows) = blocks.multipliedReportingOverflow(by: size)
        return overflows ? .max : product
    }
}

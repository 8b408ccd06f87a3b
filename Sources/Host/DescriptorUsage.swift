import Glibc

/// How many file descriptors this process has open, and how many it may have (SYS-04).
package struct DescriptorUsage: Equatable, Sendable {
    package var open: Int
    /// The limit in force.
    package var soft: Int
    /// What the limit could be raised to.
    package var hard: Int

    package init(open: Int, soft: Int, hard: Int) {
        self.open = open
        self.soft = soft
        self.hard = hard
    }

    /// Counts; nil where /proc does not tell.
    package static func current() -> DescriptorUsage? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        guard let names = ProcFile.names(in: "/proc/self/fd") else {
            // To count them takes one.
            guard errno == EMFILE else { return nil }
            let soft = Int(clamping: limit.rlim_cur)
            return DescriptorUsage(open: soft, soft: soft, hard: Int(clamping: limit.rlim_max))
        }
        // The folder that was read had a descriptor itself.
        return DescriptorUsage(
            open: max(0, names.count - 1),
            soft: Int(clamping: limit.rlim_cur),
            hard: Int(clamping: limit.rlim_max)
        )
    }
}

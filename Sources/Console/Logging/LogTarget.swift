import Glibc

/// Where lines are written, one at a time, on the sink's own queue.
protocol LogTarget: Sendable {
    /// - Returns: Whether all of it was written; if not, none of it counts.
    @discardableResult
    func write(_ text: String) -> Bool
    /// Begins anew with what the target's name stands for now.
    func reopen()
}

/// The standard error of this process.
struct StandardErrorTarget: LogTarget {
    func write(_ text: String) -> Bool {
        // With nobody reading it any more there is nobody to tell.
        SmallFile.writeAll(Array(text.utf8), to: STDERR_FILENO)
    }

    func reopen() {}
}

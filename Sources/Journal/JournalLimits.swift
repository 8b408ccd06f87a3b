/// How much the journal keeps: whichever bound is reached first counts.
package struct JournalLimits: Equatable, Sendable {
    /// Events that arrived longer ago go, in days of 24 hours; at least 1.
    package var keepDays: Int
    /// The most that the files may take on disk, in MiB; at least 1. The oldest events go first.
    package var maxMiB: Int

    package init(keepDays: Int = 14, maxMiB: Int = 1024) {
        self.keepDays = keepDays
        self.maxMiB = maxMiB
    }
}

extension JournalLimits {
    /// SQLite's pages are of this many bytes; larger ones than its 4096 waste less of events of some hundred bytes and
    /// write faster.
    static let pageSize = 8192

    /// Microseconds, as times are stored.
    var keepMicroseconds: Int64 {
        Int64(min(max(1, self.keepDays), 1_000_000)) * 86_400_000_000
    }

    /// Bytes of all files together.
    var maximumBytes: Int {
        min(max(1, self.maxMiB), 1 << 30) << 20
    }

    /// Bytes up to which the write-ahead log grows before its content is moved into the database: 16 MiB, and less
    /// where the whole journal shall be small.
    var logBytes: Int {
        min(max(self.maximumBytes / 16, 256 << 10), 16 << 20)
    }

    /// Bytes the write-ahead log may reach while a reader of another process keeps it from being emptied.
    var logCeiling: Int {
        max(self.maximumBytes / 2, 4 * self.logBytes)
    }

    /// Bytes that appends leave free in the file system: deleting needs room too, for the log and for what moves when
    /// the file is made shorter, and so do other files of a disk that runs full.
    var reserveBytes: Int {
        2 * self.logBytes
    }

    /// Bytes left to the database itself.
    var databaseBytes: Int {
        self.maximumBytes - self.logBytes
    }

    /// A pruning by size goes below the bound by this many bytes, so that the next events find free pages and not
    /// each of them makes another pruning.
    var slackBytes: Int {
        self.databaseBytes / 32
    }
}

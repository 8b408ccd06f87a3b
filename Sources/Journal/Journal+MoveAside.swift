import Glibc

package import struct Foundation.Date

extension Journal {
    /// Renames a damaged journal and the files beside it, so that a new one can be begun in its place; nothing is
    /// deleted. The journal must be closed.
    ///
    /// - Parameter now: Becomes part of the new name, in local time.
    /// - Returns: The new path of the database: the old one with `.damaged-YYYYMMDD-HHMMSS` behind it.
    package static func moveAside(path: String, now: Date = Date()) throws(JournalProblem) -> String {
        let target = Self.freeName(path + ".damaged-" + Self.stamp(now))
        // The database last: a log without its database would be thrown away by the next who opens that name.
        for companion in JournalFile.companions {
            guard rename(path + companion, target + companion) == 0 || errno == ENOENT else {
                throw JournalProblem(errno: errno)
            }
        }
        guard rename(path, target) == 0 else { throw JournalProblem(errno: errno) }
        return target
    }

    private static func freeName(_ wanted: String) -> String {
        var name = wanted
        var count = 1
        while JournalFile.identity(name) != nil {
            count += 1
            name = "\(wanted)-\(count)"
        }
        return name
    }

    private static func stamp(_ date: Date) -> String {
        var seconds = time_t(StoredEvent.microseconds(date) / 1_000_000)
        var fields = tm()
        localtime_r(&seconds, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y%m%d-%H%M%S", &fields)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

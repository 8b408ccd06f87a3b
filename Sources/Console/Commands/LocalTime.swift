import Control
import Glibc

import struct Foundation.Date

/// The operator's own clock, as `2026-01-02 03:04:05`.
enum LocalTime {
    static func text(_ date: Date) -> String {
        var seconds = time_t(max(-1e12, min(1e12, date.timeIntervalSince1970.rounded())))
        var fields = tm()
        guard localtime_r(&seconds, &fields) != nil else { return Timestamp.text(date) }
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S", &fields)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

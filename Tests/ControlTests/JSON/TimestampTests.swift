import Control
import Testing

import struct Foundation.Date

@Suite struct TimestampTests {
    @Test(
        "writes RFC 3339 in UTC with milliseconds, and reads it back",
        arguments: [
            (0.0, "1970-01-01T00:00:00.000Z"),
            (1_767_323_045.678, "2026-01-02T03:04:05.678Z"),
            (951_782_400.0, "2000-02-29T00:00:00.000Z"),
            (4_107_542_400.0, "2100-03-01T00:00:00.000Z"),
            (-1.0, "1969-12-31T23:59:59.000Z"),
            (-62_167_219_200.0, "0000-01-01T00:00:00.000Z"),
        ]
    )
    func both(seconds: Double, text: String) throws {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
        let date = try #require(Timestamp.date(text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.0005)
    }

    @Test("a moment beyond the calendar is moved to its end", arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func beyond(seconds: Double) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)).utf8.count == 24)
    }

    @Test(
        "reads no other form",
        arguments: [
            "", "2026-01-02", "2026-01-02T03:04:05Z", "2026-13-02T03:04:05.678Z", "2026-01-02T24:04:05.678Z",
            "2026-01-02T03:04:05.678+", "2026-01-02 03:04:05.678Z", "2o26-01-02T03:04:05.678Z",
        ]
    )
    func otherForms(text: String) {
        #expect(Timestamp.date(text) == nil)
    }
}

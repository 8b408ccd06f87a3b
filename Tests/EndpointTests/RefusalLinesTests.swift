import NIOCore
import Testing

@testable import Endpoint

@Suite("Lines of the log for refused connections")
struct RefusalLinesTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    /// How often each of `count` refusals, `gap` apart, had been refused when it got a line.
    private func written(_ lines: inout RefusalLines, _ count: Int, gap: TimeAmount, address: String) -> [Int] {
        (0..<count).compactMap { number in
            let now = self.start + .nanoseconds(gap.nanoseconds * Int64(number))
            return lines.note("AUTH-02", of: address, now: now)?.times
        }
    }

    @Test(
        "one that knocks again and again gets the first, the second, the fourth line, and one every half minute",
        arguments: [
            (40, TimeAmount.milliseconds(1), [1, 2, 4, 8, 16, 32]),
            (20, .seconds(10), [1, 2, 4, 7, 8, 11, 14, 16, 19]),
            (5, .seconds(30), [1, 2, 3, 4, 5]),
            (3, .minutes(11), [1, 1, 1]),
        ]
    )
    func once(_ count: Int, _ gap: TimeAmount, _ expected: [Int]) {
        var lines = RefusalLines(now: self.start)
        #expect(self.written(&lines, count, gap: gap, address: "192.0.2.7") == expected)
    }

    @Test("each cause and each network has its own, and of IPv6 the /64 is one")
    func apart() {
        var lines = RefusalLines(now: self.start)
        for _ in 0..<3 { _ = lines.note("AUTH-02", of: "192.0.2.7", now: self.start) }
        #expect(lines.note("HS-01", of: "192.0.2.7", now: self.start)?.times == 1)
        #expect(lines.note("AUTH-02", of: "192.0.2.8", now: self.start)?.times == 1)
        #expect(lines.note("AUTH-02", of: "2001:db8::1", now: self.start)?.times == 1)
        #expect(lines.note("AUTH-02", of: "2001:db8::2", now: self.start)?.times == 2)
        #expect(lines.note("AUTH-02", of: "2001:db8::3", now: self.start) == nil)
    }

    @Test("a crowd gets no more than a hundred lines and one a second, and what was left out is told")
    func crowd() {
        var lines = RefusalLines(now: self.start)
        var written = 0
        var leftOut = 0
        for number in 0..<20_000 {
            let address = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
            let now = self.start + .milliseconds(Int64(number) / 2)
            guard let line = lines.note("HS-09", of: address, now: now) else { continue }
            written += 1
            leftOut += line.leftOut
        }
        #expect(written == RefusalLines.atOnce + 9)
        #expect(written + leftOut <= 20_000 && written + leftOut > 17_900)
        // Long after.
        let late = self.start + .hours(1)
        #expect(lines.note("HS-09", of: "10.0.0.1", now: late)?.times == 1)
    }
}

import Foundation
import Testing

@testable import Console

@Suite("What a bot usually gets at this hour")
struct HourlyRatesTests {
    private let midnight = Date(timeIntervalSince1970: 20_000 * 86_400)

    private func time(day: Int = 0, _ hour: Double) -> Date {
        self.midnight.addingTimeInterval(Double(day) * 86_400 + hour * 3600)
    }

    /// Looks every minute of some hours of a day, in which so many messages come evenly.
    private func watch(_ rate: inout HourlyRate, day: Int, hours: Range<Int>, perHour: Int, from total: Int) -> Int {
        for minute in hours.lowerBound * 60...hours.upperBound * 60 {
            let messages = total + (minute - hours.lowerBound * 60) * perHour / 60
            rate.look(messages, at: self.time(day: day, Double(minute) / 60))
        }
        return total + hours.count * perHour
    }

    struct Case: Sendable {
        var since: Double
        var now: Double
        var expected: Double?
    }

    @Test(
        "is told for the hours that were seen on an earlier day",
        arguments: [
            Case(since: 10, now: 10.5, expected: 60), Case(since: 10.25, now: 11.25, expected: 120),
            Case(since: 8, now: 10.5, expected: 60), Case(since: 10, now: 10, expected: 0),
            Case(since: 11, now: 12.5, expected: nil), Case(since: 3, now: 4, expected: nil),
            Case(since: 10.5, now: 10, expected: nil), Case(since: -1000, now: 10.5, expected: 60),
        ]
    )
    func expected(example: Case) throws {
        var rate = HourlyRate()
        _ = self.watch(&rate, day: 0, hours: 10..<12, perHour: 120, from: 0)
        let found = rate.expected(since: self.time(day: 1, example.since), now: self.time(day: 1, example.now))
        switch (found, example.expected) {
        case (nil, nil): break
        case (let found?, let expected?): #expect(abs(found - expected) < 6, "\(found) \(expected)")
        default: Issue.record("\(String(describing: found)), not \(String(describing: example.expected))")
        }
    }

    @Test("the day itself does not count, a new day counts three tenths")
    func average() throws {
        var rate = HourlyRate()
        var total = self.watch(&rate, day: 0, hours: 10..<12, perHour: 100, from: 0)
        #expect(rate.expected(since: self.time(10.5), now: self.time(11.5)) == nil)
        total = self.watch(&rate, day: 1, hours: 10..<12, perHour: 0, from: total)
        // Silence on the same day is measured against what was usual before.
        let same = try #require(rate.expected(since: self.time(day: 1, 10), now: self.time(day: 1, 11.9)))
        #expect(abs(same - 190) < 6)
        let next = try #require(rate.expected(since: self.time(day: 2, 10), now: self.time(day: 2, 11)))
        #expect(abs(next - 70) < 5)
    }

    @Test("hours of which too little was seen do not count, nor does what came while nobody looked")
    func gaps() {
        var short = HourlyRate()
        for minute in 0...20 { short.look(minute * 100, at: self.time(10.8 + Double(minute) / 60)) }
        #expect(short.expected(since: self.time(day: 1, 10), now: self.time(day: 1, 10.5)) == nil)
        var absent = HourlyRate()
        absent.look(0, at: self.time(10))
        absent.look(100_000, at: self.time(11))
        absent.look(200_000, at: self.time(12))
        #expect(absent.expected(since: self.time(day: 1, 10), now: self.time(day: 1, 10.5)) == nil)
    }

    @Test("clocks that go back and counters that begin anew do no harm")
    func odd() {
        var rates = HourlyRates()
        for (messages, hour) in [(5, 10.0), (3, 9.0), (0, 10.0), (.max, 10.01), (0, 10.02)] as [(Int, Double)] {
            rates.look(messages, of: "1", at: self.time(hour))
        }
        for date in [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1e300)] {
            rates.look(1, of: "1", at: date)
            _ = rates.expected(of: "1", since: .distantPast, now: date)
        }
        #expect(rates.expected(of: "2", since: self.time(1), now: self.time(2)) == nil)
        rates.keep([])
        #expect(rates == HourlyRates())
    }
}

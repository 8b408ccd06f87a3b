import Foundation
import Testing

@testable import Console

@Suite("Rate meter")
struct RateMeterTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)

    @Test("spreads what came between two looks over the time between them")
    func spreading() {
        var meter = RateMeter()
        meter.look(0, at: self.start)
        meter.look(40, at: self.start.addingTimeInterval(4))
        #expect(meter.rates(at: self.start.addingTimeInterval(4), seconds: 5) == [0, 10, 10, 10, 10])
        #expect(meter.mean(at: self.start.addingTimeInterval(6), seconds: 5) == 6)
        #expect(meter.rates(at: self.start.addingTimeInterval(100), seconds: 5) == [0, 0, 0, 0, 0])
    }

    @Test("a look that comes late, and a counter that seems to go back, count nothing twice")
    func overtaking() {
        var meter = RateMeter()
        meter.look(0, at: self.start)
        meter.look(20, at: self.start.addingTimeInterval(2))
        meter.look(10, at: self.start.addingTimeInterval(1))
        meter.look(30, at: self.start.addingTimeInterval(3))
        #expect(meter.rates(at: self.start.addingTimeInterval(3), seconds: 3) == [10, 10, 10])
    }

    @Test("remembers a minute and no more")
    func window() {
        var meter = RateMeter()
        meter.look(0, at: self.start)
        meter.look(7200, at: self.start.addingTimeInterval(7200))
        let rates = meter.rates(at: self.start.addingTimeInterval(7200))
        #expect(rates.count == 60)
        #expect(rates.dropFirst().allSatisfy { abs($0 - 1) < 0.001 })
    }
}

import Testing

@testable import Console

@Suite("How often NapCat is looked at")
struct NapCatCadenceTests {
    @Test(
        "while it answers",
        arguments: [(true, false, 10), (true, true, 3), (false, false, 60), (false, true, 60)] as [(Bool, Bool, Int)]
    )
    func reached(isWatched: Bool, isWaiting: Bool, seconds: Int) {
        var cadence = NapCatCadence()
        cadence.looked(reached: true)
        #expect(cadence.pause(isWatched: isWatched, isAwaited: isWaiting) == .seconds(seconds))
    }

    @Test(
        "while it does not: ever less often, up to a bound",
        arguments: [(true, [10, 20, 40, 60, 60]), (false, [60, 120, 240, 300, 300])] as [(Bool, [Int])]
    )
    func backOff(isWatched: Bool, seconds: [Int]) {
        var cadence = NapCatCadence()
        var pauses: [Duration] = []
        for _ in seconds {
            cadence.looked(reached: false)
            pauses.append(cadence.pause(isWatched: isWatched, isAwaited: false))
        }
        #expect(pauses == seconds.map { .seconds($0) })
        for _ in 0..<1000 { cadence.looked(reached: false) }
        #expect(cadence.pause(isWatched: isWatched, isAwaited: false) == .seconds(seconds.last ?? 0))
        #expect((cadence.pause(isWatched: isWatched, isAwaited: true) == .seconds(3)) == isWatched)
        cadence.reset()
        #expect(cadence.pause(isWatched: isWatched, isAwaited: false) == .seconds(seconds.first ?? 0))
    }
}

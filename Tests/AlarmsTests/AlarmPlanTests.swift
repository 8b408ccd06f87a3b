import Testing

@testable import Alarms

@Suite struct AlarmPlanTests {
    typealias Step = (second: Double, stands: String)

    /// What stands from a second on, and what is told at which second: `8` is LIVE-08, `a` and `b` are AUTH-01 of two
    /// addresses.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let course: [Step]
        let told: [String]
        var testDescription: String { self.name }
    }

    private static func finding(_ letter: Character) -> AlarmFinding {
        switch letter {
        case "8": .sample("LIVE-08", "1000010001")
        case "a": .sample("AUTH-01", "10.0.0.1")
        default: .sample("AUTH-01", "10.0.0.2")
        }
    }

    /// Plays a course, looking when something changes and when the plan asks for it, to second 2000.
    private static func play(_ course: [Step]) -> [String] {
        var plan = AlarmPlan()
        let start = AlarmPlan.Instant.now
        var told: [String] = []
        func look(_ stands: String, _ instant: AlarmPlan.Instant) {
            for notice in plan.observe(stands.map(Self.finding), at: instant) {
                let second = Int((instant - start) / .seconds(1))
                let letter =
                    notice.finding.id == "LIVE-08" ? "8" : notice.finding.subject == "10.0.0.1" ? "a" : "b"
                let sign = notice.change == .appeared ? "+" : "-"
                told.append("\(second)\(sign)\(letter)" + (notice.repeats > 0 ? "x\(notice.repeats)" : ""))
            }
        }
        for (index, step) in course.enumerated() {
            let end = index + 1 < course.count ? course[index + 1].second : 2000
            look(step.stands, start + .seconds(step.second))
            while let next = plan.nextLook, next < start + .seconds(end) { look(step.stands, next) }
        }
        return told
    }

    /// Away for four seconds in five, from the fifteenth second on.
    private static let slowFlapping: [Step] =
        [(0, "a")]
        + (3...50).flatMap { (index: Int) -> [Step] in [(Double(index * 5), ""), (Double(index * 5 + 4), "a")] }
    private static let fastFlapping: [Step] =
        (0...50).flatMap { (index: Int) -> [Step] in [(Double(index * 10), "a"), (Double(index * 10 + 9), "")] }

    private static let cases: [Case] = [
        Case(name: "nothing", course: [(0, "")], told: []),
        Case(name: "stands at the start", course: [(0, "a8")], told: ["2+8", "10+a"]),
        Case(name: "clears", course: [(0, "a"), (20, "")], told: ["10+a", "30-a"]),
        Case(name: "too short to be told", course: [(0, "a"), (9.9, "")], told: []),
        Case(name: "never told, never cleared", course: [(0, "8"), (1, ""), (100, "")], told: []),
        Case(name: "offline is told sooner", course: [(0, "8"), (5, "")], told: ["2+8", "7-8"]),
        Case(
            name: "flapping is told once",
            course: Self.slowFlapping,
            told: ["10+a"]
        ),
        Case(
            name: "flapping too fast is never told",
            course: Self.fastFlapping,
            told: []
        ),
        Case(name: "subjects are apart", course: [(0, "a"), (5, "ab"), (20, "b")], told: ["10+a", "15+b", "30-a"]),
        Case(
            name: "the second time waits for the quiet to end",
            course: [(0, "a"), (20, ""), (40, "a")],
            told: ["10+a", "30-a", "310+a"]
        ),
        Case(
            name: "what came and went long ago is forgotten",
            course: [(0, "a"), (20, ""), (40, "a"), (60, ""), (331, ""), (400, "a")],
            told: ["10+a", "30-a", "410+a"]
        ),
        Case(
            name: "repeats are in the next notice",
            course: [(0, "a"), (20, ""), (40, "a"), (60, ""), (80, "a"), (100, ""), (305, "a")],
            told: ["10+a", "30-a", "315+ax2"]
        ),
        Case(
            name: "a clearing waits too",
            course: [(0, "8"), (5, ""), (10, "8"), (305, "8"), (306, "")],
            told: ["2+8", "7-8", "302+8", "308-8"]
        ),
        Case(
            name: "long after it is new again",
            course: [(0, "a"), (20, ""), (1000, "a")],
            told: ["10+a", "30-a", "1010+a"]
        ),
    ]

    @Test(arguments: Self.cases)
    func tells(_ example: Case) {
        #expect(Self.play(example.course) == example.told)
    }

    @Test func tellsTheNewestTextsOfAFinding() {
        var plan = AlarmPlan()
        let start = AlarmPlan.Instant.now
        #expect(plan.observe([.sample("AUTH-01", count: 1)], at: start).isEmpty)
        #expect(plan.nextLook == start + AlarmPlan.hold)
        let told = plan.observe([.sample("AUTH-01", count: 9)], at: start + AlarmPlan.hold)
        #expect(told.map(\.finding.count) == [9])
        #expect(plan.nextLook == nil)
    }

    @Test func followsNoMoreThanItsCapacity() {
        var plan = AlarmPlan()
        let start = AlarmPlan.Instant.now
        func flood(_ prefix: String) -> [AlarmFinding] {
            (0..<(AlarmPlan.capacity + 500)).map { AlarmFinding.sample("HS-01", "\(prefix)\($0)") }
        }
        _ = plan.observe(flood("a"), at: start)
        let told = plan.observe(flood("a"), at: start + AlarmPlan.hold)
        #expect(told.count == AlarmPlan.capacity)
        // What has gone and was told makes room again.
        _ = plan.observe([], at: start + .seconds(20))
        #expect(plan.observe([], at: start + .seconds(30)).count == AlarmPlan.capacity)
        _ = plan.observe(flood("b"), at: start + .seconds(40))
        #expect(plan.observe(flood("b"), at: start + .seconds(50)).count == AlarmPlan.capacity)
    }
}

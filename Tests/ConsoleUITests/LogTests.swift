import ConsoleUI
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct LogTests {
    static func lines(_ numbers: ClosedRange<Int>, level: LogLine.Level = .info) -> [LogLine] {
        numbers.map { LogLine(number: $0, time: now, level: level, subject: "test", text: "line \($0).") }
    }

    static func screen(_ numbers: ClosedRange<Int>) -> Screen {
        var screen = Screen(Fixture.snapshot { $0.log = self.lines(numbers) })
        screen.type("9")
        return screen
    }

    /// The row the cursor is on.
    static func marked(_ screen: Screen) -> String? {
        let grid = screen.frame.grid
        return (3..<22).map { grid.text(row: $0) }.first { $0.hasPrefix("│›") }
    }

    @Test("The cursor follows the newest line until it is moved, and again from the last one on")
    func follows() {
        var screen = Self.screen(1...100)
        #expect(Self.marked(screen)?.contains("line 100.") == true)
        screen.send(.snapshot(Fixture.snapshot { $0.log = Self.lines(1...120) }))
        #expect(Self.marked(screen)?.contains("line 120.") == true)
        screen.type("kk")
        screen.send(.snapshot(Fixture.snapshot { $0.log = Self.lines(1...150) }))
        #expect(Self.marked(screen)?.contains("line 118.") == true)
        #expect(screen.text.contains("32 newer"))
        screen.type("G")
        screen.send(.snapshot(Fixture.snapshot { $0.log = Self.lines(1...160) }))
        #expect(Self.marked(screen)?.contains("line 160.") == true)
    }

    @Test("Nothing moves on the screen while the cursor does not follow, though old lines drop out")
    func still() {
        var screen = Self.screen(1...100)
        screen.type("kkkkk")
        let before = (3..<22).map { screen.frame.grid.text(row: $0) }
        screen.send(.snapshot(Fixture.snapshot { $0.log = Self.lines(50...149) }))
        #expect((3..<22).map { screen.frame.grid.text(row: $0) } == before)
    }

    @Test("Paused, the list stands still and counts what waits")
    func pause() {
        var screen = Self.screen(1...30)
        screen.type(" ")
        screen.send(.snapshot(Fixture.snapshot { $0.log = Self.lines(1...42) }))
        #expect(screen.text.contains("paused, 12 waiting"))
        #expect(Self.marked(screen)?.contains("line 30.") == true)
        #expect(!screen.text.contains("line 42."))
        screen.type(" ")
        #expect(Self.marked(screen)?.contains("line 42.") == true)
    }

    @Test(
        "L goes through the levels and round",
        arguments: [("", "info"), ("L", "warn"), ("LL", "error"), ("LLL", "debug")]
    )
    func level(_ keys: String, _ shown: String) {
        var screen = Screen()
        screen.type("9" + keys)
        let rows = screen.text.split(separator: "\n").dropFirst(3).filter { $0.contains(":") && $0.hasPrefix("│") }
        #expect(rows.count == ["info": 4, "warn": 2, "error": 1, "debug": 5][shown])
        #expect(screen.text.contains("Log: \(shown)"))
    }

    @Test("The filter looks into subject and text")
    func filter() {
        var screen = Screen()
        screen.type("9/CODE 1006")
        #expect(Self.marked(screen)?.contains("1006") == true)
        #expect(screen.text.contains("1/4  /CODE 1006"))
        screen.press(.escape)
        #expect(screen.text.contains("listening on"))
    }

    @Test("Long lines are moved aside and back")
    func sideways() {
        var screen = Screen(
            Fixture.snapshot { snapshot in
                let text = (0..<20).map { "<word \($0)>" }.joined(separator: " ")
                snapshot.log = [LogLine(number: 1, time: now, level: .info, subject: "s", text: text)]
            }
        )
        screen.type("9")
        #expect(!screen.text.contains("<word 8>"))
        screen.press(.right, .right, .right)
        #expect(screen.text.contains("<word 8>"))
        #expect(screen.text.contains("…"))
        screen.type("hhh")
        #expect(screen.text.contains("<word 0>"))
        screen.press(.enter)
        #expect(screen.text.contains("<word 19>"))
    }

    @Test("Times are those of the operator's zone, which the title names once")
    func zone() {
        for (offset, time, zone) in [
            (0, "14:02:00", "· UTC"), (28_800, "22:02:00", "UTC+8"), (-12_600, "10:32:00", "UTC-3:30"),
        ] {
            var screen = Screen(Fixture.snapshot { $0.log = Self.lines(1...1) }, utcOffset: offset)
            screen.type("9")
            #expect(screen.text.contains(time))
            #expect(screen.text.contains(zone))
        }
    }

    @Test("Lines known by their number are taken over, new ones are made safe")
    func incremental() {
        var screen = Self.screen(1...10)
        let more = Self.lines(5...10) + [LogLine(number: 11, time: now, level: .info, subject: "t", text: "a\u{1B}[2J")]
        screen.send(.snapshot(Fixture.snapshot { $0.log = more }))
        #expect(screen.model.snapshot.log.map(\.number) == Array(5...11))
        #expect(screen.model.snapshot.log.last?.text == "a␛[2J")
        // Another log, though its numbers begin alike.
        screen.send(.snapshot(Fixture.snapshot { $0.log = Self.lines(5...6, level: .error) }))
        #expect(screen.model.snapshot.log.map(\.level) == [.error, .error])
    }
}

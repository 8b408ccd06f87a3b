import ConsoleUI
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct AlarmTests {
    static func settings(_ alarms: [AlarmFacts] = FindingFixture.alarms) -> Screen {
        var screen = Screen(Fixture.typical { $0.alarms = alarms })
        screen.type("8G")
        return screen
    }

    @Test("Alarms have a row each: what sets them off, what they run, how they fare")
    func rows() {
        let screen = Self.settings()
        for text in [
            "LIVE-08, AUTH → command notify.sh", "✓ 11-22 14:01:00, 212 ms", "webhook hooks.example.org",
            "✗ failed 11-21 13:02:00", "✗ hooks.example.org answered 410", "3 waiting", "running",
            "✗ there is no program",
        ] { #expect(screen.text.contains(text), "\(text)") }
    }

    @Test("Enter and t test the alarm under the cursor; typed on a field it says that there is none")
    func tests() {
        var screen = Self.settings()
        #expect(screen.press(.enter) == [.testAlarm(index: 3)])
        screen.type("k")
        #expect(screen.type("t") == [.testAlarm(index: 2)])
        #expect(screen.lastLine.contains("page-me"))
        screen.type("g")
        #expect(screen.type("t").isEmpty)
        screen.type(":test alarm")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.lastLine.contains("no alarm on this line"))
    }

    @Test("Without alarms it is said how to add them; when they go the cursor stays in the form")
    func none() {
        var screen = Self.settings()
        screen.send(.snapshot(Fixture.typical()))
        #expect(screen.text.contains("alarms: [{ on: [LIVE-08]"))
        #expect(screen.text.contains("›"))
        #expect(screen.press(.enter).isEmpty)
    }
}

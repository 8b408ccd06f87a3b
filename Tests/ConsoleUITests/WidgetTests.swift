import Terminal
import TerminalTesting
import Testing

@testable import ConsoleUI

@Suite struct WidgetTests {
    @Test(
        "Rates fit into six columns",
        arguments: [
            (0.0, "0/s"), (0.01, "0/s"), (0.3, "0.3/s"), (11.2, "11.2/s"), (99.94, "99.9/s"), (100, "100/s"),
            (9999, "9999/s"), (12_345, "12k/s"), (2_000_000, "2M/s"), (.nan, "0/s"), (.infinity, "0/s"), (-4, "0/s"),
        ]
    )
    func rates(_ rate: Double, _ text: String) {
        #expect(rateText(rate) == text)
        #expect(text.count <= 6)
    }

    @Test(
        "Round trips fit into six columns",
        arguments: [
            (0.04, "0.0 ms"), (1.3, "1.3 ms"), (9.96, "10 ms"), (999.4, "999 ms"), (999.6, "1.0 s"), (61_000, "61.0 s"),
            (1e12, "9999 s"), (-1, "–"), (.nan, "–"),
        ]
    )
    func roundTrips(_ milliseconds: Double, _ text: String) {
        #expect(millisecondsText(milliseconds) == text)
        #expect(text.count <= 6)
    }

    @Test(
        "Bytes are told in the unit that keeps them short",
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (180_400, "176 KiB"), (3_412_000, "3.3 MiB"),
            (Int.max, "8.0 EiB"), (-5, "0 B"),
        ]
    )
    func bytes(_ bytes: Int, _ text: String) { #expect(bytesText(bytes) == text) }

    @Test(
        "Counts have a comma before every three digits",
        arguments: [(0, "0"), (999, "999"), (1204, "1,204"), (1_234_567, "1,234,567"), (-1000, "-1,000")]
    )
    func grouped(_ count: Int, _ text: String) { #expect(groupedText(count) == text) }

    @Test("A line of JSON is broken without losing a letter, and goes on further in", arguments: [3, 8, 20, 40])
    func indented(_ width: Int) {
        let text = "    \"key\": \"机器人 and a long text that goes on and on\""
        let lines = indentedLines(text, width: width)
        #expect(lines.allSatisfy { TextWidth.width(of: $0) <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        if width >= 20 { #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("      ") }) }
    }

    @Test("The columns of an event keep within every width, and never lie on each other", arguments: 0..<160)
    func eventColumns(_ width: Int) {
        for showsBot in [true, false] {
            let places = EventColumns(width: width, showsBot: showsBot).places
            for place in places { #expect(place.start + place.width <= max(width, place.start)) }
            for (left, right) in zip(places, places.dropFirst()) { #expect(left.start + left.width < right.start) }
        }
    }

    @Test("A sparkline is as high as its largest value, and none when all is quiet")
    func spark() {
        #expect(sparkline([0, 1, 2, 3, 4, 5, 6]) == "▁▂▃▄▅▆▇")
        #expect(sparkline([0, 0, 0]) == "")
        #expect(sparkline([]) == "")
        #expect(sparkline([.nan, .infinity, -1, 2]) == "▁▁▁▇")
    }

    @Test(
        "Text is wrapped at blanks, between Chinese characters, and never begins or ends a line with the wrong punctuation",
        arguments: [
            ("one two three", 7, ["one two", "three"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("机器人连接", 6, ["机器人", "连接"]), ("机器人。连接", 6, ["机器", "人。连", "接"]),
            ("按 y 复制", 4, ["按 y", "复制"]), ("", 5, [""]), ("家", 1, [""]),
            ("机器人（连接）", 8, ["机器人", "（连接）"]), ("机器人“连接”", 7, ["机器人", "“连接”"]),
        ]
    )
    func wrap(_ text: String, _ width: Int, _ lines: [String]) {
        #expect(wrapped(text, to: width).map { $0.trimmingPrefix(" ") }.map(String.init) == lines)
    }

    @Test("No wrapped line is wider than asked for, and no letter is lost", arguments: 0..<40)
    func wrapWidths(_ seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let letters = Array("ab c机器人，。 x（y）")
        let text = String((0..<200).map { _ in letters[random.next(below: letters.count)] })
        let width = 2 + random.next(below: 40)
        let lines = wrapped(text, to: width)
        #expect(lines.allSatisfy { TextWidth.width(of: $0) <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }

    @Test(
        "A list scrolls no further than it must",
        arguments: [
            (0, 0..<1, 5, 10, 0), (0, 4..<5, 5, 10, 0), (0, 5..<6, 5, 10, 1), (5, 2..<3, 5, 10, 2),
            (9, 9..<10, 5, 10, 5),
            (3, 0..<8, 5, 10, 0), (2, 0..<0, 0, 10, 0), (7, 0..<1, 5, 3, 0), (-4, 1..<2, 5, 10, 0),
        ]
    )
    func scroll(_ top: Int, _ range: Range<Int>, _ height: Int, _ count: Int, _ expected: Int) {
        #expect(scrollTop(top, showing: range, height: height, count: count) == expected)
    }

    @Test("The table's columns keep within every width, and never lie on each other", arguments: 0..<160)
    func columns(_ width: Int) {
        let places = BotTableColumns(width: width).places
        for place in places { #expect(place.start + place.width <= max(width, place.start)) }
        for (left, right) in zip(places, places.dropFirst()) { #expect(left.start + left.width <= right.start) }
    }

    @Test("Every stand-in is plain ASCII and one column wide, as what it stands for")
    func standIns() {
        let text = "●◐○✓✗⚠·›•…─│┌┐└┘├┤↑↓←→–█▁▂▃▄▅▆▇"
        let plain = Glyphs.ascii(text, width: TextWidth.width(of:))
        #expect(plain.count == text.count)
        #expect(plain.allSatisfy { $0.isASCII && $0 != "?" })
        #expect(Glyphs.ascii("家", width: TextWidth.width(of:)) == "??")
    }
}

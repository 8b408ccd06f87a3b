import ConsoleUI
import Doctor
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct PhrasesTests {
    @Test(
        "Ages read in one unit",
        arguments: [
            (0.0, "0 s", "0 秒"), (2.9, "2 s", "2 秒"), (59.9, "59 s", "59 秒"), (60, "1 min", "1 分"),
            (3599, "59 min", "59 分"),
            (3600, "1 h", "1 时"), (86_399, "23 h", "23 时"), (86_400, "1 d", "1 天"), (-50, "0 s", "0 秒"),
        ]
    )
    func ages(_ seconds: Double, _ english: String, _ chinese: String) {
        let age = Age(of: now.addingTimeInterval(-seconds), at: now)
        #expect(Language.english.phrases.age(age) == english)
        #expect(Language.chinese.phrases.age(age) == chinese)
    }

    @Test(
        "Uptime is told in whole minutes by its two largest units",
        arguments: [
            (0.0, "0m"), (719, "11m"), (720, "12m"), (3600, "1h 00m"), (15_120, "4h 12m"), (273_661, "3d 04h"),
            (8_640_000, "100d 00h"),
        ]
    )
    func uptime(_ seconds: Double, _ text: String) {
        let uptime = Uptime(since: now.addingTimeInterval(-seconds), at: now)
        #expect(Language.english.phrases.uptime(uptime) == text)
    }

    @Test(
        "Dates are right in every zone, and wrong clocks harm nobody",
        arguments: [
            (1_795_356_120.0, 0, "2026-11-22", "14:02:00"), (1_795_356_120, 36_000, "2026-11-23", "00:02:00"),
            (0, -1, "1969-12-31", "23:59:59"), (951_782_400, 0, "2000-02-29", "00:00:00"),
            (4_102_444_799, 0, "2099-12-31", "23:59:59"), (-62_135_596_800, 0, "68-09-03", "13:20:00"),
            (.nan, 0, "1970-01-01", "00:00:00"), (.infinity, 0, "1970-01-01", "00:00:00"),
        ]
    )
    func clock(_ seconds: Double, _ offset: Int, _ date: String, _ time: String) {
        let clock = ClockTime(Date(timeIntervalSince1970: seconds), offset: offset)
        #expect(clock.time == time)
        #expect(clock.date == date)
    }

    @Test("Every field, column, label and reason has words in both languages", arguments: Language.allCases)
    func words(_ language: Language) {
        let phrases = language.phrases
        for field in SettingField.allCases {
            #expect(!phrases.settingHelp(field).isEmpty)
            // The labels must fit before the values.
            #expect((1...11).contains(TextWidth.width(of: phrases.settingLabel(field))), "\(field)")
        }
        for column in BotColumn.allCases { #expect(!phrases.botColumn(column).isEmpty) }
        for label in BotDetailLabel.allCases {
            #expect((1...15).contains(TextWidth.width(of: phrases.detailLabel(label))))
        }
        for level in LogLine.Level.allCases { #expect((1...5).contains(TextWidth.width(of: phrases.logLevel(level)))) }
        for panel in Panel.allCases { #expect(!phrases.panel(panel).isEmpty) }
        for offer in ConnectStep.Offer.allCases { #expect(!phrases.offer(offer, nil).isEmpty) }
        for field in ConnectField.allCases { #expect(!phrases.connectFieldText(field).isEmpty) }
        for label in NapCatFactLabel.allCases {
            // The labels must fit before the values.
            #expect((1...9).contains(TextWidth.width(of: phrases.napcatFact(label))))
        }
    }

    @Test("Texts whose forms differ by number are right for none, one and many")
    func numbers() {
        let english = Language.english.phrases
        #expect(english.staysConnected(0, port: 1) == "No bot is connected.")
        #expect(english.staysConnected(2, port: 8021).hasPrefix("2 bots stay connected through 8021"))
        #expect(english.quitText(online: 2).hasPrefix("Stopping takes 2 bots offline."))
        #expect(english.rotateText(connected: 0).hasSuffix("No bot is connected."))
        #expect(english.blockText(address: "a", bots: 0).contains("No bot"))
        #expect(english.disconnectText(bot: "b", links: 2).hasPrefix("All 2 connections of b"))
    }
}

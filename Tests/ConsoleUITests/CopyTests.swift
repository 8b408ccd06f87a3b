import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct CopyTests {
    @Test("The copies work in every panel and say that they were sent", arguments: Panel.allCases)
    func everywhere(_ panel: Panel) {
        var screen = Screen()
        screen.type(String(panel.digit))
        #expect(screen.type("c") == [.copy(testKey)])
        #expect(screen.lastLine.contains("sent"))
        #expect(!screen.lastLine.contains("copied"))
        #expect(screen.lastLine.contains("v shows it to select by hand"))
        #expect(screen.type("y") == [.copyAddress("ws://203.0.113.7:8021/onebot/v11/ws")])
        #expect(screen.type("n") == [.copyAddress("http://203.0.113.7:6099/webui")])
    }

    @Test(
        "The way of the copy is told, and fits into 80 columns",
        arguments: [
            (TerminalFacts.ClipboardRoute.plain, "your terminal's clipboard", "终端剪贴板"),
            (.tmux, "tmux", "tmux"),
            (.screen, "screen", "screen"),
        ]
    )
    func routes(_ route: TerminalFacts.ClipboardRoute, _ english: String, _ chinese: String) {
        for (language, words) in [(Language.english, english), (.chinese, chinese)] {
            var screen = Screen(language: language, clipboard: route)
            for key in "cyn" {
                screen.type(String(key))
                #expect(screen.lastLine.contains(words))
                #expect(!screen.lastLine.contains("…"))
            }
        }
    }

    @Test("While a field is typed in, the letters of the copies are text")
    func notWhileTyping() {
        for open in ["/", ":", "9/"] {
            var screen = Screen()
            screen.type(open)
            #expect(screen.type("cynv").isEmpty)
            #expect(screen.text.contains("cynv"))
        }
    }

    @Test("Without a key there is nothing to copy")
    func anonymous() {
        var screen = Screen(Fixture.typical { $0.access.key = Secret("") })
        #expect(screen.type("c").isEmpty)
        #expect(screen.lastLine.contains("no access key"))
    }

    @Test("Enter copies the line of the first box")
    func connectBox() {
        var screen = Screen()
        screen.press(Key(.tab, .shift))
        #expect(screen.press(.enter) == [.copyAddress("ws://203.0.113.7:8021/onebot/v11/ws")])
        screen.type("j")
        #expect(screen.press(.enter) == [.copy(testKey)])
    }

    // MARK: - The bare screen

    @Test("The bare screen has key, address and WebUI alone on their lines from the first column")
    func bare() throws {
        for panel in Panel.allCases {
            var screen = Screen()
            screen.type(String(panel.digit) + "Mv")
            let frame = screen.frame
            let rows = (0..<24).map { frame.grid.text(row: $0) }
            for value in [testKey.exposed, "ws://203.0.113.7:8021/onebot/v11/ws", "http://203.0.113.7:6099/webui"] {
                let row = try #require(rows.first { $0.hasPrefix(value) })
                #expect(row.dropFirst(value.count).allSatisfy { $0 == " " })
            }
            #expect(!frame.mouse)
            #expect(!Screen.text(of: frame).contains("│"))
        }
    }

    @Test(
        "The bare screen is left, and everything masked, by Esc, v, a panel, the quit question and suspending",
        arguments: [Key(.escape), .character("v"), .character("3"), .character("q"), .control("z"), .control("c")]
    )
    func maskedAgain(_ key: Key) {
        var screen = Screen()
        screen.type("v")
        #expect(screen.text.contains(testKey.exposed))
        screen.press(key)
        #expect(!screen.text.contains(testKey.exposed))
    }

    @Test("The bare screen masks itself after 30 seconds, with and without a tick")
    func timeOut() {
        var screen = Screen()
        screen.type("v")
        #expect(screen.frame.nextChange == now.addingTimeInterval(30))
        let before = screen.model.frame(at: now.addingTimeInterval(29.9))
        #expect(Screen.text(of: before).contains(testKey.exposed))
        let after = screen.model.frame(at: now.addingTimeInterval(30))
        #expect(!Screen.text(of: after).contains(testKey.exposed))
        screen.time = now.addingTimeInterval(30)
        screen.send(.ticked)
        screen.time = now
        #expect(!screen.text.contains(testKey.exposed))
    }

    @Test("A key longer than the screen is wide goes on in the next line, nothing lost")
    func longKey() {
        let key = String(repeating: "abcdefghij", count: 12) + "ABCDEFGH"
        var screen = Screen(Fixture.typical { $0.access.key = Secret(key) })
        screen.type("v")
        let text = (0..<24).map { screen.frame.grid.text(row: $0) }
        #expect(text.contains(String(key.prefix(80))))
        #expect(text.contains { $0.hasPrefix(key.dropFirst(80)) })
    }
}

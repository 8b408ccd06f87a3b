import ConsoleUI
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct InputTests {
    @Test("A number opens its panel; numbers of panels that there are not yet say so")
    func panels() {
        var screen = Screen()
        for panel in Panel.allCases {
            screen.type(String(panel.digit))
            #expect(screen.model.panel == panel)
        }
        for digit in "5" {
            screen.type(String(digit))
            #expect(screen.model.panel == .log)
            #expect(screen.lastLine.contains(String(digit)))
        }
    }

    @Test(
        "Full-width characters of an input method mean their keys",
        arguments: [("３", Panel.bots), ("８", .settings), ("９", .log)]
    )
    func fullWidth(_ typed: String, _ panel: Panel) {
        var screen = Screen()
        screen.type(typed)
        #expect(screen.model.panel == panel)
    }

    @Test("Full-width ？：／、 open help, command line and filter; in a field they are text")
    func fullWidthSigns() {
        for (typed, context) in [
            ("？", KeyContext.reading), ("：", .commandLine), ("／", .filterField), ("、", .filterField),
        ] {
            var screen = Screen()
            screen.type(typed)
            #expect(screen.model.contexts.first == context)
        }
        var screen = Screen()
        screen.type(":：")
        #expect(screen.lastLine.hasPrefix(":："))
    }

    @Test("Three Chinese characters in a row where keys are expected: an input method is on")
    func inputMethod() {
        var screen = Screen()
        screen.type("你好")
        #expect(!screen.lastLine.contains("input method"))
        screen.type("吗")
        #expect(screen.lastLine.contains("input method"))
    }

    @Test("A paste outside of a field is refused with a hint and does nothing else", arguments: Panel.allCases)
    func paste(_ panel: Panel) {
        var screen = Screen()
        screen.type(String(panel.digit))
        let before = screen.frame.grid
        #expect(screen.send(.input(.paste("qsc:stop\n"))).isEmpty)
        #expect(screen.lastLine.contains("Pasted text is not taken as keys"))
        for row in 0..<23 { #expect(screen.frame.grid.text(row: row) == before.text(row: row)) }
    }

    @Test("A message stays five seconds, whatever is pressed meanwhile")
    func message() {
        var screen = Screen()
        screen.type("cj")
        #expect(screen.lastLine.contains("sent"))
        #expect(Screen.text(of: screen.model.frame(at: now.addingTimeInterval(4.9))).contains("sent"))
        #expect(!Screen.text(of: screen.model.frame(at: now.addingTimeInterval(5))).contains("sent"))
    }

    @Test("Outcomes are shown; failures until the next key")
    func outcomes() {
        var screen = Screen()
        screen.send(.finished(.done("pong after 1.3 ms")))
        #expect(screen.lastLine.contains("pong after 1.3 ms"))
        screen.send(.finished(.failed("no pong\u{1B}[2J")))
        screen.time = now.addingTimeInterval(60)
        screen.send(.ticked)
        #expect(screen.lastLine.contains("✗ no pong␛[2J"))
        screen.type("j")
        #expect(!screen.lastLine.contains("no pong"))
    }

    @Test("Redraw and suspend work in every state, fields included", arguments: ["", ":", "/", "q", "v", "?", "9"])
    func always(_ before: String) {
        var screen = Screen()
        screen.type(before)
        #expect(screen.press(.control("l")) == [.repaint])
        #expect(screen.press(.control("z")) == [.suspend])
    }

    @Test(
        "Where there is no shell to go back to, Ctrl-Z and :suspend say so, the help too, and nothing stops",
        arguments: [false, true],
        Language.allCases
    )
    func noShell(isReadOnly: Bool, language: Language) {
        let size = Size(columns: 200, rows: 160)
        var screen = Screen(size: size, language: language, isReadOnly: isReadOnly, hasShell: false)
        let reason = language.phrases.unavailable(.noShell)
        #expect(reason.contains("q"))
        #expect(screen.press(.control("z")).isEmpty)
        #expect(screen.lastLine.contains(reason))
        screen.time += 60
        screen.send(.ticked)
        #expect(!screen.lastLine.contains(reason))
        screen.type(":suspend")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.lastLine.contains(reason))
        screen.type("?")
        #expect(screen.text.contains(reason))
    }

    @Test("Each panel keeps its cursor and filter when the operator comes back")
    func kept() {
        var screen = Screen(Fixture.overflowing())
        screen.type("3jj/20")
        screen.press(.enter)
        screen.type("8jj9kk318")
        #expect(screen.text.contains("Path       ›"))
        screen.type("3")
        #expect(screen.text.contains("/20"))
        #expect(screen.model.selectedBot?.selfID == "2000000003")
    }

    @Test("Esc goes back one step and never leaves")
    func escape() {
        var screen = Screen()
        for _ in 0..<5 { #expect(screen.press(.escape).isEmpty) }
        #expect(screen.model.panel == .overview)
    }

    @Test("Tab and BTab go round the boxes")
    func boxes() {
        var screen = Screen()
        let start = screen.model
        screen.press(.tab, .tab)
        #expect(screen.model != start)
        screen.press(.tab)
        #expect(screen.model == start)
        screen.press(Key(.tab, .shift))
        screen.press(.tab)
        #expect(screen.model == start)
    }

    // MARK: - Mouse

    @Test("The mouse is off until M, and then the frame asks for it")
    func mouse() {
        var screen = Screen()
        #expect(!screen.frame.mouse)
        screen.click(3, 1)
        screen.type("M")
        #expect(screen.frame.mouse)
        screen.type("M")
        #expect(!screen.frame.mouse)
    }

    @Test("A click on a panel, a row, a key hint does what the key does; a second one on a row opens it")
    func clicks() throws {
        var screen = Screen()
        screen.type("M")
        screen.time = now.addingTimeInterval(6)
        let tab = try #require(screen.column(of: "9 Log", row: 1))
        screen.click(tab, 1)
        #expect(screen.model.panel == .log)
        screen.type("1")
        screen.click(10, 10)
        #expect(screen.model.selectedBot?.selfID == "1000010002")
        screen.click(10, 10)
        #expect(screen.model.contexts.first == .botDetail)
        screen.press(.escape)
        let copy = try #require(screen.column(of: "c copy", row: 4))
        #expect(screen.click(copy, 4) == [.copy(testKey)])
        screen.time = now.addingTimeInterval(20)
        let help = try #require(screen.column(of: "? help", row: 23))
        screen.click(help, 23)
        #expect(screen.model.contexts.first == .reading)
    }

    @Test("The wheel moves the cursor; clicks outside of the screen do nothing")
    func wheel() {
        var screen = Screen(Fixture.overflowing())
        screen.type("3M")
        screen.send(.input(.mouse(MouseEvent(kind: .wheelDown, position: Position(column: 5, row: 9)))))
        #expect(screen.model.selectedBot?.selfID == "2000000004")
        screen.send(.input(.mouse(MouseEvent(kind: .wheelUp, position: Position(column: 5, row: 9)))))
        #expect(screen.model.selectedBot?.selfID == "2000000001")
        let before = screen.model
        #expect(screen.click(-1, 900).isEmpty)
        #expect(screen.model == before)
    }

    // MARK: - Small terminals

    @Test("Below 40x12 one line tells both sizes, and q still asks")
    func tooSmall() {
        var screen = Screen(size: Size(columns: 39, rows: 12))
        #expect(screen.text.contains("39x12"))
        #expect(screen.text.contains("40x12"))
        #expect(screen.text.contains("q quit"))
        #expect(screen.type("3c:").isEmpty)
        #expect(screen.model.panel == .overview)
        #expect(screen.type("qd") == [.detach])
    }

    @Test("On a small terminal one box is shown at a time")
    func single() {
        var screen = Screen(size: Size(columns: 60, rows: 14))
        #expect(screen.text.contains("┌ Bots"))
        #expect(!screen.text.contains("┌ Connect"))
        screen.press(.tab)
        #expect(screen.text.contains("┌ Needs attention"))
        screen.press(.tab)
        #expect(screen.text.contains("┌ Connect a bot"))
    }
}

extension Screen {
    @discardableResult
    mutating func click(_ column: Int, _ row: Int) -> [ConsoleEffect] {
        self.send(.input(.mouse(MouseEvent(kind: .press(button: 0), position: Position(column: column, row: row)))))
    }

    /// The column in which a text begins on a row.
    func column(of text: String, row: Int) -> Int? {
        let line = self.frame.grid.text(row: row)
        return line.range(of: text).map { TextWidth.width(of: String(line[..<$0.lowerBound])) }
    }
}

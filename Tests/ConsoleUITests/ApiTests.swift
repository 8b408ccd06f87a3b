import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct ApiTests {
    static func screen(_ change: (inout Snapshot) -> Void = { _ in }) -> Screen {
        var screen = Screen(
            Fixture.snapshot {
                $0.bots = [Fixture.assistant, Fixture.bot(7)]
                change(&$0)
            }
        )
        screen.type("6")
        return screen
    }

    static func call(
        _ id: Int,
        _ action: String,
        _ parameters: String = "{}",
        to bot: String = "1000010001"
    ) -> ConsoleEffect {
        .call(id: id, CallRequest(selfID: bot, action: action, parameters: Array(parameters.utf8)))
    }

    // MARK: - Actions

    @Test("The standard's own actions come first, each with the sign of what it does")
    func list() {
        let screen = Self.screen()
        let rows = (4..<22).map { screen.frame.grid.text(row: $0).prefix(29) }
        #expect(rows[0].hasPrefix("│› ! send_private_msg"))
        #expect(rows.contains { $0.hasPrefix("│ !! delete_msg") })
        #expect(rows.contains { $0.hasPrefix("│    get_msg") })
        #expect(screen.model.selectedAction == "send_private_msg")
    }

    @Test("A call that only reads is sent at once and its answer shown with its time")
    func reads() {
        var screen = Self.screen()
        screen.choose("get_login_info")
        #expect(screen.press(.enter) == [Self.call(1, "get_login_info")])
        #expect(screen.text.contains("Response: waiting, 0.0 s"))
        screen.send(.called(id: 1, CallFixture.ok))
        #expect(screen.text.contains("✓ get_login_info: ok, 12 ms"))
        #expect(screen.text.contains(#""nickname": "小助手""#))
        #expect(screen.type("s") == [Self.call(2, "get_login_info")])
    }

    @Test("A call that reads secrets asks first: its answer is for no other eyes")
    func readsSecrets() {
        var screen = Self.screen()
        screen.choose("get_csrf_token")
        #expect(screen.type("s").isEmpty)
        #expect(screen.text.contains("get_csrf_token is sent to"))
        #expect(screen.type("y") == [Self.call(1, "get_csrf_token")])
    }

    @Test("The time waited is told in fifths of a second, then in whole ones")
    func waiting() {
        var screen = Self.screen()
        screen.choose("get_login_info")
        screen.type("s")
        for (seconds, text, next) in [(0.0, "0.0", 0.2), (3.3, "3.2", 3.4), (9.99, "9.8", 10), (12.5, "12", 13)] {
            screen.time = now.addingTimeInterval(seconds)
            screen.send(.ticked)
            #expect(screen.text.contains("waiting, \(text) s"))
            #expect(abs((screen.frame.nextChange?.timeIntervalSince(now) ?? 0) - next) < 0.001)
        }
    }

    @Test("Every outcome is told, and that nobody knows where nobody does", arguments: Language.allCases)
    func outcomes(_ language: Language) {
        var texts: Set<String> = []
        for outcome in CallFixture.all {
            var screen = Screen(Fixture.typical(), language: language)
            screen.type("6")
            screen.choose("get_login_info")
            screen.type("s")
            screen.send(.called(id: 1, outcome))
            let text = language.phrases.callOutcome(outcome)
            #expect(texts.insert(text).inserted)
            let shown = screen.text.filter { !$0.isWhitespace && !"│".contains($0) }
            #expect(shown.contains(text.prefix(10).filter { !$0.isWhitespace }))
            #expect(!screen.text.contains(language == .english ? "waiting," : "等待中"))
        }
    }

    @Test("A failure shows the retcode, what it means, and the bot's own words")
    func failure() {
        var screen = Self.screen()
        screen.choose("get_login_info")
        screen.type("s")
        screen.send(.called(id: 1, CallFixture.failed))
        #expect(screen.text.contains("✗ get_login_info: failed, retcode 1404, 3.1 ms"))
        #expect(screen.text.contains("the bot does not know the action: 不支持的Api"))
    }

    @Test("Answers of other calls do not take the place of the one that is waited for; they are told below")
    func late() {
        var screen = Self.screen()
        screen.choose("get_login_info")
        screen.type("ss")
        screen.send(.called(id: 7, CallFixture.failed))
        #expect(screen.text.contains("waiting"))
        screen.send(.called(id: 1, CallFixture.ok))
        #expect(screen.lastLine.contains("get_login_info: ok, 12 ms"))
        #expect(screen.text.contains("Response: waiting"))
        screen.type("1")
        screen.send(.called(id: 2, CallFixture.failed))
        #expect(screen.lastLine.contains("get_login_info: failed"))
    }

    @Test("A large response is cut with a sign that says how long it is, and scrolls")
    func large() {
        for (length, shown) in [(60_000, false), (300_000, true), (3_000_000, true)] {
            var screen = Self.screen()
            screen.choose("get_login_info")
            screen.type("s")
            let text = String(repeating: "图", count: length / 3)
            let response = Array(#"{"status":"ok","data":"\#(text)","end":1}"#.utf8)
            let answer = CallAnswer(response: response, succeeded: true, milliseconds: 1)
            screen.send(.called(id: 1, .answered(answer)))
            #expect(screen.text.contains("⚠ only 64 KiB of") == shown)
            screen.press(.tab)
            screen.type("G")
            #expect(screen.text.contains(#""end": 1"#) == !shown)
            FrameTests.check(screen, "large")
        }
    }

    @Test("Nothing of a hostile response reaches the screen, nor does the key")
    func hostile() {
        var screen = Screen(Fixture.hostileSnapshot())
        screen.type("6")
        screen.choose("get_login_info")
        screen.type("s")
        let text =
            "{\"retcode\":100,\"wording\":\"\\u001b[2J \(testKey.exposed)\",\"\u{9B}2J\":\"\u{202E}\(testKey.exposed)\"}"
        let answer = CallAnswer(response: Array(text.utf8), succeeded: false, retcode: 100, milliseconds: .nan)
        screen.send(.called(id: 1, .answered(answer)))
        FrameTests.check(screen, "hostile")
        #expect(!screen.text.contains(testKey.exposed))
        let junk = CallAnswer(response: [0xFF, 0x1B, 0x00, 0x9B], succeeded: false, milliseconds: -1)
        screen.type("s")
        screen.send(.called(id: 2, .answered(junk)))
        FrameTests.check(screen, "junk")
    }

    // MARK: - Bots

    @Test("b goes through the connected bots; Left and Right do on their line")
    func bots() {
        var screen = Self.screen { $0.bots.append(Fixture.lostBob) }
        #expect(screen.model.apiBot?.selfID == "1000010001")
        screen.type("b")
        #expect(screen.model.apiBot?.selfID == "2000000007")
        screen.type("b")
        #expect(screen.model.apiBot?.selfID == "1000010001")
        screen.press(Key(.tab, .shift))
        screen.press(.right)
        #expect(screen.model.apiBot?.selfID == "2000000007")
        screen.type("h")
        #expect(screen.model.apiBot?.selfID == "1000010001")
    }

    @Test("i on a bot calls that one", arguments: ["3ji", "3j\ni", ":api 2000000007\n"])
    func ofBot(_ keys: String) {
        var screen = Self.screen()
        for key in keys { screen.press(key == "\n" ? Key(.enter) : .character(key)) }
        #expect(screen.model.panel == .api)
        screen.choose("get_status")
        #expect(screen.type("s") == [Self.call(1, "get_status", to: "2000000007")])
    }

    @Test("Without a bot it is said, and nothing is sent", arguments: Language.allCases)
    func noBot(_ language: Language) {
        var screen = Screen(Fixture.snapshot(), language: language)
        screen.type("6")
        #expect(screen.text.contains("✗ \(language.phrases.noBotToCall)"))
        #expect(screen.type("s").isEmpty)
        #expect(screen.type(":call get_status {}").isEmpty)
        #expect(screen.press(.enter).isEmpty)
    }

    // MARK: - Names that are not listed

    @Test("A name that is not listed is taken from the filter, and asks before it is sent")
    func unlisted() {
        var screen = Self.screen()
        screen.type("/get_nonsense.x")
        #expect(screen.text.contains("No such action is listed."))
        screen.press(.enter)
        #expect(screen.model.selectedAction == "get_nonsense.x")
        #expect(screen.text.contains("! not listed, asks first"))
        #expect(screen.type("s").isEmpty)
        #expect(screen.type("y") == [Self.call(1, "get_nonsense.x")])
    }

    @Test(
        ":call sends any action with one JSON object",
        arguments: [
            ("call get_login_info", #"{}"#, false), (#"call get_status {"a": "b  c"}"#, #"{"a": "b  c"}"#, false),
            ("call nonsense {}", "{}", true), (#"call send_like {"user_id":1}"#, #"{"user_id":1}"#, true),
        ]
    )
    func typed(_ line: String, _ parameters: String, _ asks: Bool) {
        var screen = Screen()
        screen.type(":" + line)
        var sent = screen.press(.enter)
        #expect(sent.isEmpty == asks)
        if asks { sent = screen.type("y") }
        let action = String(line.split(separator: " ")[1])
        #expect(sent == [Self.call(1, action, parameters)])
        #expect(screen.model.panel == .api)
    }

    @Test(":call without what is required opens the form; what is no object or no name is refused")
    func typedForm() {
        var screen = Screen()
        screen.type(":call send_like")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.model.contexts.first == .apiForm)
        #expect(screen.model.selectedAction == "send_like")
        for line in ["call get_status [1]", "call get_status {", "call a\"b", "call"] {
            #expect(throws: CommandProblem.self) { try TypedCommand(line) }
        }
        screen.type(":call set_group_k")
        screen.press(.tab)
        #expect(screen.lastLine.hasPrefix(":call set_group_kick"))
    }

    @Test("On a small terminal one box is in sight, and the response when a call was sent")
    func small() {
        var screen = Screen(size: Size(columns: 40, rows: 12))
        screen.type("6")
        #expect(screen.text.contains("┌ Actions"))
        screen.press(.tab)
        #expect(screen.text.contains("┌ send_private_msg"))
        screen.choose("get_status")
        screen.type("s")
        #expect(screen.text.contains("┌ Response"))
    }

    @Test("A click chooses an action or a row of the form; a second one goes on from there")
    func clicks() {
        var screen = Self.screen()
        screen.type("M")
        screen.click(5, 8)
        #expect(screen.model.selectedAction == "get_msg")
        screen.click(5, 8)
        #expect(screen.model.contexts.first == .apiForm)
        screen.click(40, 5)
        #expect(screen.model.contexts.first == .apiField)
        screen.press(.escape)
        screen.click(40, 7)
        screen.click(40, 7)
        #expect(screen.text.contains("Missing, though required: message_id."))
    }

    @Test("Where the question for a name does not fit, q still asks")
    func tooSmall() {
        var screen = Self.screen()
        screen.choose("set_group_ban")
        screen.type("s")
        screen.send(.resized(Size(columns: 20, rows: 5)))
        #expect(screen.type("qd") == [.detach])
    }

    @Test("Every kind, effect, origin and known retcode has words in both languages", arguments: Language.allCases)
    func words(_ language: Language) {
        let phrases = language.phrases
        let kinds: [Action.Parameter.Kind] = [.integer, .string, .boolean, .message, .object, .array, .any]
        for kind in kinds {
            #expect((1...7).contains(TextWidth.width(of: phrases.parameterKind(kind))))
            #expect(!phrases.valueRemark(wanted: kind, sentAs: phrases.asText).isEmpty)
        }
        let effects: [Action.Effect?] = [.reads, .readsSecrets, .changes, .dangerous, nil]
        #expect(Set(effects.map(phrases.actionEffect)).count == 5)
        #expect(Set(effects.map(phrases.callWarning)).count == 5)
        for code in [1, 100, 1200, 1400, 1404] { #expect(phrases.retcode(Int64(code))?.isEmpty == false) }
        #expect(phrases.retcode(0) == nil)
    }
}

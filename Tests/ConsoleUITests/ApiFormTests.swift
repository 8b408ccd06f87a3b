import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct ApiFormTests {
    @Test("What changes something asks first, with Cancel marked, and says what is sent to whom")
    func changes() {
        var screen = ApiTests.screen()
        screen.choose("send_like")
        screen.press(.enter)
        screen.type("30001000")
        screen.press(.enter)
        #expect(screen.type("s").isEmpty)
        #expect(screen.text.contains(#"{"user_id":30001000}"#))
        #expect(screen.text.contains("1000010001 小助手"))
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.type("sy") == [ApiTests.call(1, "send_like", #"{"user_id":30001000}"#)])
    }

    @Test("A dangerous one is sent when its name is typed, and not by Enter alone or another text")
    func dangerous() {
        var screen = ApiTests.screen()
        screen.choose("set_group_ban")
        screen.press(.enter)
        screen.type("1")
        screen.press(.tab)
        screen.type("2")
        screen.press(.enter)
        #expect(screen.type("s").isEmpty)
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.lastLine.contains("not the name of the action"))
        #expect(screen.type("set_group_bam").isEmpty)
        #expect(screen.press(.enter).isEmpty)
        screen.press(.backspace)
        screen.type("n")
        let parameters = #"{"group_id":1,"user_id":2,"duration":1800}"#
        #expect(screen.press(.enter) == [ApiTests.call(1, "set_group_ban", parameters)])
        screen.type("s")
        screen.press(.escape)
        #expect(screen.model.contexts.first == .apiForm)
    }

    @Test("What is required and missing is named before anything is sent")
    func missing() {
        var screen = ApiTests.screen()
        screen.choose("get_group_info")
        #expect(screen.type("s").isEmpty)
        #expect(screen.text.contains("Missing, though required: group_id."))
        #expect(screen.type("y") == [ApiTests.call(1, "get_group_info")])
    }

    @Test("Esc leaves a field as it was, Enter keeps it; Ctrl-S keeps it and sends")
    func field() {
        var screen = ApiTests.screen()
        screen.choose("get_group_info")
        screen.press(.enter)
        screen.type("12")
        screen.press(.escape)
        #expect(screen.text.contains("•group_id   integer required"))
        screen.press(.enter)
        screen.type("12")
        screen.press(.enter)
        #expect(screen.text.contains("•group_id   integer 12 "))
        screen.press(.enter)
        screen.type("3")
        #expect(screen.press(.control("s")) == [ApiTests.call(1, "get_group_info", #"{"group_id":123}"#)])
    }

    @Test(
        "A value is judged while it is typed, and never refused for its kind alone",
        arguments: [
            ("12", "12", ""), (" 7 ", "7", ""), ("x1", #""x1""#, "not an integer; sent as text"),
            ("[1]", "[1]", "not an integer; sent as the JSON"), ("1.5", "1.5", "not an integer"),
            ("null", "null", "JSON"),
            ("99999999999999999999", "99999999999999999999", "not an integer"),
        ]
    )
    func integers(_ typed: String, _ json: String, _ remark: String) {
        var screen = ApiTests.screen()
        screen.choose("get_group_info")
        screen.press(.enter)
        screen.type(typed)
        #expect(screen.text.contains("⚠") == !remark.isEmpty)
        if !remark.isEmpty { #expect(screen.text.contains(remark)) }
        #expect(screen.press(.control("s")) == [ApiTests.call(1, "get_group_info", #"{"group_id":\#(json)}"#)])
    }

    @Test(
        "A message is a text unless it is an array or an object",
        arguments: [
            ("hi \"you\" \\", #""hi \"you\" \\""#), ("123", #""123""#), ("[CQ:face,id=1]", #""[CQ:face,id=1]""#),
            (#"[{"type":"face","data":{"id":"1"}}]"#, #"[{"type":"face","data":{"id":"1"}}]"#),
            (#"{"type":"face"}"#, #"{"type":"face"}"#), (#"[{"type":}]"#, #""[{\"type\":}]""#),
        ]
    )
    func messages(_ typed: String, _ json: String) {
        var screen = ApiTests.screen()
        screen.choose("send_group_msg")
        screen.press(.enter)
        screen.type("1")
        screen.press(.tab)
        screen.send(.input(.paste(typed)))
        screen.press(.control("s"))
        let parameters = #"{"group_id":1,"message":\#(json)}"#
        #expect(screen.type("y") == [ApiTests.call(1, "send_group_msg", parameters)])
    }

    @Test("A text without characters is typed as two quotes; what is demanded with such a default is filled in so")
    func emptyText() {
        var screen = ApiTests.screen()
        screen.choose("get_cookies")
        #expect(screen.type("s").isEmpty)
        #expect(screen.type("y") == [ApiTests.call(1, "get_cookies", #"{"domain":""}"#)])
    }

    @Test("Other JSON is sent as well, wins over the fields, and must be one object")
    func other() {
        var screen = ApiTests.screen()
        screen.choose("get_group_info")
        screen.press(.enter)
        screen.type("12")
        screen.press(.tab, .enter)
        screen.press(.down, .enter)
        screen.send(.input(.paste("[1]")))
        #expect(screen.text.contains("✗ no valid JSON"))
        #expect(screen.press(.control("s")).isEmpty)
        #expect(screen.lastLine.contains("other JSON: no valid JSON"))
        screen.press(.enter)
        screen.press(.control("u"))
        screen.send(.input(.paste(#" { "x": [1, 2], "group_id" : "a" } "#)))
        let parameters = #"{"x": [1, 2], "group_id" : "a"}"#
        let sent = screen.press(.control("s"))
        #expect(sent.count == 1)
        if case .call(_, let request) = sent.first {
            let text = String(decoding: request.parameters, as: UTF8.self)
            #expect(text.hasPrefix("{") && text.contains(parameters.dropFirst().dropLast()))
            #expect(!text.contains("12"))
        }
    }

    @Test("Up in the first row brings earlier calls back, the newest first, and then the form as it was")
    func history() {
        var screen = ApiTests.screen()
        for number in ["1", "2"] {
            screen.choose("get_group_info")
            screen.press(.enter)
            screen.press(.control("u"))
            screen.type(number)
            screen.press(.control("s"))
        }
        screen.choose("get_login_info")
        screen.type("s")
        screen.choose("get_stranger_info")
        screen.press(.enter)
        screen.type("5")
        screen.press(.enter)
        var seen: [String] = []
        for _ in 0..<4 {
            screen.press(.up)
            seen.append("\(screen.model.selectedAction ?? "")")
        }
        #expect(seen == ["get_login_info", "get_group_info", "get_group_info", "get_stranger_info"])
        #expect(screen.text.contains("integer 5 "))
        screen.type("kk")
        #expect(screen.text.contains("integer 2 "))
        #expect(screen.type("s") == [ApiTests.call(4, "get_group_info", #"{"group_id":2}"#)])
    }
}

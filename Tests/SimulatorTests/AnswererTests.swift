import Foundation
import OneBot
import Testing

@testable import Simulator

@Suite("Answers of acted bots")
struct AnswererTests {
    private static func reply(
        _ implementation: Implementation,
        _ call: String,
        faults: Set<Fault> = []
    ) -> Answerer.Reply {
        var configuration = FleetConfiguration(
            address: EndpointAddress(host: "h", port: 1),
            key: Secret("k"),
            seed: 3
        )
        configuration.implementation = implementation
        configuration.faults = faults
        let maker = EventMaker(configuration, selfID: 1_000_010_001)
        var answerer = Answerer(configuration, selfID: 1_000_010_001)
        return answerer.answer(Array(call.utf8), maker: maker)
    }

    @Test(
        "an unknown action gets each implementation's own answer",
        arguments: [
            (
                Implementation.napCat,
                #"{"status":"failed","retcode":1404,"data":null,"message":"不支持的Api get_moon","#
                    + #""wording":"不支持的Api get_moon","echo":"c","stream":"normal-action"}"#
            ),
            (
                .llBot,
                #"{"status":"failed","retcode":1404,"data":null,"message":"get_moon API 不存在","#
                    + #""wording":"get_moon API 不存在","echo":"c"}"#
            ),
            (.lagrange, #"{"status":"failed","retcode":404,"data":null,"echo":"c"}"#),
            (
                .goCQHTTP,
                #"{"data":null,"echo":"c","message":"API不存在","msg":"API_NOT_FOUND","retcode":404,"status":"failed","#
                    + #""wording":"API不存在"}"# + "\n"
            ),
        ]
    )
    func unknown(_ implementation: Implementation, _ expected: String) {
        let reply = Self.reply(implementation, #"{"action":"get_moon","params":{},"echo":"c"}"#)
        #expect(reply.frames == [expected])
        #expect(reply.outcome == .unknownAction)
        #expect(reply.action == "get_moon")
    }

    @Test(
        "an echo comes back as each implementation sends it back",
        arguments: [
            ("", [#""""#, nil, nil, "null"]), (#","echo":null"#, [#""""#, nil, "null", "null"]),
            (#","echo":0"#, ["0", "0", "0", "0"]), (#","echo":"""#, [#""""#, #""""#, #""""#, #""""#]),
            (#","echo":{"seq":[1,"二"]}"#, Array(repeating: #"{"seq":[1,"二"]}"#, count: 4)),
            (
                #","echo":9007199254740993"#,
                ["9007199254740992", "9007199254740992", "9007199254740992", "9007199254740993"]
            ),
        ] as [(String, [String?])]
    )
    func echoes(_ sent: String, _ expected: [String?]) throws {
        for (implementation, echo) in zip([Implementation.napCat, .llBot, .goCQHTTP, .lagrange], expected) {
            let reply = Self.reply(implementation, #"{"action":"can_send_image"\#(sent)}"#)
            let frame = try #require(reply.frames.first)
            #expect(JSONReader.isValid(Array(frame.utf8)))
            let members = try #require(JSONReader.members(Array(frame.utf8)))
            let given = members["echo"].map { String(decoding: Array(frame.utf8)[$0], as: UTF8.self) }
            #expect(given == echo, "\(implementation)")
        }
    }

    @Test(
        "bad JSON gets each implementation's own answer, or none",
        arguments: [
            (Implementation.napCat, #""retcode":1400"#), (.llBot, #""echo":"x7""#), (.goCQHTTP, "API_NOT_FOUND"),
            (.lagrange, nil),
        ] as [(Implementation, String?)]
    )
    func badJSON(_ implementation: Implementation, _ part: String?) {
        let reply = Self.reply(implementation, #"{"action":"get_status","echo":"x7","#)
        #expect(reply.frames.isEmpty == (part == nil))
        #expect(part.map { reply.frames.first?.contains($0) == true } ?? true)
    }

    @Test(
        "each known action is answered with data",
        arguments: [
            ("get_login_info", "{}", #""nickname":"#), ("get_version_info", "{}", #""app_name":"#),
            ("get_status", "{}", #""online":true"#), ("get_group_list", "{}", #""group_name":"#),
            ("get_group_info", #"{"group_id":700000001}"#, #""member_count":"#),
            ("get_group_info", #"{"group_id":"700000002"}"#, #""group_id":700000002"#),
            ("get_friend_list", "{}", #""remark":"#),
            ("get_group_member_list", #"{"group_id":700000001}"#, #""role":"owner""#),
            ("get_group_member_info", #"{"group_id":700000001,"user_id":20002001}"#, #""card":"#),
            ("get_stranger_info", #"{"user_id":20002001}"#, #""sex":"#),
            ("send_group_msg", #"{"group_id":1,"message":"hi"}"#, #""message_id":"#),
            ("send_private_msg", #"{"user_id":1,"message":[]}"#, #""message_id":"#),
            ("send_msg", #"{"group_id":"1","message":"x"}"#, #""message_id":"#),
            ("set_group_ban", #"{"group_id":1,"user_id":2,"duration":60}"#, #""data":null"#),
            ("can_send_image", "{}", #""yes":true"#),
        ],
        Implementation.allCases
    )
    func known(_ call: (action: String, parameters: String, part: String), _ implementation: Implementation) throws {
        let reply = Self.reply(implementation, #"{"params":\#(call.parameters),"echo":1,"action":"\#(call.action)"}"#)
        #expect(reply.outcome == .ok)
        let frame = try #require(reply.frames.first)
        #expect(frame.contains(call.part), "\(frame)")
        #expect(JSONReader.isValid(Array(frame.utf8)))
    }

    @Test("what NapCat trips over stays unanswered, and setters without a result have no data")
    func napCatOdds() {
        #expect(Self.reply(.napCat, #"{"action":"send_group_msg","params":{"group_id":1}}"#).outcome == .unanswered)
        #expect(Self.reply(.llBot, #"{"action":"send_group_msg","params":{"group_id":1}}"#).outcome == .failed)
        let like = Self.reply(.napCat, #"{"action":"send_like","params":{"user_id":1},"echo":"e"}"#)
        #expect(like.frames.first?.contains("\"data\"") == false)
        #expect(Self.reply(.napCat, #"{"action":"get_status_async"}"#).outcome == .ok)
        #expect(Self.reply(.lagrange, #"{"action":"get_status_async"}"#).outcome == .unknownAction)
    }

    @Test("faults of answers")
    func faults() {
        let call = #"{"action":"get_login_info","echo":"e"}"#
        #expect(Self.reply(.napCat, call, faults: [.noAnswer]).frames.isEmpty)
        #expect(Self.reply(.napCat, call, faults: [.twiceAnswer]).frames.count == 2)
        #expect(Self.reply(.napCat, call, faults: [.failedAnswer]).frames.first?.contains("1200") == true)
        let parts = Self.reply(.napCat, call, faults: [.streamAnswer]).frames
        #expect(parts.count == 3)
        #expect(parts.prefix(2).allSatisfy { $0.contains(#""type":"stream""#) && $0.contains("stream-action") })
        #expect(parts.last?.contains("nickname") == true)
    }

    @Test(
        "strict JSON alone is JSON",
        arguments: [
            ("{}", true), ("[1,2.5e-3,\"\\u00e9\\n\",true,null]", true), ("{\"a\":{\"b\":[]}}", true), ("01", false),
            ("{\"a\":1,}", false), ("'a'", false), ("[1 2]", false), ("\"\u{1}\"", false), ("\"\\x\"", false),
            ("", false),
            ("1.", false), ("-", false), ("{\"a\" 1}", false), ("\"\\u12g4\"", false), ("nul", false), ("[", false),
        ]
    )
    func json(_ text: String, _ isValid: Bool) {
        #expect(JSONReader.isValid(Array(text.utf8)) == isValid)
    }

    @Test("deep nesting is refused, not followed")
    func depth() {
        #expect(!JSONReader.isValid(Array(repeating: UInt8(ascii: "["), count: 1_000_000)))
        #expect(
            JSONReader.string(Array(#""a\ud83d\ude00\"é""#.utf8), 0..<Array(#""a\ud83d\ude00\"é""#.utf8).count)
                == "a😀\"é"
        )
    }
}

import EndpointTesting
import Foundation

/// Something wrong with a bot that is connected, as it looks on the wire, and what the operator must be told.
struct SessionFault: Sendable {
    var name: String
    var id: String
    /// Something that the title or the evidence must hold.
    var says: String
    var role: String
    /// Whether the bot introduces itself and answers, as a healthy one does.
    var isIntroduced: Bool
    /// Makes the mistake on a link of this account.
    var make: @Sendable (_ bot: TestBot, _ selfID: String) async throws -> Void

    init(
        _ name: String,
        _ id: String,
        says: String = "",
        role: String = "Universal",
        isIntroduced: Bool = true,
        make: @escaping @Sendable (_ bot: TestBot, _ selfID: String) async throws -> Void
    ) {
        self.name = name
        self.id = id
        self.says = says
        self.role = role
        self.isIntroduced = isIntroduced
        self.make = make
    }

    private static func event(_ selfID: String, _ more: String, time: Int = Int(Date().timeIntervalSince1970)) -> String
    {
        #"{"time":\#(time),"self_id":\#(selfID),\#(more)}"#
    }

    private static func heartbeat(_ selfID: String, online: Bool = true, time: Int? = nil) -> String {
        self.event(
            selfID,
            #""post_type":"meta_event","meta_event_type":"heartbeat","interval":30000,"#
                + #""status":{"online":\#(online),"good":true}"#,
            time: time ?? Int(Date().timeIntervalSince1970)
        )
    }

    private static func message(
        _ selfID: String,
        _ number: Int = 7,
        postType: String = "message",
        content: String = #"[{"type":"text","data":{"text":"hi"}}]"#,
        user: String = "20002",
        time: Int = Int(Date().timeIntervalSince1970),
        more: String = ""
    ) -> String {
        self.event(
            selfID,
            #""post_type":"\#(postType)","message_type":"private","sub_type":"friend","message_id":\#(number),"#
                + #""user_id":\#(user),"message":\#(content),"raw_message":"hi","font":0\#(more)"#,
            time: time
        )
    }

    static let all: [SessionFault] = alive + events + frames

    private static let alive: [SessionFault] = [
        SessionFault("QQ is offline by the heartbeat", "LIVE-08") { bot, selfID in
            try await bot.send(Self.heartbeat(selfID, online: false))
        },
        SessionFault("QQ was thrown out, with a reason", "LIVE-08", says: "KickedOffLine") { bot, selfID in
            try await bot.send(
                Self.event(
                    selfID,
                    #""post_type":"notice","notice_type":"bot_offline","user_id":\#(selfID),"#
                        + #""tag":"KickedOffLine","message":"logged in elsewhere""#
                )
            )
        },
        SessionFault("the link is reset", "LIVE-05") { bot, _ in try await bot.peer.reset() },
        SessionFault("only an API link", "ID-06", role: "API", isIntroduced: false) { _, _ in },
        SessionFault("a framework takes us for the bot", "HS-08", isIntroduced: false) { bot, _ in
            try await bot.send(#"{"action":"get_login_info","params":{},"echo":"1"}"#)
        },
    ]

    private static let events: [SessionFault] = [
        SessionFault("events of another account", "ID-02", says: "4242424242") { bot, _ in
            try await bot.send(Self.message("4242424242"))
        },
        SessionFault("CQ strings", "EVT-01") { bot, selfID in
            try await bot.send(Self.message(selfID, content: #""hi[CQ:face,id=14]""#))
        },
        SessionFault("its own messages", "EVT-02") { bot, selfID in
            try await bot.send(Self.message(selfID, postType: "message_sent", user: selfID))
        },
        SessionFault("every message twice", "EVT-03") { bot, selfID in
            for number in 1...3 {
                for _ in 0..<2 { try await bot.send(Self.message(selfID, number)) }
            }
        },
        SessionFault("messages of an hour ago", "EVT-04") { bot, selfID in
            let past = Int(Date().timeIntervalSince1970) - 3600
            for number in 1...3 { try await bot.send(Self.message(selfID, number, time: past)) }
        },
        SessionFault("a clock eight hours ahead", "EVT-05") { bot, selfID in
            let ahead = Int(Date().timeIntervalSince1970) + 8 * 3600
            for _ in 0..<6 { try await bot.send(Self.heartbeat(selfID, time: ahead)) }
        },
        SessionFault("raw data of a debug mode", "EVT-06") { bot, selfID in
            for number in 1...5 { try await bot.send(Self.message(selfID, number, more: #","raw":{"a":[1,2,3]}"#)) }
        },
        SessionFault("ids that are no numbers", "EVT-07") { bot, selfID in
            try await bot.send(Self.message(selfID, user: #""u_abcdef""#))
        },
        SessionFault("JSON that is no OneBot", "EVT-08") { bot, _ in
            for _ in 0..<3 { try await bot.send(#"{"hello":"world"}"#) }
        },
    ]

    private static let frames: [SessionFault] = [
        SessionFault("more than the limit", "FRM-02") { bot, selfID in
            let long = String(repeating: "x", count: 1_100_000)
            try await bot.send(Self.message(selfID, content: #"[{"type":"text","data":{"text":"\#(long)"}}]"#))
        },
        SessionFault("text that is no UTF-8", "FRM-03") { bot, _ in
            try await bot.peer.write(TestBot.frame(opcode: 1, [0x22, 0xC3, 0x28, 0x22]))
        },
        SessionFault("a frame without a mask", "FRM-04") { bot, _ in
            try await bot.peer.write([0x81, 0x02, 0x7B, 0x7D])
        },
        SessionFault("binary frames", "FRM-05") { bot, _ in
            for _ in 0..<3 { try await bot.peer.write(TestBot.frame(opcode: 2, [0x81, 0xA1, 0x61])) }
        },
    ]
}

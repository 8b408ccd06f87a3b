import OneBot
import Testing

@Suite struct EventSummaryTests {
    private func summary(_ text: String, _ words: EventWords = .english) -> EventSummary {
        EventSummary(EventRecord(Array(text.utf8)), words)
    }

    @Test("every sample has a bounded line without line breaks in both languages", arguments: Samples.events)
    func samples(bytes: [UInt8]) {
        let record = EventRecord(bytes)
        for words in [EventWords.english, .chinese] {
            let summary = EventSummary(record, words)
            #expect(!summary.kind.isEmpty)
            #expect(!summary.what.isEmpty)
            #expect(summary.what.count <= EventSummary.longestWhat)
            for text in [summary.kind, summary.place, summary.who, summary.what] {
                #expect(!text.unicodeScalars.contains { ["\n", "\r", "\u{2028}", "\u{2029}", "\u{85}"].contains($0) })
            }
        }
    }

    private static func group(_ message: String) -> String {
        #"{"post_type":"message","message_type":"group","group_id":7,"group_name":"测试","user_id":5,"#
            + #""sender":{"nickname":"小明","card":""},"message":\#(message)}"#
    }

    @Test(
        "messages read as a person would tell them",
        arguments: [
            (#"[{"type":"at","data":{"qq":"123"}},{"type":"text","data":{"text":" hi"}}]"#, "@123 hi", "@123 hi"),
            (#"[{"type":"at","data":{"qq":"all"}}]"#, "@all", "@全体成员"),
            (#"[{"type":"at","data":{"qq":1,"name":"小红"}}]"#, "@小红", "@小红"),
            (#"[{"type":"face","data":{"id":14}}]"#, "[face:14]", "[表情:14]"),
            (#"[{"type":"face","data":{"id":"3","raw":{"faceText":"/得意"}}}]"#, "[face:得意]", "[表情:得意]"),
            (#"[{"type":"image","data":{"file":"a"}}]"#, "[image]", "[图片]"),
            (#"[{"type":"image","data":{"summary":"[动画表情]"}}]"#, "[动画表情]", "[动画表情]"),
            (#"[{"type":"mface","data":{"summary":"摸摸"}}]"#, "[摸摸]", "[摸摸]"),
            (#"[{"type":"record"},{"type":"video"}]"#, "[voice][video]", "[语音][视频]"),
            (#"[{"type":"file","data":{"file":"a.pdf"}}]"#, "[file] a.pdf", "[文件] a.pdf"),
            (#"[{"type":"reply","data":{"id":"55"}},{"type":"text","data":{"text":"x"}}]"#, "↩ 55 x", "↩ 55 x"),
            (#"[{"type":"forward","data":{"id":"9"}}]"#, "[forwarded messages]", "[合并转发]"),
            (#"[{"type":"json","data":{"data":"{\"prompt\":\"[QQ小程序]哔哩\"}"}}]"#, "[QQ小程序]哔哩", "[QQ小程序]哔哩"),
            (#"[{"type":"json","data":{"data":"no json"}}]"#, "[card]", "[卡片]"),
            (#"[{"type":"json","data":{"data":{"prompt":"新闻"}}}]"#, "[新闻]", "[新闻]"),
            (#"[{"type":"dice","data":{"result":"5"}}]"#, "[dice:5]", "[骰子:5]"),
            (#"[{"type":"totally_new","data":{"x":1}}]"#, "[totally_new]", "[totally_new]"),
            (#"[{"data":{"x":1}}]"#, "[?]", "[?]"),
            (#""a[CQ:face,id=1]\nb\r\nc""#, "a[face:1]↵b↵c", "a[表情:1]↵b↵c"),
            ("[]", "(empty message)", "（空消息）"),
            (#"[{"type":"text","data":{"text":"\u001b[31m"}}]"#, "\u{1b}[31m", "\u{1b}[31m"),
        ]
    )
    func messages(message: String, english: String, chinese: String) {
        let text = Self.group(message)
        #expect(self.summary(text).what == english)
        #expect(self.summary(text, .chinese).what == chinese)
        #expect(self.summary(text).place == "测试 (7)")
        #expect(self.summary(text).who == "小明")
        #expect(self.summary(text).kind == "message")
        #expect(self.summary(text, .chinese).kind == "消息")
    }

    @Test(
        "notices, requests and meta events are short sentences",
        arguments: [
            (
                #""post_type":"notice","notice_type":"group_ban","sub_type":"ban","group_id":7,"operator_id":9,"user_id":5,"duration":600"#,
                "9", "muted 5 for 10 min", "禁言了 5，时长 10 分钟"
            ),
            (
                #""post_type":"notice","notice_type":"group_ban","sub_type":"ban","group_id":7,"operator_id":9,"user_id":0,"duration":-1"#,
                "9", "muted the whole group", "禁言了全体成员"
            ),
            (
                #""post_type":"notice","notice_type":"group_ban","sub_type":"lift_ban","group_id":7,"operator_id":9,"user_id":5"#,
                "9", "unmuted 5", "解除了 5 的禁言"
            ),
            (
                #""post_type":"notice","notice_type":"group_decrease","sub_type":"kick","group_id":7,"operator_id":9,"user_id":5"#,
                "9", "removed 5 from the group", "把 5 移出了群"
            ),
            (
                #""post_type":"notice","notice_type":"group_increase","sub_type":"invite","group_id":7,"operator_id":0,"user_id":5"#,
                "5", "joined the group, invited", "加入了群，受人邀请"
            ),
            (
                #""post_type":"notice","notice_type":"group_recall","group_id":7,"operator_id":9,"user_id":5,"message_id":1"#,
                "9", "recalled a message of 5 (1)", "撤回了 5 的一条消息（1）"
            ),
            (
                #""post_type":"notice","notice_type":"group_upload","group_id":7,"user_id":5,"file":{"name":"a.pptx","size":5368709120}"#,
                "5", "uploaded the file a.pptx (5 GB)", "上传了文件 a.pptx（5 GB）"
            ),
            (
                #""post_type":"notice","notice_type":"notify","sub_type":"profile_like","operator_id":5,"operator_nick":"小明","times":10"#,
                "小明", "liked the profile 10 times", "赞了资料卡 10 次"
            ),
            (
                #""post_type":"notice","notice_type":"notify","sub_type":"gray_tip","user_id":5,"content":"{\"items\":[{\"txt\":\"被禁言\"}]}""#,
                "5", "system line: 被禁言", "灰条提示：被禁言"
            ),
            (
                #""post_type":"notice","notice_type":"bot_offline","user_id":5,"message":"另一处登录""#,
                "", "the account went offline: 另一处登录", "账号已下线：另一处登录"
            ),
            (#""post_type":"notice","notice_type":"x","sub_type":"y""#, "", "unknown event: x/y", "未知事件：x/y"),
            (
                #""post_type":"request","request_type":"group","sub_type":"add","user_id":5,"comment":"问\n答""#,
                "5", "wants to join the group: 问↵答", "申请入群：问↵答"
            ),
            (
                #""post_type":"meta_event","meta_event_type":"heartbeat","interval":30000,"status":{"online":true}"#,
                "", "heartbeat, account online, every 30 s", "心跳，账号在线，间隔 30 秒"
            ),
            (#""post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect""#, "", "connected", "已连接"),
            (#""post_type":"strange""#, "", "unknown event: strange", "未知事件：strange"),
        ]
    )
    func sentences(members: String, who: String, english: String, chinese: String) {
        let text = "{\(members)}"
        #expect(self.summary(text).who == who)
        #expect(self.summary(text).what == english)
        #expect(self.summary(text, .chinese).what == chinese)
    }

    @Test("places are named in the words' language")
    func places() {
        let friend = #"{"post_type":"message","message_type":"private","sub_type":"friend"}"#
        #expect(self.summary(friend).place == "private")
        #expect(self.summary(friend, .chinese).place == "私聊")
        let temporary = #"{"post_type":"message","message_type":"private","sub_type":"group","group_id":7}"#
        #expect(self.summary(temporary).place == "private, via 7")
    }

    @Test("texts of any length and of stacked accents are cut")
    func bounded() {
        let long = String(repeating: "长", count: 20_000)
        let what = self.summary(Self.group(#"[{"type":"text","data":{"text":"\#(long)"}}]"#)).what
        #expect(what.count == EventSummary.longestWhat)
        #expect(what.hasSuffix("长…"))
        let stacked = "a" + String(repeating: "\u{301}", count: 50_000)
        let short = self.summary(Self.group(#"[{"type":"text","data":{"text":"\#(stacked)"}}]"#)).what
        #expect(short.unicodeScalars.count <= EventSummary.longestWhat * 4 + 1)
    }

    @Test("bytes that are no event have a line too")
    func unreadable() {
        #expect(self.summary("not json").what == "(unreadable)")
        #expect(self.summary("not json", .chinese).what == "（无法读取）")
    }
}

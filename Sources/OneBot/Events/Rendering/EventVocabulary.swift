/// The words that lines about events have of their own, in lower case and every language. A search for one of them
/// cannot be answered from the bytes of an event.
enum EventVocabulary {
    private static let languages: [any EventPhrases] = [EventWords.english.phrases, EventWords.chinese.phrases]

    /// What stands in lines about messages.
    static let messages: [String] = Self.languages.flatMap { phrases in
        SegmentName.allCases.map(phrases.segmentName)
            + [phrases.everybody, phrases.emptyMessage, phrases.privateChat]
            + [phrases.temporaryChat(group: nil), phrases.temporaryChat(group: ""), phrases.guild("", channel: nil)]
    }.map { $0.lowercased() }

    /// What stands in lines about everything else.
    static let sentences: [String] = Self.languages.flatMap { phrases in
        let notices = Self.notices.map { phrases.notice(NoticeEvent(Self.json($0))) }
        let requests = Self.requests.map { phrases.request(RequestEvent(Self.json($0))) }
        let metas = Self.metas.map { phrases.meta(MetaEvent(Self.json($0))) }
        return notices + requests + metas + [phrases.guild("", channel: nil), phrases.unreadable]
            + EventWriter.sizeUnits
    }.map { $0.lowercased() }

    private static func json(_ members: String) -> JSONValue {
        (try? JSONParser.parse("{\(members)}".utf8)) ?? .null
    }

    /// One of each sentence: kinds, and the fields that add words.
    private static let notices: [String] = [
        #""notice_type":"group_upload","file":{"size":1}"#,
        #""notice_type":"group_admin","sub_type":"set""#,
        #""notice_type":"group_admin","sub_type":"unset""#,
        #""notice_type":"group_decrease","sub_type":"leave""#,
        #""notice_type":"group_decrease","sub_type":"kick""#,
        #""notice_type":"group_decrease","sub_type":"kick_me""#,
        #""notice_type":"group_decrease","sub_type":"disband""#,
        #""notice_type":"group_increase","sub_type":"approve","operator_id":1"#,
        #""notice_type":"group_increase","sub_type":"invite","operator_id":1"#,
        #""notice_type":"group_increase","sub_type":"invite""#,
        #""notice_type":"group_ban","sub_type":"ban","user_id":1,"duration":90000"#,
        #""notice_type":"group_ban","sub_type":"ban","user_id":1,"duration":61"#,
        #""notice_type":"group_ban","sub_type":"ban""#,
        #""notice_type":"group_ban","sub_type":"lift_ban","user_id":1"#,
        #""notice_type":"group_ban","sub_type":"lift_ban""#,
        #""notice_type":"friend_add""#,
        #""notice_type":"group_recall""#,
        #""notice_type":"group_recall","user_id":1,"operator_id":2"#,
        #""notice_type":"notify","sub_type":"poke""#,
        #""notice_type":"notify","sub_type":"poke_recall""#,
        #""notice_type":"notify","sub_type":"lucky_king""#,
        #""notice_type":"notify","sub_type":"honor","honor_type":"talkative""#,
        #""notice_type":"notify","sub_type":"honor","honor_type":"performer""#,
        #""notice_type":"notify","sub_type":"honor","honor_type":"legend""#,
        #""notice_type":"notify","sub_type":"honor","honor_type":"strong_newbie""#,
        #""notice_type":"notify","sub_type":"honor","honor_type":"emotion""#,
        #""notice_type":"notify","sub_type":"title""#,
        #""notice_type":"notify","sub_type":"group_name""#,
        #""notice_type":"notify","sub_type":"input_status""#,
        #""notice_type":"notify","sub_type":"profile_like","times":1"#,
        #""notice_type":"notify","sub_type":"gray_tip""#,
        #""notice_type":"notify","sub_type":"sign""#,
        #""notice_type":"group_card","card_new":"1","card_old":"1""#,
        #""notice_type":"group_card""#,
        #""notice_type":"group_dismiss""#,
        #""notice_type":"essence","sub_type":"add""#,
        #""notice_type":"essence","sub_type":"add","sender_id":1"#,
        #""notice_type":"essence","sub_type":"delete""#,
        #""notice_type":"essence","sub_type":"delete","sender_id":1"#,
        #""notice_type":"reaction","sub_type":"add""#,
        #""notice_type":"reaction","sub_type":"remove""#,
        #""notice_type":"group_msg_emoji_like""#,
        #""notice_type":"message_reactions_updated""#,
        #""notice_type":"offline_file""#,
        #""notice_type":"client_status","online":true"#,
        #""notice_type":"client_status","online":false"#,
        #""notice_type":"bot_offline""#,
        #""notice_type":"bot_online""#,
        #""notice_type":"online_file_receive","sub_type":"cancel""#,
        #""notice_type":"online_file_send","sub_type":"receive""#,
        #""notice_type":"online_file_send","sub_type":"refuse""#,
        #""notice_type":"flash_file","sub_type":"downloading""#,
        #""notice_type":"flash_file","sub_type":"downloaded""#,
        #""notice_type":"flash_file","sub_type":"uploading""#,
        #""notice_type":"flash_file","sub_type":"uploaded""#,
        #""notice_type":"channel_updated""#,
        #""notice_type":"channel_created""#,
        #""notice_type":"channel_destroyed""#,
        #""notice_type":"""#,
    ]

    private static let requests: [String] = [
        #""request_type":"friend","via":"1""#,
        #""request_type":"group","sub_type":"add","invitor_id":1"#,
        #""request_type":"group","sub_type":"invite""#,
    ]

    private static let metas: [String] = [
        #""meta_event_type":"lifecycle","sub_type":"connect""#,
        #""meta_event_type":"lifecycle","sub_type":"enable""#,
        #""meta_event_type":"lifecycle","sub_type":"disable""#,
        #""meta_event_type":"lifecycle""#,
        #""meta_event_type":"heartbeat","interval":1000,"status":{"online":true}"#,
        #""meta_event_type":"heartbeat","status":{"online":false}"#,
    ]
}

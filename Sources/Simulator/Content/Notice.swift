/// The notices of an ordinary day.
enum Notice: CaseIterable {
    case poke
    case increase
    case decrease
    case recall
    case ban
    case liftBan
    case card
    case admin
    case upload
    case friendAdd
    case friendRecall
    case emojiLike

    static func random(_ generator: inout SeededGenerator) -> Notice {
        // Pokes and recalls are what happens most.
        if generator.chance(30) { return .poke }
        if generator.chance(20) { return .recall }
        return generator.pick(Self.allCases)
    }

    func fields(
        _ cast: Cast,
        _ implementation: Implementation,
        _ generator: inout SeededGenerator
    ) -> [(key: String, value: String)] {
        let groups = cast.groups
        let group: (key: String, value: String) = ("group_id", "\(generator.pick(groups).id)")
        let person = cast.person(Int(generator.next() % 20))
        let user: (key: String, value: String) = ("user_id", "\(person.id)")
        let owner: (key: String, value: String) = ("operator_id", "\(cast.person(0).id)")
        let message: (key: String, value: String) = ("message_id", "\(generator.next() % (1 << 31))")
        switch self {
        case .poke:
            var fields = [
                ("sub_type", "\"poke\""), ("target_id", "\(cast.selfID)"), user, group,
            ]
            if implementation == .napCat || implementation == .llBot {
                fields.append(
                    ("raw_info", #"[{"col":"1","nm":"","type":"qq","uid":"u_sim"},{"txt":"拍了拍","type":"nor"}]"#)
                )
            } else if implementation == .goCQHTTP {
                fields.append(("sender_id", "\(person.id)"))
            } else {
                fields += [("action", "\"拍了拍\""), ("suffix", "\"的头\""), ("action_img_url", "\"\"")]
            }
            return self.notice("notify", fields)
        case .increase: return self.notice("group_increase", [group, user, owner, ("sub_type", "\"approve\"")])
        case .decrease:
            let left: (key: String, value: String) = ("operator_id", "\(person.id)")
            return self.notice("group_decrease", [group, user, left, ("sub_type", "\"leave\"")])
        case .recall:
            var fields = [group, user, ("operator_id", "\(person.id)"), message]
            if implementation == .lagrange { fields.append(("tip", "\"\"")) }
            return self.notice("group_recall", fields)
        case .ban:
            let minutes = generator.pick([1, 10, 60, 1440])
            return self.notice(
                "group_ban",
                [group, user, owner, ("duration", "\(minutes * 60)"), ("sub_type", "\"ban\"")]
            )
        case .liftBan:
            return self.notice("group_ban", [group, user, owner, ("duration", "0"), ("sub_type", "\"lift_ban\"")])
        case .card where implementation != .lagrange:
            let card = JSONText.string("新名片 " + person.nickname)
            return self.notice(
                "group_card",
                [group, user, ("card_new", card), ("card_old", JSONText.string(person.card))]
            )
        case .card: return self.notice("group_name_change", [group, ("name", "\"改名后的群\"")])
        case .admin: return self.notice("group_admin", [group, user, ("sub_type", "\"set\"")])
        case .upload:
            let file = JSONObject([
                ("id", "\"/f\(generator.next() % 100_000)\""), ("name", "\"课件 01.pptx\""),
                ("size", "\(generator.next() % 90_000_000)"), ("busid", "102"),
            ])
            return self.notice("group_upload", [group, user, ("file", file.text)])
        case .friendAdd: return self.notice("friend_add", [user])
        case .friendRecall: return self.notice("friend_recall", [user, message])
        case .emojiLike:
            switch implementation {
            case .napCat, .llBot:
                let likes = #"[{"emoji_id":"\#(generator.pick([66, 76, 277]))","count":1}]"#
                return self.notice(
                    "group_msg_emoji_like",
                    [group, user, message, ("likes", likes), ("is_add", "true")]
                )
            case .lagrange:
                return self.notice(
                    "reaction",
                    [group, message, owner, ("code", "\"66\""), ("count", "1"), ("sub_type", "\"add\"")]
                )
            case .goCQHTTP:
                return self.notice(
                    "essence",
                    [group, ("sender_id", "\(person.id)"), owner, message, ("sub_type", "\"add\"")]
                )
            }
        }
    }

    private func notice(_ type: String, _ fields: [(key: String, value: String)]) -> [(key: String, value: String)] {
        [("post_type", "\"notice\""), ("notice_type", "\"\(type)\"")] + fields
    }
}

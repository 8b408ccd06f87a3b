/// The fields of a message event, by implementation.
struct MessageForm {
    var implementation: Implementation
    /// Segments, or a string with CQ codes.
    var isArray: Bool
    var sequence: Int64

    func fields(
        content: String,
        raw: String,
        sender: Cast.Person,
        group: Cast.Group?,
        id: Int64,
        selfID: Int64
    ) -> [(key: String, value: String)] {
        switch self.implementation {
        case .napCat, .llBot: self.ntFields(content, raw, sender, group, id)
        case .lagrange, .goCQHTTP: self.classicFields(content, raw, sender, group, id, selfID)
        }
    }

    /// The implementations on QQ NT's core.
    private func ntFields(
        _ content: String,
        _ raw: String,
        _ sender: Cast.Person,
        _ group: Cast.Group?,
        _ id: Int64
    ) -> [(key: String, value: String)] {
        var person = JSONObject([
            ("user_id", "\(sender.id)"), ("nickname", JSONText.string(sender.nickname)),
            ("card", JSONText.string(group == nil ? "" : sender.card)),
        ])
        if group != nil { person.set("role", "\"\(sender.role)\"") }
        var fields: [(key: String, value: String)] = [
            ("user_id", "\(sender.id)"), ("message_id", "\(id)"), ("message_seq", "\(id)"), ("real_id", "\(id)"),
            ("real_seq", "\"\(48_000 + self.sequence)\""),
            ("message_type", group == nil ? "\"private\"" : "\"group\""), ("sender", person.text),
            ("raw_message", raw), ("font", "14"), ("sub_type", group == nil ? "\"friend\"" : "\"normal\""),
            ("message", content), ("message_format", self.isArray ? "\"array\"" : "\"string\""),
            ("post_type", "\"message\""),
        ]
        if let group {
            fields += [("group_id", "\(group.id)"), ("group_name", JSONText.string(group.name))]
        } else {
            fields.append(("target_id", "\(sender.id)"))
        }
        return fields
    }

    /// The implementations that follow go-cqhttp's event structure.
    private func classicFields(
        _ content: String,
        _ raw: String,
        _ sender: Cast.Person,
        _ group: Cast.Group?,
        _ id: Int64,
        _ selfID: Int64
    ) -> [(key: String, value: String)] {
        var person = JSONObject([
            ("user_id", "\(sender.id)"), ("nickname", JSONText.string(sender.nickname)), ("sex", "\"unknown\""),
            ("age", "0"),
        ])
        var fields: [(key: String, value: String)] = [
            ("message_type", group == nil ? "\"private\"" : "\"group\""),
            ("sub_type", group == nil ? "\"friend\"" : "\"normal\""), ("message_id", "\(id)"),
        ]
        if let group { fields.append(("group_id", "\(group.id)")) }
        fields.append(("user_id", "\(sender.id)"))
        if group != nil {
            fields.append(("anonymous", "null"))
            person.set("card", JSONText.string(sender.card))
            person.set("area", "\"\"")
            person.set("level", "\"\(1 + sender.id % 60)\"")
            person.set("role", "\"\(sender.role)\"")
            person.set("title", "\"\"")
        }
        fields += [("message", content), ("raw_message", raw), ("font", "0"), ("sender", person.text)]
        if self.implementation == .goCQHTTP {
            if group != nil { fields.append(("message_seq", "\(48_000 + self.sequence)")) }
            if group == nil { fields.append(("target_id", "\(selfID)")) }
        }
        fields.append(("post_type", "\"message\""))
        return fields
    }
}

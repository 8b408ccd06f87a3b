import OneBot

/// A group message with a text of the tester's, in both of NapCat's forms.
struct SaidMessage {
    private let text: String
    private let account: Int64
    private let time: Int64
    /// Positive and below 2^31.
    private let id = Int.random(in: 1..<(1 << 31))

    /// - Parameter now: Seconds since 1970.
    init(_ text: String, account: Int64, now: Int64) {
        self.text = text
        self.account = account
        self.time = now
    }

    var asArray: [UInt8] {
        let data = JSONValue.object([JSONMember("text", .string(self.text))])
        let segment = JSONValue.object([JSONMember("type", .string("text")), JSONMember("data", data)])
        return self.event(.array([segment]), format: "array")
    }

    var asString: [UInt8] { self.event(.string(self.code), format: "string") }

    /// The text as CQ string.
    private var code: String {
        self.text.replacing("&", with: "&amp;").replacing("[", with: "&#91;").replacing("]", with: "&#93;")
    }

    private func event(_ message: JSONValue, format: String) -> [UInt8] {
        let user = JSONValue.integer(10_000_101)
        let sender = JSONValue.object([
            JSONMember("user_id", user), JSONMember("nickname", .string("阿橘")), JSONMember("card", .string("")),
            JSONMember("role", .string("member")),
        ])
        let event = JSONValue.object([
            JSONMember("self_id", .integer(Int(self.account))), JSONMember("user_id", user),
            JSONMember("time", .integer(Int(self.time))), JSONMember("message_id", .integer(self.id)),
            JSONMember("message_seq", .integer(self.id)), JSONMember("real_id", .integer(self.id)),
            JSONMember("real_seq", .string("\(self.id % 10_000)")), JSONMember("message_type", .string("group")),
            JSONMember("sender", sender), JSONMember("raw_message", .string(self.code)),
            JSONMember("font", .integer(14)), JSONMember("sub_type", .string("normal")),
            JSONMember("message", message), JSONMember("message_format", .string(format)),
            JSONMember("post_type", .string("message")), JSONMember("group_id", .integer(700_000_001)),
            JSONMember("group_name", .string("试验群")),
        ])
        return Array(event.rendered.utf8)
    }
}

import OneBot

/// A call from the server, as far as the stand-in looks at it itself.
struct BotCall {
    var action: String
    var params: JSONValue
    var echo: JSONValue?

    /// nil for what is no call.
    init?(_ message: [UInt8]) {
        guard let value = try? JSONParser.parse(message, rules: .lenient), let action = value["action"]?.string else {
            return nil
        }
        self.action = action
        self.params = value["params"] ?? .object([])
        self.echo = value["echo"]
    }

    /// NapCat's answer with this as `data`.
    func done(_ data: JSONValue) -> [UInt8] { self.answer(retcode: 0, data, "") }

    func failed(_ text: String) -> [UInt8] { self.answer(retcode: 1200, .null, text) }

    private func answer(retcode: Int, _ data: JSONValue, _ text: String) -> [UInt8] {
        let value = JSONValue.object([
            JSONMember("status", .string(retcode == 0 ? "ok" : "failed")), JSONMember("retcode", .integer(retcode)),
            JSONMember("data", data), JSONMember("message", .string(text)), JSONMember("wording", .string(text)),
            JSONMember("echo", self.echo ?? .string("")), JSONMember("stream", .string("normal-action")),
        ])
        return Array(value.rendered.utf8)
    }
}

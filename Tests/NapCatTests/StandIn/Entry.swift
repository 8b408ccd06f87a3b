import NapCatTesting
import OneBot
import Testing

/// One of NapCat's `websocketClients`, for a saved configuration.
struct Entry {
    var name = "console"
    var isEnabled = true
    var url: String
    var token = "key-of-ours"
    var format = "array"
    /// Milliseconds, both.
    var reconnectInterval = 150
    var heartInterval = 0

    init(port: Int, path: String = "/onebot/v11/ws") {
        self.url = "ws://127.0.0.1:\(port)\(path)"
    }

    init(url: String) {
        self.url = url
    }

    /// A whole configuration of these entries.
    static func configuration(_ entries: [Entry]) -> String {
        let clients = entries.map { entry in
            JSONValue.object([
                JSONMember("name", .string(entry.name)), JSONMember("enable", .boolean(entry.isEnabled)),
                JSONMember("url", .string(entry.url)), JSONMember("token", .string(entry.token)),
                JSONMember("messagePostFormat", .string(entry.format)),
                JSONMember("reconnectInterval", .integer(entry.reconnectInterval)),
                JSONMember("heartInterval", .integer(entry.heartInterval)),
            ])
        }
        let network = JSONValue.object([JSONMember("websocketClients", .array(clients))])
        return JSONValue.object([JSONMember("network", network)]).rendered
    }
}

extension WebUICaller {
    /// Saves a configuration of these entries alone.
    func save(_ entries: Entry...) async throws {
        let answer = try await self.save(Entry.configuration(entries))
        #expect(answer.code == 0)
    }
}

import Doctor
import Testing

@Suite("What to enter where")
struct ImplementationFieldsTests {
    private static let url = "ws://172.17.0.1:8021/onebot/v11/ws"

    private static let rows: [(Implementation, String, [String])] = [
        (.napCat, url, ["启用=✓", "URL=\(url)", "消息格式=Array", "Token=•"]),
        (.llBot, url, ["启用=✓", "URL=\(url)", "Token=•", "消息格式=array"]),
        (
            .lagrange, url,
            [
                "Type=ReverseWebSocket", "Host=172.17.0.1", "Port=8021", "Suffix=/onebot/v11/ws",
                "ReconnectInterval=5000", "HeartBeatInterval=5000", "AccessToken=•",
            ]
        ),
        (
            .lagrange, "wss://[2001:db8::7]/ws",
            [
                "Type=ReverseWebSocket", "Host=wss://[2001:db8::7]", "Port=443", "Suffix=/ws", "ReconnectInterval=5000",
                "HeartBeatInterval=5000", "AccessToken=•",
            ]
        ),
        (
            .lagrange, "ws://bots.example",
            [
                "Type=ReverseWebSocket", "Host=bots.example", "Port=80", "Suffix=/", "ReconnectInterval=5000",
                "HeartBeatInterval=5000", "AccessToken=•",
            ]
        ),
        (.goCQHTTP, url, ["universal=\(url)", "reconnect-interval=3000", "access-token=•"]),
    ]

    @Test("fields by the names of each program, the key's place marked", arguments: rows)
    func fields(_ implementation: Implementation, _ url: String, _ expected: [String]) throws {
        let fields = try #require(ImplementationFields(implementation, url: url))
        #expect(
            fields.fields.map { field in
                switch field.value {
                case .text(let text): "\(field.name)=\(text)"
                case .key: "\(field.name)=•"
                }
            } == expected
        )
        #expect(!fields.location.isEmpty)
    }

    @Test("blocks for files, ready to paste")
    func blocks() {
        #expect(
            ImplementationFields(.goCQHTTP, url: Self.url)?.block(key: "it's") == """
                message:
                  post-format: array
                servers:
                  - ws-reverse:
                      universal: 'ws://172.17.0.1:8021/onebot/v11/ws'
                      reconnect-interval: 3000
                      middlewares:
                        access-token: 'it''s'
                """
        )
        #expect(
            ImplementationFields(.lagrange, url: Self.url)?.block(key: "a\"b\\c") == """
                {
                  "Type": "ReverseWebSocket",
                  "Host": "172.17.0.1",
                  "Port": 8021,
                  "Suffix": "/onebot/v11/ws",
                  "ReconnectInterval": 5000,
                  "HeartBeatInterval": 5000,
                  "AccessToken": "a\\"b\\\\c"
                }
                """
        )
        #expect(ImplementationFields(.napCat, url: Self.url)?.block(key: "k") == nil)
        #expect(ImplementationFields(.llBot, url: Self.url)?.block(key: "k") == nil)
    }

    @Test(
        "what is no WebSocket URL has no fields",
        arguments: ["", "http://x/", "ws://", "ws:///path", "ws://x:0/", "ws://x:65536/", "ws://x:port/", "x:8021/ws"]
    )
    func refused(_ url: String) {
        for implementation in Implementation.allCases {
            #expect(ImplementationFields(implementation, url: url) == nil)
        }
    }
}

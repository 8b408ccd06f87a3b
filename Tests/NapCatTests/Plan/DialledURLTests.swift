import Testing

@testable import NapCat

/// A URL and what NapCat's library makes of it.
struct DialledURLCase: Sendable, CustomTestStringConvertible {
    let text: String
    let host: String?
    let port: Int
    let path: String
    let isSecure: Bool
    let isDiallable: Bool

    var testDescription: String { self.text }

    init(
        _ text: String,
        _ host: String?,
        _ port: Int = 80,
        _ path: String = "/",
        isSecure: Bool = false,
        isDiallable: Bool = true
    ) {
        self.text = text
        self.host = host
        self.port = port
        self.path = path
        self.isSecure = isSecure
        self.isDiallable = isDiallable
    }

    static let good: [DialledURLCase] = [
        DialledURLCase("ws://127.0.0.1:8021/onebot/v11/ws", "127.0.0.1", 8021, "/onebot/v11/ws"),
        DialledURLCase("ws://h", "h"), DialledURLCase("ws://h/", "h"), DialledURLCase("ws://h:/a", "h", 80, "/a"),
        DialledURLCase("wss://h", "h", 443, isSecure: true), DialledURLCase("https://h", "h", 443, isSecure: true),
        DialledURLCase("http://h", "h"), DialledURLCase("WS://H.Example:080/A", "h.example", 80, "/A"),
        DialledURLCase(" ws://h:1\n", "h", 1), DialledURLCase("w\ts://h\r\n:1/a", "h", 1, "/a"),
        DialledURLCase("ws:h", "h"), DialledURLCase("ws:////h", "h"), DialledURLCase("ws:\\\\h\\a", "h", 80, "/a"),
        DialledURLCase("ws://u:p@w@h:1/", "h", 1), DialledURLCase("ws://h?a#", "h"), DialledURLCase("ws://h./", "h"),
        DialledURLCase("ws://[::1]:8021", "::1", 8021), DialledURLCase("ws://[0:0::1]", "::1"),
        DialledURLCase("ws://[::FFFF:127.0.0.1]:1", "127.0.0.1", 1), DialledURLCase("ws://0x7f.1", "127.0.0.1"),
        DialledURLCase("ws://127.1:2", "127.0.0.1", 2), DialledURLCase("ws://2130706433", "127.0.0.1"),
        DialledURLCase("ws://0177.0.0.01", "127.0.0.1"), DialledURLCase("ws://0", "0.0.0.0"),
        // A `0x` without digits is 0.
        DialledURLCase("ws://1.2.3.0x", "1.2.3.0"), DialledURLCase("ws://0X", "0.0.0.0"),
        DialledURLCase("ws://1.2.3.0xg", "1.2.3.0xg"),
        DialledURLCase("ws://127.0.0.1./", "127.0.0.1"), DialledURLCase("ws://h/a/../b/./c/%2e%2E/", "h", 80, "/b/"),
        DialledURLCase("ws://h/a/..", "h"), DialledURLCase("ws://h/../../a", "h", 80, "/a"),
        DialledURLCase("ws://h//a//", "h", 80, "//a//"), DialledURLCase("ws://1.2.3.4.example", "1.2.3.4.example"),
        DialledURLCase("ws://１２７。0．0.1:8021", "127.0.0.1", 8021), DialledURLCase("ws://%6C%6Fcalhost", "localhost"),
        DialledURLCase("ws://my_agent-1:8021", "my_agent-1", 8021), DialledURLCase("ws://机器人.cn", "机器人.cn"),
    ]

    /// NapCat does not take these, but what is meant can be told.
    static let meant: [DialledURLCase] = [
        DialledURLCase("127.0.0.1:8021/onebot/v11/ws", "127.0.0.1", 8021, "/onebot/v11/ws", isDiallable: false),
        DialledURLCase("localhost:8021/x", "localhost", 8021, "/x", isDiallable: false),
        DialledURLCase("//h:1/x", "h", 1, "/x", isDiallable: false),
        DialledURLCase("tcp://h:1/x", "h", 1, "/x", isDiallable: false),
        DialledURLCase("wsss://h:1", "h", 1, isDiallable: false),
        DialledURLCase("ws//h:1", "h", 1, isDiallable: false),
        DialledURLCase("ws://h:1/x#y", "h", 1, "/x", isDiallable: false),
        DialledURLCase("ws:// 127.0.0.1:8021/x", "127.0.0.1", 8021, "/x", isDiallable: false),
        DialledURLCase("ws：//h:1", "h", 1, isDiallable: false),
        DialledURLCase("1ws://h:1", "h", 1, isDiallable: false),
    ]

    static let hopeless: [DialledURLCase] = [
        "", " ", "ws://", "ws://:8021", "ws:///?a", "ws://h:65536", "ws://h:99999999999999999999", "ws://h:a",
        "ws://h:-1", "ws://h:1:2", "ws://::1:8021", "ws://[::1", "ws://[::1]x", "ws://[::g]", "ws://[fe80::1%eth0]",
        "ws://1.2.3.256", "ws://1.2.3.4.5", "ws://1.2.3.08", "ws://256.1.1.1", "ws://4294967296", "ws://1..2",
        "ws://09.1", "ws://a|b", "ws://a%2Fb", "ws://a%zz", "ws://a<b", "ws://..", "ws://0x100000000000000000",
        "ws://1.0x100000000000000000", "ws://99999999999999999999", "ws://0777777777777777777777777",
    ].map { DialledURLCase($0, nil) }
}

@Suite("URLs are taken as NapCat's library takes them")
struct DialledURLTests {
    @Test("host, port, path and whether it dials", arguments: DialledURLCase.good + DialledURLCase.meant)
    func reading(example: DialledURLCase) throws {
        let url = try #require(DialledURL(example.text))
        #expect(url.host.text == example.host)
        #expect(url.port == example.port)
        #expect(url.path == example.path)
        #expect(url.isSecure == example.isSecure)
        #expect(url.isDiallable == example.isDiallable)
    }

    @Test("or not at all", arguments: DialledURLCase.hopeless)
    func hopeless(example: DialledURLCase) {
        #expect(DialledURL(example.text)?.isDiallable ?? false == false)
    }

    @Test("with the query as it is sent")
    func query() throws {
        let url = try #require(DialledURL("ws://h/a?access_token=a%20b=c&&x&=y#"))
        #expect(url.query.map(\.name) == ["access_token", "x", ""])
        #expect(url.query.map(\.value) == ["a%20b=c", "", "y"])
    }

    @Test(
        "and some hosts are the machine that dials",
        arguments: [
            ("127.0.0.1", true), ("127.255.0.3", true), ("localhost", true), ("LOCALHOST.", true),
            ("a.localhost", true),
            ("::1", true), ("::", true), ("0.0.0.0", true), ("0", true), ("::ffff:127.0.0.1", true),
            ("128.0.0.1", false), ("127.example", false), ("localhost.example", false), ("mylocalhost", false),
            ("::2", false), ("172.17.0.1", false), ("10.127.0.1", false),
        ]
    )
    func loopback(host: String, isLoopback: Bool) throws {
        #expect(try #require(HostName(bare: host)).isLoopback == isLoopback)
    }
}

import NapCat
import OneBot
import Testing

/// What NapCat has, and what of it is found.
struct ClientFaultCase: Sendable, CustomTestStringConvertible {
    enum Relation: Sendable {
        /// It leads to the console.
        case here
        /// It is meant for the console and leads elsewhere.
        case meant
        case other
    }

    let fields: String
    let relation: Relation
    let faults: [ClientFault]
    let isContained: Bool

    var testDescription: String { self.fields }

    init(_ fields: String, _ relation: Relation, _ faults: [ClientFault], isContained: Bool = false) {
        self.fields = fields
        self.relation = relation
        self.faults = faults
        self.isContained = isContained
    }

    static let key = "Kb3xTq9LmN2pVw7z"

    static func target(isContained: Bool = false) -> EndpointTarget {
        EndpointTarget(
            url: isContained ? "ws://172.17.0.1:8021/onebot/v11/ws" : "ws://127.0.0.1:8021/onebot/v11/ws",
            key: Secret(Self.key),
            hosts: ["127.0.0.1", "localhost", "172.17.0.1", "192.168.1.5", "fd00::5", "bot.example.com"],
            ports: [8021, 9021],
            paths: ["/", "/onebot/v11", "/onebot/v11/ws", "/ws/"],
            hasOwnLoopback: isContained
        )
    }

    /// An entry with nothing wrong but what `fields` say; `K` stands for the key.
    static func entry(_ fields: String) -> String {
        let good =
            "name: 'a', enable: true, url: 'ws://127.0.0.1:8021/onebot/v11/ws', token: 'K', messagePostFormat: 'array'"
        return "{\(good), \(fields)}".replacing("'K'", with: "'\(Self.key)'").replacing("=K", with: "=\(Self.key)")
    }

    static let addresses: [ClientFaultCase] = [
        ClientFaultCase("", .here, []),
        // Nearly: the same spelled otherwise.
        ClientFaultCase("url: 'ws://localhost:8021/onebot/v11/ws'", .here, []),
        ClientFaultCase("url: 'http://127.1:8021//onebot/v11/ws/'", .here, []),
        ClientFaultCase("url: 'ws://127.0.0.1:8021'", .here, []),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws'", .here, []),
        ClientFaultCase("url: 'ws://0.0.0.0:8021/?x=y'", .here, []),
        ClientFaultCase("url: 'ws://u@127.0.0.1:8021/'", .here, []),
        // Other apps on the same machine, and other machines.
        ClientFaultCase("url: 'ws://127.0.0.1:6199/ws'", .other, []),
        ClientFaultCase("url: 'ws://10.0.0.9:8021/'", .other, []),
        ClientFaultCase(
            "url: 'ws://127.0.0.1:6199/ws', enable: false, token: '', messagePostFormat: 'string'",
            .other,
            []
        ),
        ClientFaultCase("url: ''", .other, []), ClientFaultCase("url: 'tcp://127.0.0.1:6199'", .other, []),
        ClientFaultCase("url: {}", .other, []),
        // Paths
        ClientFaultCase("url: 'ws://127.0.0.1:8021/onebot'", .here, [.otherPath("/onebot")]),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/OneBot/v11/ws'", .here, [.otherPath("/OneBot/v11/ws")]),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws/x'", .here, [.otherPath("/ws/x")]),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/\(key)'", .here, [.otherPath("/••••••••••••Vw7z")]),
        // Schemes
        ClientFaultCase("url: 'wss://127.0.0.1:8021/'", .here, [.otherScheme]),
        ClientFaultCase("url: 'https://127.0.0.1:8021/ws'", .here, [.otherScheme]),
        // Other addresses of ours
        ClientFaultCase("url: 'ws://192.168.1.5:8021/ws'", .here, [.otherAddress("192.168.1.5")]),
        ClientFaultCase("url: 'ws://Bot.Example.com:9021/ws'", .here, [.otherAddress("bot.example.com:9021")]),
        ClientFaultCase("url: 'ws://127.0.0.1:9021/x'", .here, [.otherAddress("127.0.0.1:9021"), .otherPath("/x")]),
        ClientFaultCase("url: 'ws://[fd00::5]:9021/'", .here, [.otherAddress("[fd00::5]:9021")]),
        ClientFaultCase("url: 'ws://[::1]:8021/ws'", .meant, [.otherAddress("::1")]),
        // URLs that NapCat cannot dial
        ClientFaultCase("url: '127.0.0.1:8021/onebot/v11/ws'", .here, [.badURL]),
        ClientFaultCase("url: 'ws:// 127.0.0.1:8021/'", .here, [.badURL]),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws#x'", .here, [.badURL]),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws#'", .here, []),
        ClientFaultCase("url: 'tcp://127.0.0.1:8021/nowhere'", .here, [.badURL]),
        ClientFaultCase("url: 'ws://127.0.0.1:80210/'", .other, []),
        // By our name
        ClientFaultCase(
            "name: 'onebot-console', url: 'ws://192.168.1.5:9000/ws'",
            .meant,
            [.otherAddress("192.168.1.5:9000")]
        ),
        ClientFaultCase("name: 'onebot-console', url: 'ws://[FD00:0::5]/x'", .meant, [.otherAddress("[fd00::5]:80")]),
        ClientFaultCase(
            "name: 'onebot-console', url: 'ws://localhost:6199/ws'",
            .meant,
            [.otherAddress("localhost:6199")]
        ),
        ClientFaultCase("name: 'onebot-console', url: ''", .meant, [.badURL]),
        ClientFaultCase("name: 'onebot-console', url: 'ws://127.0.0.1:80210/'", .meant, [.badURL]),
        ClientFaultCase("name: 'OneBot-Console', url: 'ws://192.168.1.5:9000/'", .other, []),
        // Another console, whose entry is called the same.
        ClientFaultCase("name: 'onebot-console', url: 'ws://10.9.9.9:9000/'", .other, []),
        ClientFaultCase("name: 'onebot-console', url: 'ws://10.0.0.9:8021/', token: 'x'", .other, []),
        ClientFaultCase("name: 'onebot-console', url: '10.0.0.9/x'", .other, []),
        // Another address of loopback is no spelling of ours: nothing but the key says that we are meant.
        ClientFaultCase("url: 'ws://127.0.0.2:8021/ws'", .meant, [.otherAddress("127.0.0.2")]),
        ClientFaultCase("url: 'ws://127.0.0.2:8021/ws', token: 'x'", .other, []),
        ClientFaultCase("name: 'onebot-console', url: 'ws://127.0.0.2:8021/ws', token: 'x'", .other, []),
        ClientFaultCase("url: 'ws://127.0.0.2:6199/ws'", .other, []),
    ]

    static let contained: [ClientFaultCase] = [
        ClientFaultCase("url: 'ws://172.17.0.1:8021/ws'", .here, [], isContained: true),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws'", .meant, [.ownLoopback], isContained: true),
        ClientFaultCase("url: 'ws://localhost:9021/nowhere'", .meant, [.ownLoopback], isContained: true),
        ClientFaultCase("url: 'ws://[::1]:8021/'", .meant, [.ownLoopback], isContained: true),
        ClientFaultCase("url: 'ws://0.0.0.0:8021/'", .meant, [.ownLoopback], isContained: true),
        ClientFaultCase("url: 'localhost:8021/ws'", .meant, [.badURL], isContained: true),
        ClientFaultCase("url: 'ws://localhost:6199/ws'", .other, [], isContained: true),
        ClientFaultCase(
            "name: 'onebot-console', url: 'ws://localhost:6199/ws'",
            .meant,
            [.ownLoopback],
            isContained: true
        ),
        ClientFaultCase(
            "name: 'onebot-console', url: 'ws://localhost:8021/ws', token: 'x'",
            .meant,
            [.ownLoopback, .otherKey],
            isContained: true
        ),
        ClientFaultCase(
            "token: '', url: 'ws://127.0.0.1:8021/ws?access_token=K'",
            .meant,
            [.ownLoopback],
            isContained: true
        ),
        // Whoever listens there at our port by chance is not us.
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws', token: 'x'", .other, [], isContained: true),
        ClientFaultCase("url: 'ws://localhost:8021/ws', token: ''", .other, [], isContained: true),
        ClientFaultCase("url: 'ws://[::1]:8021/', token: null, enable: false", .other, [], isContained: true),
        ClientFaultCase(
            "url: 'ws://192.168.1.5:8021/ws', token: 'x'",
            .here,
            [.otherAddress("192.168.1.5"), .otherKey],
            isContained: true
        ),
        ClientFaultCase("url: 'ws://192.168.1.5:8021/ws'", .here, [.otherAddress("192.168.1.5")], isContained: true),
    ]

    static let switches: [ClientFaultCase] = [
        ClientFaultCase("enable: false", .here, [.disabled]), ClientFaultCase("enable: 'false'", .here, [.disabled]),
        ClientFaultCase("enable: 0", .here, [.disabled]), ClientFaultCase("enable: null", .here, [.disabled]),
        ClientFaultCase("enable: 'true'", .here, []), ClientFaultCase("enable: 1", .here, []),
        ClientFaultCase("enable: false, enable: true", .here, []),
        ClientFaultCase("messagePostFormat: 'string'", .here, [.stringFormat]),
        ClientFaultCase("messagePostFormat: 'Array'", .here, [.stringFormat]),
        ClientFaultCase(
            "enable: false, url: 'wss://127.0.0.1:8021/x', token: '', messagePostFormat: 'string'",
            .here,
            [.disabled, .otherScheme, .otherPath("/x"), .noKey, .stringFormat]
        ),
    ]

    static let keys: [ClientFaultCase] = [
        ClientFaultCase("token: ''", .here, [.noKey]), ClientFaultCase("token: null", .here, [.noKey]),
        ClientFaultCase("token: ' '", .here, [.noKey]), ClientFaultCase("token: 'x'", .here, [.otherKey]),
        ClientFaultCase("token: '\(key.lowercased())'", .here, [.otherKey]),
        ClientFaultCase("token: 12345", .here, [.otherKey]),
        ClientFaultCase("token: 'Bearer \(key)'", .here, [.otherKey]),
        ClientFaultCase("token: '\(key)\(key)'", .here, [.otherKey]),
        // HTTP passes over blanks outside.
        ClientFaultCase("token: ' \(key)\\t\\u00A0'", .here, []),
        // What no header can carry
        ClientFaultCase("token: '\(key)\\n'", .here, [.unsendableKey]),
        ClientFaultCase("token: '\(key)\\u200B'", .here, [.unsendableKey]),
        ClientFaultCase("token: '密钥'", .here, [.unsendableKey]),
        ClientFaultCase("token: 'x\\x7F'", .here, [.unsendableKey]),
        ClientFaultCase("token: 'x\\u00FF'", .here, [.otherKey]), ClientFaultCase("token: 'x\\ty'", .here, [.otherKey]),
        // In the URL
        ClientFaultCase("token: '', url: 'ws://127.0.0.1:8021/ws?access_token=K'", .here, []),
        ClientFaultCase("token: 'x', url: 'ws://127.0.0.1:8021/ws?a=b&access_token=K'", .here, []),
        ClientFaultCase("token: '', url: 'ws://127.0.0.1:8021/ws?access_token=%4Bb3xTq9LmN2pVw7z'", .here, []),
        ClientFaultCase("url: 'ws://127.0.0.1:8021/ws?access_token=x'", .here, []),
        ClientFaultCase("token: '', url: 'ws://127.0.0.1:8021/ws?access_token=x'", .here, [.otherKey]),
        ClientFaultCase("token: '', url: 'ws://127.0.0.1:8021/ws?access_token=x&access_token=K'", .here, [.otherKey]),
        ClientFaultCase("token: '', url: 'ws://127.0.0.1:8021/ws?access_token='", .here, [.noKey]),
        ClientFaultCase("token: '', url: 'ws://127.0.0.1:8021/ws?token=K'", .here, [.noKey]),
        ClientFaultCase("token: '\\n', url: 'ws://127.0.0.1:8021/ws?access_token=K'", .here, [.unsendableKey]),
    ]
}

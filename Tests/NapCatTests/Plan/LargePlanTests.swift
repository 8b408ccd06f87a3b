import NapCat
import OneBot
import Testing

@Suite("A large configuration keeps every byte that is not ours")
struct LargePlanTests {
    /// 100 kB of what JSON5 allows, around one entry.
    private static func document(_ entry: String) -> [UInt8] {
        var text = "\u{FEFF}// 机器人 #1\r\n{\r\n\t'network' : {\r\n\t\thttpServers: [ ], /* none\r\n yet */\r\n"
        text += "\t\t\"websocketClients\" : [\r\n"
        for number in 0..<150 {
            text +=
                "\t\t\t{ name: 'app \(number)', 'enable': \(number % 2 == 0), url : \"ws:\\/\\/10.0.0.9:\(number + 1)/\","
            text += " token: '\\x41\\u00e9\\\r\n\(number)', extra: [+1, -.5, 5., 0xFF, NaN, -Infinity, null,], },"
            text += number % 3 == 0 ? " // \(String(repeating: "说明", count: 40))\r\n" : "\r\n"
            if number == 100 { text += entry }
        }
        text += "\t\t],\r\n\t\tunheardOf: {a: {b: [{c: 'd'}]}},\r\n\t},\r\n\t$other_1: 'it\\'s',\r\n"
        // Texts of a bot's own that are no UTF-8.
        var bytes = Array(text.utf8) + Array("\tlegacy: '".utf8) + [0xC4, 0xE3, 0xFF] + Array("', // ".utf8) + [0xFE]
        bytes += Array("\r\n\t\"filler\": \"".utf8)
        bytes += Array(repeating: UInt8(ascii: "x"), count: 80_000)
        return bytes + Array("\",\r\n}\r\n/* end */".utf8)
    }

    private static let key = ClientFaultCase.key
    private static let url = "ws://127.0.0.1:8021/onebot/v11/ws"

    @Test("when an entry in its middle is mended")
    func mended() throws {
        func entry(_ enable: String, _ url: String, _ token: String) -> String {
            "\t\t\t{ /* ours */ name : 'a', enable :\(enable), url: \(url) , token\t: \(token), reconnectInterval: 0x1388, },\r\n"
        }
        let before = Self.document(entry("true", "'ws://127.0.0.1:8021/x'", "'old'"))
        #expect(before.count > 100_000)
        let plan = try ConnectionPlan(for: ClientFaultCase.target(), in: NetworkConfiguration(before))
        let isExact =
            plan.documents == [
                Self.document(entry("false", "'ws://127.0.0.1:8021/x'", "'old'")),
                Self.document(entry("true", "\"\(Self.url)\"", "\"\(Self.key)\"")),
            ]
        #expect(isExact)
        #expect(plan.isSatisfied(by: plan.documents.last ?? []))
    }

    @Test("when one is added")
    func added() throws {
        let before = Self.document("")
        let plan = try ConnectionPlan(for: ClientFaultCase.target(), in: NetworkConfiguration(before))
        let after = try #require(plan.fileDocument)
        // One piece was put in, behind the last entry's line, and the rest is as it was.
        let start = try #require(zip(before, after).enumerated().first { $0.element.0 != $0.element.1 }?.offset)
        let end = before.count - start
        #expect(after.suffix(end).elementsEqual(before.suffix(end)))
        let fields = [
            ("name", "\"onebot-console\""), ("enable", "true"), ("url", "\"\(Self.url)\""),
            ("messagePostFormat", "\"array\""), ("reportSelfMessage", "false"), ("reconnectInterval", "5000"),
            ("token", "\"\(Self.key)\""), ("debug", "false"), ("heartInterval", "30000"), ("verifyCertificate", "true"),
        ].map { "\r\n\t\t\t\t\"\($0)\" : \($1)" }
        #expect(
            String(decoding: after[start..<after.count - end], as: UTF8.self)
                == "\t{\(fields.joined(separator: ","))\r\n\t\t\t},\r\n\t\t"
        )
        #expect(plan.isSatisfied(by: after))
        let values = try [before, after].map { try NetworkConfiguration($0).clients.map(\.name) }
        #expect(values[1] == values[0] + ["onebot-console"])
    }
}

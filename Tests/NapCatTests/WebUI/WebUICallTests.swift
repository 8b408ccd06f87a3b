import OneBot
import Testing

@testable import NapCat

@Suite("Calls of NapCat's WebUI")
struct WebUICallTests {
    private static func success(_ data: String) -> String { #"{"code":0,"data":\#(data),"message":"success"}"# }

    enum Call: String, Sendable, CaseIterable {
        case version = "GET /api/base/GetNapCatVersion"
        case loginStatus = "POST /api/QQLogin/CheckLoginStatus"
        case loginInfo = "POST /api/QQLogin/GetQQLoginInfo"
        case qrCode = "POST /api/QQLogin/GetQQLoginQrcode"
        case refreshQRCode = "POST /api/QQLogin/RefreshQRcode"
        case configuration = "POST /api/OB11Config/GetConfig"
        case setConfiguration = "POST /api/OB11Config/SetConfig"
        case changeToken = "POST /api/auth/update_token"
        case changePort = "POST /api/WebUIConfig/UpdateConfig"
        case restart = "POST /api/Process/Restart"

        var path: String { String(self.rawValue.drop { $0 != " " }.dropFirst()) }

        /// What it gives, as text.
        func run(_ client: WebUIClient) async throws(WebUIProblem) -> String {
            switch self {
            case .version: return try await client.version()
            case .loginStatus:
                let status = try await client.loginStatus()
                return "\(status.isLoggedIn) \(status.isOffline) \(status.qrCode ?? "-") \(status.loginError ?? "-")"
            case .loginInfo:
                let info = try await client.loginInfo()
                return "\(info.account ?? "-") \(info.name ?? "-")"
            case .qrCode: return try await client.qrCode()
            case .refreshQRCode: try await client.refreshQRCode()
            case .configuration: return String(decoding: try await client.configuration(), as: UTF8.self)
            case .setConfiguration: try await client.setConfiguration(Array("{}".utf8))
            case .changeToken: try await client.changeToken(to: Secret("n3w-token-of-NapCat"))
            case .changePort: try await client.changePort(to: 16_099)
            case .restart: try await client.restart()
            }
            return ""
        }
    }

    private func outcome(of call: Call, answering answer: String) async throws -> Result<String, WebUIProblem> {
        let napCat = try await StagedNapCat { $0.answers[call.path] = answer }
        let client = try napCat.client()
        let result: Result<String, WebUIProblem>
        do throws(WebUIProblem) {
            result = .success(try await call.run(client))
        } catch {
            result = .failure(error)
        }
        #expect(napCat.calls.map { "\($0.method) \($0.path)" } == [call.rawValue])
        #expect(napCat.logins.count == 1)
        await client.shutdown()
        await napCat.server.stop()
        return result
    }

    struct Good: Sendable, CustomTestStringConvertible {
        let call: Call
        let data: String
        let value: String
        var testDescription: String { "\(self.call) \(self.data)" }
        init(_ call: Call, _ data: String, _ value: String) { (self.call, self.data, self.value) = (call, data, value) }
    }

    @Test(arguments: [
        Good(.version, #"{"version":"4.18.1"}"#, "4.18.1"),
        Good(
            .loginStatus,
            #"{"isLogin":false,"isOffline":false,"qrcodeurl":"https://txz.qq.com/p?k=1","loginError":"二维码\n已过期"}"#,
            "false false https://txz.qq.com/p?k=1 二维码 已过期"
        ),
        Good(.loginStatus, #"{"isLogin":true,"qrcodeurl":"","loginError":""}"#, "true false - -"),
        Good(.loginStatus, #"{"isLogin":"false","isOffline":1,"qrcodeurl":{},"x":[]}"#, "false true - -"),
        Good(.loginInfo, #"{"uid":"u_1","uin":"1000010001","nick":"机器人","online":true}"#, "1000010001 机器人"),
        Good(.loginInfo, #"{"uin":1000010001,"nick":null,"online":"x"}"#, "1000010001 -"),
        Good(.loginInfo, #"{}"#, "- -"),
        Good(.loginInfo, "null", "- -"),
        Good(.qrCode, #"{"qrcode":"https://txz.qq.com/p?k=abc&f=1"}"#, "https://txz.qq.com/p?k=abc&f=1"),
        Good(.refreshQRCode, "null", ""),
        // As it was written, whatever that is.
        Good(
            .configuration,
            "{ \"b\":1.0, \"a\" : 1e2,\n\"big\":12345678901234567890123, \"a\":\"\\/\\u00e9\\ud800 \\\"}\" ,\"network\":{\"x\":[ ]}}",
            "{ \"b\":1.0, \"a\" : 1e2,\n\"big\":12345678901234567890123, \"a\":\"\\/\\u00e9\\ud800 \\\"}\" ,\"network\":{\"x\":[ ]}}"
        ),
        Good(.setConfiguration, "null", ""),
        Good(.changeToken, #""Token updated successfully""#, ""),
        Good(.changePort, "null", ""),
        Good(.restart, #"{"message":"Restart initiated"}"#, ""),
    ])
    func answers(_ example: Good) async throws {
        let outcome = try await self.outcome(of: example.call, answering: Self.success(example.data))
        #expect(outcome == .success(example.value))
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let call: Call
        let answer: String
        let problem: WebUIProblem
        var testDescription: String { "\(self.call) \(self.answer.prefix(80))" }

        /// With a message.
        init(_ call: Call, _ message: String, _ problem: WebUIProblem? = nil) {
            let answer = JSONValue.object([JSONMember("code", .integer(-1)), JSONMember("message", .string(message))])
            (self.call, self.answer, self.problem) = (call, answer.rendered, problem ?? .said(message))
        }

        /// With data that cannot be what was asked for.
        init(_ call: Call, data: String) {
            (self.call, self.answer, self.problem) = (call, success(data), .otherProgram(status: 200))
        }
    }

    @Test(arguments: [
        Bad(.configuration, "Not Login", .notLoggedIn), Bad(.setConfiguration, "Not Login", .notLoggedIn),
        Bad(.configuration, "Config Get Error"), Bad(.setConfiguration, "config is empty"),
        Bad(.setConfiguration, "Error: Unexpected token"), Bad(.setConfiguration, "An unknown error occurred."),
        Bad(.qrCode, "QQ Is Logined"), Bad(.qrCode, "QRCode Get Error"), Bad(.refreshQRCode, "QQ Is Logined"),
        Bad(.changeToken, "newToken is empty"), Bad(.changeToken, "oldToken is required"),
        Bad(.changeToken, "新密码不能与旧密码相同"), Bad(.changeToken, "新密码至少需要6个字符"),
        Bad(.changeToken, "新密码必须包含字母"), Bad(.changeToken, "新密码必须包含数字"),
        Bad(.changeToken, "旧 token 不匹配", .tokenRefused),
        Bad(.changePort, "port必须是1-65535之间的整数"),
        Bad(.changeToken, "no: n3w-token-of-NapCat", .said("no: …")),
        Bad(.version, "Q3JlZGVudGlhbA1== \(StagedNapCat.token.exposed)", .said("… …")),
        Bad(.version, data: "null"), Bad(.version, data: #"{"version":[]}"#), Bad(.version, data: #"{"version":""}"#),
        Bad(.loginStatus, data: "null"), Bad(.loginStatus, data: #"{"isLogin":"perhaps"}"#), Bad(.qrCode, data: "{}"),
        Bad(.qrCode, data: #"{"qrcode":"\#(String(repeating: "x", count: 5000))"}"#),
        Bad(.configuration, data: "null"), Bad(.configuration, data: "[]"), Bad(.configuration, data: #""{}""#),
    ])
    func errors(_ example: Bad) async throws {
        let outcome = try await self.outcome(of: example.call, answering: example.answer)
        #expect(outcome == .failure(example.problem))
    }

    /// 100 kB, with all that has to be escaped on the way.
    @Test(arguments: [(0, true), (1, false)])
    func largestConfiguration(_ more: Int, _ fits: Bool) async throws {
        var configuration = Array("{\"a\":\"\\u001b\\\\\u{1}\u{1f}机\",\n\r\t\"b\":1.50e+3,\"c\":\"".utf8)
        let end = Array("\"}".utf8)
        let size = WebUICall.setConfiguration(configuration + end).body.count
        configuration += Array(repeating: UInt8(ascii: "x"), count: 102_400 - size - 1 + more) + [0xC3] + Array(end)
        if more == 0 { #expect(WebUICall.setConfiguration(configuration).body.count == 102_400) }
        let napCat = try await StagedNapCat { $0.answers[Call.setConfiguration.path] = Self.success("null") }
        let client = try napCat.client()
        #expect(WebUIClient.fits(configuration) == fits)
        let sent = configuration
        let problem = await problem { () async throws(WebUIProblem) in try await client.setConfiguration(sent) }
        #expect(problem == (fits ? nil : .tooLarge(bytes: 102_401)))
        #expect(napCat.server.requests.count == (fits ? 2 : 0))
        if fits {
            let request = try #require(napCat.calls.first)
            #expect(request.headers["content-type"] == "application/json")
            // What is no UTF-8 is not ours to mend.
            let text = try JSONParser.parse(request.body, rules: .lenient)["config"]?.string
            #expect(text == String(decoding: configuration, as: UTF8.self))
            #expect(request.body.contains(0xC3))
        }
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func anotherToken() async throws {
        let napCat = try await StagedNapCat { $0.answers[Call.changeToken.path] = Self.success("null") }
        let client = try napCat.client()
        let new = Secret("n\"3w\\token 机")
        try await client.changeToken(to: new)
        let body = try JSONParser.parse(try #require(napCat.calls.first).body)
        #expect(body["oldToken"]?.string == StagedNapCat.token.exposed)
        #expect(body["newToken"]?.string == new.exposed)
        // The stage knows the old one only: this shows with which one we go on.
        #expect(await problem { () async throws(WebUIProblem) in _ = try await client.version() } == .tokenRefused)
        #expect(napCat.logins.last?["hash"]?.string == WebUICall.hash(new))
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func anotherPort() async throws {
        let napCat = try await StagedNapCat { $0.answers[Call.changePort.path] = Self.success("null") }
        let client = try napCat.client()
        try await client.changePort(to: 16_099)
        #expect(napCat.calls.map { String(decoding: $0.body, as: UTF8.self) } == [#"{"port":16099}"#])
        // It is the next start that moves it.
        #expect(try await client.version() == "4.18.1")
        await client.shutdown()
        await napCat.server.stop()
    }

    @Test func restartsAnOlderVersion() async throws {
        let napCat = try await StagedNapCat { $0.answers["/api/QQLogin/RestartNapCat"] = Self.success("null") }
        let client = try napCat.client()
        try await client.restart()
        #expect(napCat.calls.map(\.path) == ["/api/Process/Restart", "/api/QQLogin/RestartNapCat"])
        await client.shutdown()
        await napCat.server.stop()
    }
}

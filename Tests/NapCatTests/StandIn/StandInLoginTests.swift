import NapCatTesting
import OneBot
import Testing

/// The stand-in's WebUI against what is known of NapCat's: logging in.
@Suite("Stand-in: login")
struct StandInLoginTests {
    private static let right = #"{"hash":"\#(WebUICaller.hash)"}"#

    @Test(
        "a login is answered with HTTP 200 and a sentence",
        arguments: [
            (Self.right, 0, "success"), ("", -1, "token is empty"), ("{}", -1, "token is empty"),
            (#"{"hash":""}"#, -1, "token is empty"), (#"{"hash":"standin2026token"}"#, -1, "token is invalid"),
            (#"{"hash":"\#(WebUICaller.hash.uppercased())"}"#, -1, "token is invalid"),
            ("{", -1, "An unknown error occurred."), ("1", -1, "An unknown error occurred."),
        ]
    )
    func login(_ body: String, _ code: Int, _ message: String) async throws {
        try await withStandIn { napcat in
            let answer = try await WebUICaller(port: napcat.port).post("/auth/login", body)
            #expect(answer.status == 200)
            #expect(answer.code == code)
            #expect(answer.message == message)
            #expect((answer.data?["Credential"]?.string != nil) == (code == 0))
        }
    }

    @Test("a body that does not say it is JSON is not read")
    func untyped() async throws {
        try await withStandIn { napcat in
            let caller = WebUICaller(port: napcat.port)
            let answer = try await caller.call("POST", "/api/auth/login", Self.right, type: "text/plain")
            #expect(answer.message == "token is empty")
        }
    }

    @Test("only the exact path is open to those without a credential", arguments: ["/auth/login/", "/auth/login?a=b"])
    func exactPath(_ route: String) async throws {
        try await withStandIn { napcat in
            let answer = try await WebUICaller(port: napcat.port).post(route, Self.right)
            #expect(answer.status == 200)
            #expect(answer.message == "Unauthorized")
        }
    }

    @Test("so many logins a minute and no more, right ones count, and refused ones do not prolong it")
    func rate() async throws {
        var configuration = StandInConfiguration()
        configuration.loginRate = 2
        try await withStandIn(configuration) { napcat in
            let caller = WebUICaller(port: napcat.port)
            let first = try await caller.post("/auth/login", Self.right)
            #expect(first.code == 0)
            #expect(try await caller.post("/auth/login", #"{"hash":"x"}"#).message == "token is invalid")
            napcat.control.pass(seconds: 40)
            #expect(try await caller.post("/auth/login", Self.right).message == "login rate limit")
            napcat.control.pass(seconds: 20)
            #expect(try await caller.post("/auth/login", Self.right).code == 0)
            #expect(napcat.records.loginAttempts == 4)
            #expect(napcat.records.logins == 2)
            #expect(napcat.records.refusedLogins == 2)
            #expect(napcat.records.rateRefusals == 1)
        }
    }

    @Test("the second factor is asked for, refused, taken")
    func secondFactor() async throws {
        var configuration = StandInConfiguration()
        configuration.totpCode = "123456"
        try await withStandIn(configuration) { napcat in
            var caller = WebUICaller(port: napcat.port)
            let asked = try await caller.post("/auth/login", Self.right)
            #expect(asked.code == 0)
            #expect(asked.data?["require2FA"]?.boolean == true)
            #expect(asked.data?["Credential"] == nil)
            let hash = #""hash":"\#(WebUICaller.hash)""#
            let wrong = try await caller.post("/auth/login", "{\(hash),\"totpCode\":\"000000\"}")
            #expect(wrong.message == "Invalid or expired code")
            let right = try await caller.post("/auth/login", "{\(hash),\"totpCode\":\"123456\"}")
            #expect(right.data?["require2FA"]?.boolean == false)
            caller.credential = try #require(right.data?["Credential"]?.string)
            #expect(try await caller.get("/auth/2fa/status").data?["enable2FA"]?.boolean == true)
        }
    }

    @Test("a credential is void after an hour, a restart, a new token and a logout")
    func voidCredentials() async throws {
        try await withStandIn { napcat in
            func isTaken(_ caller: WebUICaller) async throws -> Bool {
                let answer = try await caller.post("/auth/check")
                #expect(answer.status == 200)
                #expect(answer.code == 0 ? answer.data == .null : answer.message == "Unauthorized")
                return answer.code == 0
            }
            #expect(try await isTaken(WebUICaller(port: napcat.port)) == false)

            var caller = try await WebUICaller.loggedIn(napcat)
            napcat.control.pass(seconds: 3590)
            #expect(try await isTaken(caller))
            napcat.control.pass(seconds: 20)
            #expect(try await isTaken(caller) == false)

            caller = try await WebUICaller.loggedIn(napcat)
            #expect(try await caller.post("/Process/Restart").code == 0)
            #expect(try await isTaken(caller) == false)

            caller = try await WebUICaller.loggedIn(napcat)
            #expect(try await caller.post("/auth/logout").data?.string == "Logged out successfully")
            #expect(try await isTaken(caller) == false)

            caller = try await WebUICaller.loggedIn(napcat)
            let body = #"{"oldToken":"standin2026token","newToken":"another1token"}"#
            #expect(try await caller.post("/auth/update_token", body).data?.string == "Token updated successfully")
            #expect(try await isTaken(caller) == false)
            #expect(napcat.token == "another1token")
        }
    }

    @Test("a credential may come in the query, its base64 escaped")
    func credentialInQuery() async throws {
        try await withStandIn { napcat in
            let credential = try #require(try await WebUICaller.loggedIn(napcat).credential)
            let escaped = credential.replacing("+", with: "%2B").replacing("/", with: "%2F")
                .replacing("=", with: "%3D")
            let answer = try await WebUICaller(port: napcat.port).get("/base/GetNapCatVersion?webui_token=\(escaped)")
            #expect(answer.data?["version"]?.string == "4.18.9")
        }
    }

    @Test(
        "a new token follows the rules",
        arguments: [
            ("", "", "newToken is empty"), ("", "abcdef1", "oldToken is required"), ("abc", "abc", "新密码不能与旧密码相同"),
            ("wrong", "ab1", "新密码至少需要6个字符"), ("wrong", "123456", "新密码必须包含字母"),
            ("wrong", "abcdef", "新密码必须包含数字"), ("wrong", "abcdef1", "旧 token 不匹配"),
        ]
    )
    func newToken(_ old: String, _ new: String, _ message: String) async throws {
        try await withStandIn { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            let answer = try await caller.post("/auth/update_token", #"{"oldToken":"\#(old)","newToken":"\#(new)"}"#)
            #expect(answer.code == -1)
            #expect(answer.message == message)
            #expect(napcat.token == "standin2026token")
        }
    }
}

import EndpointTesting
import NIOCore
import NapCatTesting
import OneBot
import Testing

/// The stand-in's WebUI against what is known of NapCat's: QQ's login, pages, and odd manners.
@Suite("Stand-in: QQ login and pages")
struct StandInPageTests {
    @Test("QQ is waited for, scanned, offline, online")
    func session() async throws {
        var configuration = StandInConfiguration()
        configuration.session = .waiting
        try await withStandIn(configuration) { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            func status() async throws -> JSONValue? { try await caller.post("/QQLogin/CheckLoginStatus").data }

            let waiting = try await status()
            #expect(waiting?["isLogin"]?.boolean == false)
            #expect(waiting?["isOffline"]?.boolean == false)
            let code = try #require(try await caller.post("/QQLogin/GetQQLoginQrcode").data?["qrcode"]?.string)
            #expect(waiting?["qrcodeurl"]?.string == code)
            #expect(code.hasPrefix("https://txz.qq.com/p?k=") && (60...70).contains(code.count))
            #expect(napcat.log.contains("二维码解码URL: \(code)"))
            #expect(try await caller.post("/OB11Config/GetConfig").message == "Not Login")
            #expect(try await caller.save("{}").message == "Not Login")

            napcat.control.pass(seconds: 121)
            #expect(try await status()?["loginError"]?.string != "")
            #expect(napcat.control.scan() == false)
            #expect(try await caller.post("/QQLogin/RefreshQRcode").data == .null)
            #expect(try await status()?["loginError"]?.string == "")
            #expect(try await status()?["qrcodeurl"]?.string != code)
            #expect(napcat.control.scan())

            #expect(try await status()?["isLogin"]?.boolean == true)
            #expect(try await caller.post("/QQLogin/GetQQLoginQrcode").message == "QQ Is Logined")
            #expect(try await caller.post("/QQLogin/RefreshQRcode").message == "QQ Is Logined")
            let info = try await caller.post("/QQLogin/GetQQLoginInfo").data
            #expect(info?["uin"]?.string == "1000010001")
            #expect(info?["nick"]?.string == "小助手")
            #expect(info?["online"]?.boolean == true)

            napcat.control.goOffline()
            #expect(try await status()?["isLogin"]?.boolean == false)
            #expect(try await status()?["isOffline"]?.boolean == true)
            #expect(try await caller.post("/OB11Config/GetConfig").code == 0)
            napcat.control.goOnline()
            #expect(try await status()?["isLogin"]?.boolean == true)
        }
    }

    @Test("pages are HTML, other paths are nothing, and a WebSocket is refused with 401")
    func pages() async throws {
        try await withStandIn { napcat in
            let caller = WebUICaller(port: napcat.port)
            let page = try await caller.call("GET", "/webui?token=x")
            #expect(page.status == 200)
            #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
            #expect(try await caller.call("GET", "/elsewhere").status == 404)
            let known = try await WebUICaller.loggedIn(napcat)
            #expect(try await known.get("/nowhere").status == 404)

            let bot = try await TestBot(port: napcat.port)
            #expect(try await bot.connect(key: "key").status == 401)
            await bot.close()
        }
    }

    @Test("too long a body is an error of no name")
    func longBody() async throws {
        try await withStandIn { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            let answer = try await caller.save(String(repeating: " ", count: 100_000) + "{}")
            #expect(answer.status == 200)
            #expect(answer.message == "An unknown error occurred.")
            #expect(try await caller.save(String(repeating: " ", count: 99_000) + "{}").code == 0)
        }
    }

    @Test("another program, a redirect, a blocked address, a cut line")
    func manners() async throws {
        try await withStandIn { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            napcat.control.setManner(.html)
            let html = try await caller.post("/auth/check")
            #expect(
                html.status == 200 && html.json == nil && html.headers["content-type"]?.hasPrefix("text/html") == true
            )
            napcat.control.setManner(.redirect(to: "https://elsewhere.example/"))
            let moved = try await caller.post("/auth/check")
            #expect(moved.status == 302 && moved.headers["location"] == "https://elsewhere.example/")
            napcat.control.setManner(.blocked)
            let blocked = try await caller.post("/auth/check")
            #expect(blocked.status == 403)
            #expect(blocked.json?["error"]?.string?.hasPrefix("访问被拒绝：") == true)
            napcat.control.setManner(.drops)
            let peer = try await RawPeer(port: napcat.port)
            try await peer.write("GET /webui HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            #expect(try await peer.readToEnd().isEmpty)
            napcat.control.setManner(.silent)
            let silent = try await RawPeer(port: napcat.port)
            try await silent.write("GET /silent HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            #expect(await eventually { napcat.records.count(of: "/silent") == 1 })
            await silent.close()
            napcat.control.setManner(.normal)
            napcat.control.replace("/api/auth/check", by: WebUIAnswer(contentType: "application/json", body: "{\"co"))
            #expect(try await caller.post("/auth/check").body == "{\"co")
            napcat.control.replace("/api/auth/check", by: nil)
            napcat.control.setDelay(.milliseconds(50), of: "/api/auth/check")
            let start = ContinuousClock.now
            #expect(try await caller.post("/auth/check").code == 0)
            #expect(ContinuousClock.now - start >= .milliseconds(50))
        }
    }
}

import EndpointTesting
import Foundation
import NIOCore
import NapCatTesting
import OneBot
import Synchronization
import Testing

/// The stand-in's restart, its `webui.json`, and what it tells while it runs.
@Suite("Stand-in: restart and webui.json")
struct StandInRestartTests {
    @Test("until the quick login nobody is logged in and nothing can be scanned; then the account is back")
    func quickLogin() async throws {
        var configuration = StandInConfiguration()
        configuration.quickLoginPause = .hours(1)
        try await BotServer.with { server, port in
            try await withStandIn(configuration) { napcat in
                var caller = try await WebUICaller.loggedIn(napcat)
                try await caller.save(Entry(port: port))
                #expect(await eventually { server.records.first?.texts.count == 1 })
                #expect(try await caller.post("/QQLogin/RestartNapCat").code == 0)
                #expect(try await caller.post("/auth/check").message == "Unauthorized")
                caller = try await WebUICaller.loggedIn(napcat)
                let status = try await caller.post("/QQLogin/CheckLoginStatus").data
                #expect(status?["isLogin"]?.boolean == false)
                #expect(status?["qrcodeurl"]?.string == "")
                #expect(try await caller.post("/QQLogin/GetQQLoginQrcode").message == "QRCode Get Error")
                #expect(try await caller.post("/OB11Config/GetConfig").message == "Not Login")
                #expect(napcat.control.scan() == false)
                napcat.control.comeBack()
                #expect(await eventually { server.records.count == 2 && server.records[1].texts.count == 1 })
                #expect(server.records[0].isEnded)
                #expect(try await caller.post("/QQLogin/CheckLoginStatus").data?["isLogin"]?.boolean == true)
            }
        }
    }

    @Test("another port in webui.json is taken at the next restart, the login rate at once, the token never")
    func update() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("standin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = StandInConfiguration()
        configuration.folder = folder.path
        configuration.secretKey = "from2environment"
        try await withStandIn(configuration) { napcat in
            #expect(napcat.token == "from2environment")
            napcat.control.setToken(configuration.token)
            let caller = try await WebUICaller.loggedIn(napcat)
            let before = napcat.port
            let free = try await Self.freePort()
            let body = #"{"port":\#(free),"loginRate":2,"token":"stolen1","unknown":1}"#
            #expect(try await caller.post("/WebUIConfig/UpdateConfig", body).code == 0)
            #expect(try await caller.post("/WebUIConfig/UpdateConfig", #"{"port":"x"}"#).code == -1)
            let file = try await caller.get("/WebUIConfig/GetConfig").data
            #expect(file?["port"]?.integer == free)
            #expect(file?["unknown"] == nil)
            #expect(napcat.port == before)
            #expect(napcat.token == configuration.token)
            _ = try await WebUICaller.loggedIn(napcat)
            let third = try await caller.post("/auth/login", #"{"hash":"\#(WebUICaller.hash)"}"#)
            #expect(third.message == "login rate limit")

            napcat.control.restart()
            #expect(await eventually { napcat.port == free })
            #expect(napcat.token == "from2environment")
            #expect(try await WebUICaller(port: free).call("GET", "/webui").status == 200)
            let text = try String(contentsOf: folder.appendingPathComponent("webui.json"), encoding: .utf8)
            #expect(text.contains("\"port\": \(free)") && text.contains("from2environment"))
        }
    }

    @Test("what is told is in order and holds no token")
    func happenings() async throws {
        let told = Mutex<[StandInHappening]>([])
        try await BotServer.with { server, port in
            let napcat = try await StandInNapCat.start(observer: { happening in
                told.withLock { $0.append(happening) }
            })
            let caller = try await WebUICaller.loggedIn(napcat)
            _ = try await WebUICaller(port: napcat.port).post("/auth/login", "{}")
            try await caller.save(Entry(port: port, path: "/ws?access_token=in-the-url"))
            #expect(await eventually { server.records.first?.texts.count == 1 })
            server.send(#"{"action":"get_status"}"#, to: 0)
            #expect(await eventually { server.records[0].texts.count == 2 })
            server.setStatus(401)
            napcat.control.restart()
            #expect(await eventually { told.withLock { $0.contains { $0.line.hasSuffix(" refused 401") } } })
            await napcat.stop()
            let lines = told.withLock { $0.map(\.line) }
            let wanted = [
                "listening on http://127.0.0.1:\(napcat.port)/webui", "QQ logged in: 1000010001", "login accepted",
                "login refused: token is empty", "configuration saved: 1 websocketClients",
                "link 1 console dials ws://127.0.0.1:\(port)/ws?…", "link 1 console connected",
                "link 1 console called get_status", "restarting",
            ]
            #expect(lines.starts(with: wanted))
            #expect(lines.contains("link 1 console closed"))
            for secret in ["in-the-url", "key-of-ours", "standin2026token"] {
                #expect(!lines.contains { $0.contains(secret) })
            }
        }
    }

    /// A port that nothing listens on.
    private static func freePort() async throws -> Int {
        var port = 0
        try await BotServer.with { _, free in port = free }
        return port
    }
}

import Foundation
import NapCatTesting
import OneBot
import Testing

/// The stand-in's WebUI against what is known of NapCat's: the OneBot configuration.
@Suite("Stand-in: configuration")
struct StandInConfigTests {
    private static func loopbackEntry(_ more: String = "") -> String {
        #"{"network":{"websocketClients":[{"name":"a","url":"ws://127.0.0.1:1"\#(more)}]}}"#
    }

    @Test("defaults are added, types are made to fit, unknown keys and certificate checks go")
    func roundTrip() async throws {
        try await withStandIn { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            let more = #","heartInterval":"15000","debug":"true","token":12345,"verifyCertificate":false,"foreign":1"#
            let text = Self.loopbackEntry(more).dropLast() + #","foreign":{"a":1}}"#
            #expect(try await caller.save(String(text)).data == .null)
            let config = try #require(try await caller.post("/OB11Config/GetConfig").data)
            let whole = #"""
                {"network":{"httpServers":[],"httpSseServers":[],"httpClients":[],"websocketServers":[],
                "websocketClients":[{"name":"a","enable":false,"url":"ws://127.0.0.1:1","messagePostFormat":"array",
                "reportSelfMessage":false,"reconnectInterval":5000,"token":"12345","debug":true,"heartInterval":15000}],
                "plugins":[]},"musicSignUrl":"","enableLocalFile2Url":false,"parseMultMsg":false,
                "imageDownloadProxy":"","timeout":{"baseTimeout":10000,"uploadSpeedKBps":256,"downloadSpeedKBps":256,
                "maxTimeout":1800000}}
                """#
            #expect(try config == JSONParser.parse(whole.utf8))
            #expect(napcat.records.setConfigs == [String(text)])
        }
    }

    @Test(
        "what is no configuration is refused and changes nothing",
        arguments: [
            (#"{"config":{"network":{}}}"#, "Error: "), ("{}", "config is empty"),
            (#"{"config":""}"#, "config is empty"),
            (#"{"config":"{"}"#, "Error: "), (#"{"config":"{\"network\":[]}"}"#, "Error: "),
            (#"{"config":"{\"network\":{\"websocketClients\":{}}}"}"#, "Error: "),
        ]
    )
    func refused(_ body: String, _ beginning: String) async throws {
        try await withStandIn { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            let before = napcat.control.document
            let answer = try await caller.post("/OB11Config/SetConfig", body)
            #expect(answer.code == -1)
            #expect(answer.message?.hasPrefix(beginning) == true)
            #expect(napcat.control.document == before)
            #expect(napcat.records.setConfigs.count == 1)
        }
    }

    @Test("files: made at the first login, written at a save, read at the start and never else")
    func files() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("standin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func text(_ name: String) -> String? {
            try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let account = "onebot11_1000010001.json"
        try write("// mine\n{network: {websocketClients: [{name: 'a', url: 'ws://127.0.0.1:1',},],},}", "onebot11.json")
        var configuration = StandInConfiguration()
        configuration.session = .waiting
        configuration.folder = folder.path
        try await withStandIn(configuration) { napcat in
            let webUI = try #require(text("webui.json"))
            #expect(webUI.contains("\n    \"token\": \"standin2026token\""))
            #expect(webUI.contains("\n    \"port\": \(napcat.port)"))
            #expect(text(account) == nil)
            napcat.control.scan()
            #expect(text(account)?.contains("\n      {\n        \"name\": \"a\"") == true)

            try write(Self.loopbackEntry(#","token":"by-hand""#), account)
            let caller = try await WebUICaller.loggedIn(napcat)
            #expect(napcat.control.document?.contains("by-hand") == false)
            napcat.control.restart()
            #expect(napcat.control.document?.contains("by-hand") == true)
            #expect(try await caller.post("/auth/check").message == "Unauthorized")

            let again = try await WebUICaller.loggedIn(napcat)
            #expect(try await again.save(Self.loopbackEntry(#","token":"saved""#)).code == 0)
            #expect(text(account)?.contains("\"token\": \"saved\"") == true)
            napcat.control.setToken("changed1")
            #expect(text("webui.json")?.contains("\"token\": \"changed1\"") == true)
        }
        try write(#"{"token":"napcat","loginRate":1}"#, "webui.json")
        try await withStandIn(configuration) { napcat in
            #expect(napcat.token.count == 8)
            #expect(text("webui.json")?.contains(napcat.token) == true)
            #expect(napcat.log.contains { $0.hasSuffix("WebUI密码为默认密码，已进行强制修改") })
        }
    }
}

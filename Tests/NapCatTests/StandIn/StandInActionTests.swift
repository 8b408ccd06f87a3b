import EndpointTesting
import Foundation
import NapCatTesting
import OneBot
import Testing

/// What the stand-in's bot says and does when it is asked, against what is known of NapCat's.
@Suite("Stand-in: actions")
struct StandInActionTests {
    private static func texts(of configuration: StandInConfiguration, _ calls: [String]) async throws -> [JSONValue] {
        var answers: [JSONValue] = []
        try await BotServer.with { server, port in
            try await withStandIn(configuration) { napcat in
                try await WebUICaller.loggedIn(napcat).save(Entry(port: port))
                #expect(await eventually { server.records.first?.texts.count == 1 })
                for call in calls { server.send(call, to: 0) }
                #expect(await eventually { server.records[0].texts.count == 1 + calls.count })
                answers = try server.records[0].texts.dropFirst().map { try JSONParser.parse($0.utf8) }
            }
        }
        return answers
    }

    @Test("download_file writes what came as base64 below its folder alone, and tells the path as the bot sees it")
    func download() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("standin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = StandInConfiguration()
        configuration.tempFolder = folder.path
        configuration.tempFolderName = "/app/.config/QQ/NapCat/temp"
        let calls = [
            #"{"action":"download_file","params":{"base64":"aGVsbG8=","name":"../a.txt"},"echo":1}"#,
            #"{"action":"download_file","params":{"url":"http://127.0.0.1:1/"},"echo":"2"}"#,
        ]
        let answers = try await Self.texts(of: configuration, calls)
        #expect(answers[0]["data"]?["file"]?.string == "/app/.config/QQ/NapCat/temp/a.txt")
        #expect(answers[0]["echo"]?.integer == 1)
        #expect(try String(contentsOf: folder.appendingPathComponent("a.txt"), encoding: .utf8) == "hello")
        #expect(answers[1]["status"]?.string == "failed")
        #expect(answers[1]["echo"]?.string == "2")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])

        configuration.tempFolder = nil
        #expect(try await Self.texts(of: configuration, [calls[0]])[0]["status"]?.string == "failed")
    }

    @Test("the version is the WebUI's")
    func version() async throws {
        var configuration = StandInConfiguration()
        configuration.version = "4.8.100"
        let answer = try await Self.texts(of: configuration, [#"{"action":"get_version_info"}"#])[0]
        #expect(answer["data"]?["app_name"]?.string == "NapCat.Onebot")
        #expect(answer["data"]?["app_version"]?.string == "4.8.100")
    }

    @Test("what somebody says comes in the form of the entry", arguments: ["array", "string"])
    func say(_ format: String) async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                var entry = Entry(port: port)
                entry.format = format
                try await WebUICaller.loggedIn(napcat).save(entry)
                #expect(await eventually { server.records.first?.texts.count == 1 })
                napcat.control.say("你好 [a]&b")
                #expect(await eventually { server.records[0].texts.count == 2 })
                let event = try JSONParser.parse(server.records[0].texts[1].utf8)
                let code = "你好 &#91;a&#93;&amp;b"
                #expect(event["post_type"]?.string == "message")
                #expect(event["message_format"]?.string == format)
                #expect(event["raw_message"]?.string == code)
                let message = event["message"]
                #expect(
                    format == "string"
                        ? message?.string == code
                        : message?.elements?.first?["data"]?["text"]?.string == "你好 [a]&b"
                )
                // Who is offline hears nothing.
                napcat.control.goOffline()
                napcat.control.say("again")
                #expect(await eventually { server.records[0].count(of: "bot_offline") == 1 })
                server.send(#"{"action":"get_status","echo":"end"}"#, to: 0)
                #expect(await eventually { server.records[0].count(of: #""echo":"end""#) == 1 })
                #expect(server.records[0].count(of: "again") == 0)
            }
        }
    }
}

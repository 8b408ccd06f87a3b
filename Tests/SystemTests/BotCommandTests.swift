import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// `call` and `events` of the built program, with bots that are acted.
@Suite(.serialized)
struct BotCommandTests {
    @Test("a call goes out, its response is printed, and the exit code says whether it was done")
    func call() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            _ = try home.start("simulate", "--rate", "0")
            try await home.status(until: "the bot") { $0.bots.first?.name != nil }
            let done = try await home.run("call", "1000010001", "get_login_info")
            #expect(done.exit == 0)
            #expect(done.output.contains(#""user_id":1000010001"#))
            let refused = try await home.run("call", "1000010001", "no_such_action", #"{"a":[1,{"b":null}]}"#)
            #expect(refused.exit == 1)
            #expect(refused.output.contains(#""retcode":1404"#))
            #expect(refused.errors.contains("no_such_action"))
            let unknown = try await home.run("call", "42", "get_status")
            #expect(unknown.exit == 1)
            #expect(unknown.errors.split(separator: "\n").count == 1)
            let broken = try await home.run("call", "1000010001", "get_status", "{", "--lang", "zh")
            #expect(broken.exit == 1)
            #expect(broken.errors.contains("JSON"))
            #expect(broken.output.isEmpty)
        }
    }

    @Test("with none running there is nobody to ask")
    func nobody() async throws {
        try await withConsoleHome { home in
            let call = try await home.run("call", "1", "get_status")
            #expect(call.exit == 3)
            let events = try await home.run("events")
            #expect(events.exit == 3)
        }
    }

    @Test("events are printed as they came, one a line, and found again in the journal, also after a restart")
    func events() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            let following = try home.start("events", "--follow", "--json")
            let sent = (0..<20).map {
                #"{"time":1,"self_id":1000010001,"post_type":"message","message_type":"private","user_id":\#($0),"#
                    + #""message":"第 \#($0) 条","raw_message":"第 \#($0) 条"}"#
            }
            for text in sent { try await bot.send(text) }
            #expect(
                await eventually { sent.suffix(5).allSatisfy { following.output.contains($0 + "\n") } },
                "\(following.output)"
            )
            let found = try await home.run("events", "--grep", "第 user:7", "--json")
            #expect(found.exit == 0)
            #expect(found.output == sent[7] + "\n")
            let stopped = try await home.run("stop")
            #expect(stopped.exit == 0)
            _ = try await server.result()
            let followed = try await following.result()
            #expect(followed.exit == 1)

            _ = try await home.serve()
            let again = try await home.run("events", "--since", "1h", "--json", "--grep", "kind:message")
            #expect(again.output.split(separator: "\n").map(String.init) == sent)
        }
    }
}

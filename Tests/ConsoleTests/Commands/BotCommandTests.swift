import Control
import Endpoint
import Foundation
import OneBot
import Snapshot
import Testing

@testable import Console

@Suite struct BotCommandTests {
    private static func answered(_ text: String, succeeded: Bool = true) -> CallOutcome {
        .answered(CallAnswer(response: Array(text.utf8), succeeded: succeeded, milliseconds: 1))
    }

    private func call(
        _ fixture: CommandFixture,
        _ console: FakeConsole,
        _ action: String = "get_status",
        _ parameters: String? = nil
    ) async throws -> Int32 {
        var code: Int32 = -1
        try await fixture.withConsole(console) {
            code = await CallCommand(fixture.context, selfID: "1000010001", action: action, parameters: parameters)
                .run()
        }
        return code
    }

    @Test("the response is printed as it came and the parameters go out as they were given")
    func done() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.answerCalls(Self.answered(#"{"status":"ok","retcode":0,"data":[1]}"#))
            let parameters = #"{"id":9007199254740993,"b":{"c":null}}"#
            let code = try await self.call(fixture, console, "any_thing", parameters)
            #expect(code == 0)
            #expect(fixture.output.lines == [#"{"status":"ok","retcode":0,"data":[1]}"#])
            #expect(fixture.output.notices.isEmpty)
            #expect(
                console.calls == [
                    CallRequest(selfID: "1000010001", action: "any_thing", parameters: Array(parameters.utf8))
                ]
            )
        }
    }

    @Test("what the bot refuses is printed, told in its words without control characters, and exit 1")
    func refused() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.answerCalls(
                Self.answered(#"{"status":"failed","retcode":1404,"wording":"no\u001b[31m"}"#, succeeded: false)
            )
            let code = try await self.call(fixture, console)
            #expect(code == 1)
            #expect(fixture.output.lines.count == 1)
            #expect(fixture.output.notices == ["The bot did not carry out get_status (retcode 1404): no␛[31m"])
        }
    }

    @Test("without a response there is one sentence and exit 1, in both languages", arguments: Language.allCases)
    func failed(language: Language) async throws {
        try await withTemporaryFolder { folder in
            for outcome in [
                CallOutcome.noSuchBot, .notConnected, .timedOut(seconds: 30), .linkLost, .tooBig(bytes: 2, limit: 1),
                .notTaken(waitingBytes: 1),
            ] {
                var fixture = CommandFixture(folder)
                fixture.language = language
                let console = FakeConsole()
                console.answerCalls(outcome)
                let code = try await self.call(fixture, console)
                #expect(code == 1)
                #expect(fixture.output.lines.isEmpty)
                #expect(fixture.output.notices.count == 1)
            }
        }
    }

    @Test("parts without an end are printed, and why there is none is told", arguments: Language.allCases)
    func cutOff(language: Language) async throws {
        try await withTemporaryFolder { folder in
            var fixture = CommandFixture(folder)
            fixture.language = language
            let console = FakeConsole()
            let part = #"{"status":"ok","retcode":0,"stream":"stream-action","data":{"type":"stream"}}"#
            console.answerCalls(.linkLost, parts: [part])
            let code = try await self.call(fixture, console, "download_file_stream")
            #expect(code == 1)
            #expect(fixture.output.lines == [part])
            let sentence = try #require(fixture.output.notices.first)
            #expect(fixture.output.notices.count == 1)
            #expect(sentence.contains(language == .chinese ? "断开" : "The connection of bot 1000010001 ended"))
        }
    }

    @Test("a response over several lines is judged as one")
    func severalLines() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.answerCalls(Self.answered("{\r\n\"status\": \"ok\"\r\n}"))
            let code = try await self.call(fixture, console)
            #expect(code == 0)
            #expect(fixture.output.lines == ["{  \"status\": \"ok\"  }"])
        }
    }

    @Test("as many calls as may wait can be asked for at the same time")
    func connections() {
        #expect(ControlLimits().connections > EndpointServer.callLimit)
    }

    @Test("broken parameters ask nobody", arguments: ["{", "[]", "1", "", #"{"a":1} x"#])
    func broken(parameters: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            let code = try await self.call(fixture, console, "get_status", parameters)
            #expect(code == 1)
            #expect(console.calls.isEmpty)
            #expect(fixture.output.notices.count == 1)
        }
    }

    @Test("events are written for people or as they came; what was skipped is told beside them")
    func events() async throws {
        let event =
            #"{"time":1767323045,"self_id":1000010001,"post_type":"notice","notice_type":"friend_add","user_id":5}"#
        let record = EventRecord(
            number: 1,
            time: Date(),
            selfID: "1000010001",
            postType: .notice,
            length: event.utf8.count,
            bytes: Array(event.utf8)
        )
        for asJSON in [true, false] {
            try await withTemporaryFolder { folder in
                let fixture = CommandFixture(folder)
                let console = FakeConsole()
                console.giveEvents([EventPage(records: [record], skipped: 3)])
                var wishes = EventsCommand.Wishes()
                wishes.asJSON = asJSON
                wishes.selfID = "1000010001"
                wishes.filter = "kind:notice"
                let command = EventsCommand(fixture.context, wishes)
                try await fixture.withConsole(console) { #expect(await command.run() == 0) }
                #expect(fixture.output.notices.count == 1)
                #expect(fixture.output.lines.count == 1)
                #expect((fixture.output.lines.first == event) == asJSON)
                let request = try #require(console.eventRequests.first)
                #expect(request.filter == EventFilter(parsing: "bot:1000010001 kind:notice"))
                #expect(request.since == Date(timeIntervalSince1970: 0), "a search goes through all that is kept")
            }
        }
    }
}

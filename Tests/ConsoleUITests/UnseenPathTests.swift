import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("Paths that the bot cannot see (FILE-01)")
struct UnseenPathTests {
    private static let rows: [(String, [UnseenPath])] = [
        (#"{"file":"/home/me/a.jpg"}"#, [UnseenPath(path: "/home/me/a.jpg")]),
        (#"{"file":"file:///home/me/a.jpg"}"#, [UnseenPath(path: "/home/me/a.jpg")]),
        (
            #"{"group_id":1,"file":"/srv/nekro_agent/uploads/a.zip","name":"/not/a/file"}"#,
            [UnseenPath(path: "/srv/nekro_agent/uploads/a.zip", inside: "/app/nekro_agent_data/uploads/a.zip")]
        ),
        // As the container has it.
        (#"{"file":"/app/nekro_agent_data/uploads/a.zip"}"#, []), (#"{"file":"/srv/same/a.zip"}"#, []),
        (#"{"file":"/srv/same/../other/a.zip"}"#, [UnseenPath(path: "/srv/same/../other/a.zip")]),
        (#"{"file":"/srv/sameness/a.zip"}"#, [UnseenPath(path: "/srv/sameness/a.zip")]),
        (
            #"{"message":[{"type":"text","data":{"text":"/etc/x"}},{"type":"image","data":{"file":"/tmp/a.png"}}]}"#,
            [UnseenPath(path: "/tmp/a.png")]
        ),
        (#"{"message":"see [CQ:image,file=file:///tmp/a&#44;b.png]"}"#, [UnseenPath(path: "/tmp/a,b.png")]),
        (#"{"messages":[{"data":{"content":[{"data":{"file":"/x"}}]}}],"image":"/x"}"#, [UnseenPath(path: "/x")]),
        (#"{"file":"base64://AAAA"}"#, []), (#"{"file":"https://example.org/a.png"}"#, []),
        (#"{"file":"a.png"}"#, []), (#"{"file":"file://C:\\a.png"}"#, []), (#"{"file":7}"#, []), ("not JSON", []),
        ("{}", []),
    ]

    @Test("are found in calls, and nothing else is", arguments: rows)
    func found(_ parameters: String, _ expected: [UnseenPath]) {
        #expect(UnseenPaths.found(in: parameters, container: NapCatFixture.container) == expected)
    }

    @Test("no more than eight are told, and long ones are no paths")
    func bounds() {
        let files = (0..<100).map { #"{"data":{"file":"/x/\#($0)"}}"# }.joined(separator: ",")
        #expect(UnseenPaths.found(in: "{\"message\":[\(files)]}", container: NapCatFixture.container).count == 8)
        let long = "/" + String(repeating: "x", count: 5000)
        #expect(UnseenPaths.found(in: "{\"file\":\"\(long)\"}", container: NapCatFixture.container).isEmpty)
    }

    /// The API panel with a call typed on the `:` line.
    private static func called(
        _ line: String,
        _ look: NapCatLook?,
        bot: BotFacts = Fixture.assistant,
        language: Language = .english
    ) -> (Screen, [ConsoleEffect]) {
        let snapshot = Fixture.snapshot { snapshot in
            snapshot.bots = [bot]
            snapshot.napcat.look = look
        }
        var screen = Screen(snapshot, language: language)
        screen.type(":call " + line)
        let effects = screen.press(.enter)
        return (screen, effects)
    }

    @Test("a call that names one asks, with Cancel marked, and says what to do", arguments: Language.allCases)
    func asked(_ language: Language) {
        for (path, inside) in [("/tmp/a.png", nil), ("/srv/nekro_agent/a.png", "/app/nekro_agent_data/a.png")] {
            var (screen, effects) = Self.called(
                #"ocr_image {"image":"\#(path)"}"#,
                NapCatFixture.inContainer,
                language: language
            )
            #expect(effects.isEmpty)
            let unseen = UnseenPath(path: path, inside: inside)
            let phrases = language.phrases
            for text in [phrases.pathUnseen(unseen, container: "nekro_napcat"), phrases.pathAdvice] {
                #expect(Self.question(screen).contains(text.filter { $0 != " " }), "\(text)")
            }
            // Cancel is marked; another word sends it all the same.
            #expect(screen.press(.enter).isEmpty)
            (screen, effects) = Self.called(
                #"ocr_image {"image":"\#(path)"}"#,
                NapCatFixture.inContainer,
                language: language
            )
            #expect(screen.type("y").count == 1)
        }
    }

    /// What stands inside of the box of the question, without blanks.
    private static func question(_ screen: Screen) -> String {
        let rows = (0..<screen.model.terminal.size.rows).map { row in
            // Wide characters take two columns: cells, not characters, are counted.
            (7..<73).map { screen.frame.grid[row: row, column: $0].symbol }
        }
        return rows.filter { $0.first == "│" && $0.last == "│" }.joined().joined().filter { !" │".contains($0) }
    }

    @Test("nothing is asked where it is not known that the bot lives in the container")
    func unasked() {
        let call = #"ocr_image {"image":"/tmp/a.png"}"#
        var elsewhere = Fixture.assistant
        elsewhere.selfID = "1000010009"
        elsewhere.peer = "10.9.9.9:4000"
        #expect(Self.called(call, NapCatFixture.inContainer, bot: elsewhere).1.count == 1)
        #expect(Self.called(call, NapCatFixture.healthy).1.count == 1)
        #expect(Self.called(call, nil).1.count == 1)
        // By its address.
        elsewhere.peer = "172.18.0.3:4000"
        #expect(Self.called(call, NapCatFixture.inContainer, bot: elsewhere).1.isEmpty)
        #expect(Self.called(#"ocr_image {"image":"/srv/same/a.png"}"#, NapCatFixture.inContainer).1.count == 1)
    }
}

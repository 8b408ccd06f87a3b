import OneBot
import Snapshot
import Terminal
import Testing

@testable import ConsoleUI

/// What no onlooker may see, whoever says it.
@Suite("Secrets on the screen")
struct SecretTests {
    private static let named = Secret("Named07Lp3TzRw8Ny5BcD4gJh6KsAXk2")
    private static let app = Secret("App0007Lp3TzRw8Ny5BcD4gJh6KsAXk2")
    private static let panel = Secret("panel-token")
    private static let old = Secret("Old0007Lp3TzRw8Ny5BcD4gJh6KsAXk2")
    private static let all = [testKey, named, app, panel, old]

    /// The console knows all of them, and peers say them wherever they can.
    private static var snapshot: Snapshot {
        Fixture.typical { snapshot in
            snapshot.secrets = [Self.app, Self.old]
            snapshot.access.named = [NamedKey(name: "left", key: Self.named)]
            snapshot.napcat.token = Self.panel
            let said = Self.all.map(\.exposed).joined(separator: " ")
            snapshot.bots[0].name = Self.panel.exposed
            snapshot.bots[0].handshake = Self.all.map { HeaderLine(name: "X", value: "a\($0.exposed)b") }
            snapshot.log = [LogLine(number: 1, time: now, level: .info, subject: "x", text: said)]
        }
    }

    private static var events: EventPage {
        EventPage(
            records: Self.all.enumerated().map { index, secret in
                let number = Int64(index + 1)
                return EventFixture.record(number, EventFixture.message(number, "it is \(secret.exposed)"))
            }
        )
    }

    @Test("no key or token of ours is seen, in an event neither", arguments: [true, false])
    func hidden(isReadOnly: Bool) {
        for keys in ["1", "3", "3\r", "4", "4\r", "9", "8", "8j\r"] {
            let size = Size(columns: 200, rows: 60)
            var screen = Screen(Self.snapshot, size: size, isReadOnly: isReadOnly)
            screen.send(.events(Self.events))
            for key in keys { _ = key == "\r" ? screen.press(.enter) : screen.type(String(key)) }
            for secret in Self.all {
                #expect(!screen.text.contains(secret.exposed), "\(secret) after \(keys)")
            }
        }
    }

    @Test("a key that comes to be known is hidden from then on, also where it stood already")
    func later() {
        let before = Fixture.typical {
            $0.log = [LogLine(number: 1, time: now, level: .info, subject: "x", text: Self.app.exposed)]
        }
        var screen = Screen(before)
        screen.type("9")
        #expect(screen.text.contains(Self.app.exposed))
        var after = before
        after.secrets = [Self.app]
        screen.send(.snapshot(after))
        #expect(!screen.text.contains(Self.app.exposed))
        #expect(screen.text.contains(Self.app.masked))
    }

    @Test("the longest is masked where one holds another, and text around it stays")
    func overlapping() {
        let safe = SafeText(hiding: [Secret("abcdefgh"), Secret("abcdefghijkl"), Secret("short"), Secret("密钥密钥密钥密钥")])
        #expect(safe("x abcdefghijkl y") == "x •••••••••••• y")
        #expect(safe("abcdefghabcdefgh") == "••••••••••••••••")
        #expect(safe("abcdefg short") == "abcdefg short")
        #expect(safe("a密钥密钥密钥密钥b") == "a••••••••b")
        #expect(safe("abcdefgh\u{301}") != "abcdefgh\u{301}")
        #expect(SafeText(hiding: [])("abc") == "abc")
    }

    @Test("a URL with a token is shown masked, and typed as it is")
    func setting() {
        let url = "http://127.0.0.1:6099/webui?token=x"
        let snapshot = Fixture.typical {
            $0.settings[5] = SettingFacts(
                path: "napcat.webui_url",
                value: "http://127.0.0.1:6099/webui?token=•",
                origin: .file,
                whole: Secret(url)
            )
        }
        var screen = Screen(snapshot, size: Size(columns: 120, rows: 40))
        screen.type("8")
        while screen.model.selectedSetting != .field(.webUIURL) { screen.press(.down) }
        #expect(screen.text.contains("?token=•") && !screen.text.contains("?token=x"))
        screen.press(.enter)
        #expect(screen.text.contains(url))
        // Typed and taken back it is what it was.
        screen.type("y")
        screen.press(.backspace)
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.model.settings.open == nil)
    }
}

import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct SettingsTests {
    /// Settings with the cursor on a field.
    static func at(_ field: SettingField, _ snapshot: Snapshot = Fixture.typical()) throws -> Screen {
        var screen = Screen(snapshot)
        screen.type("8")
        let index = try #require(SettingField.inOrder.firstIndex(of: field))
        // The row of the further keys stands behind the access key.
        let rows = index + (field != .accessKey && index > SettingField.inOrder.firstIndex(of: .accessKey) ?? 0 ? 1 : 0)
        for _ in 0..<rows { screen.type("j") }
        return screen
    }

    @Test(
        "Every editable field opens, is judged as it is typed, and is applied by Enter",
        arguments: SettingField.allCases
    )
    func edit(_ field: SettingField) throws {
        guard field.kind == .text || field.kind == .secret else { return }
        var screen = try Self.at(
            field,
            Fixture.typical { snapshot in
                snapshot.settings = snapshot.settings.map { facts in
                    SettingFacts(path: facts.path, value: facts.value, origin: .file)
                }
            }
        )
        let old = Fixture.settings.first { $0.path == field.path }?.value ?? ""
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.type("x") == [.judgeSetting(path: field.path, text: old + "x")])
        #expect(screen.press(.enter) == [.applySetting(path: field.path, text: old + "x")])
        // On its way: neither typed in nor sent twice.
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.type("y").isEmpty)
        screen.send(.finished(.settingApplied(path: field.path, text: "In force.")))
        #expect(screen.lastLine.contains("In force."))
        #expect(!screen.model.isTyping)
    }

    @Test("A refused value leaves the field open with the reason")
    func refused() throws {
        var screen = try Self.at(.port)
        screen.press(.enter, .backspace)
        screen.type("2")
        screen.press(.enter)
        screen.send(.finished(.settingRefused(path: "endpoint.port", reason: "in use by nginx (pid 812)")))
        #expect(screen.text.contains("✗ in use by nginx (pid 812)"))
        #expect(screen.text.contains("8022"))
        #expect(screen.model.isTyping)
        // And can be corrected.
        screen.press(.backspace)
        #expect(screen.type("3") == [.judgeSetting(path: "endpoint.port", text: "8023")])
        #expect(screen.press(.enter) == [.applySetting(path: "endpoint.port", text: "8023")])
    }

    @Test("A long reason goes on under the field, nothing of it lost")
    func longReason() throws {
        var screen = try Self.at(.port)
        screen.press(.enter)
        screen.type("1")
        let reason = "the port 80211 is no port at all, for ports are numbers from 1 to 65535 and this one is larger"
        screen.send(.judged(SettingJudgement(path: "endpoint.port", text: "80211", verdict: .refused(reason))))
        let words = screen.text.split { $0 == " " || $0 == "\n" || $0 == "│" }
        for word in reason.split(separator: " ") { #expect(words.contains(word)) }
    }

    @Test(
        "A judgement is shown with its sign",
        arguments: [
            (SettingJudgement.Verdict.accepted("free"), "✓ free"),
            (.acceptedWithWarning("below 1024"), "⚠ below 1024"),
            (.refused("no port"), "✗ no port"),
        ]
    )
    func judged(_ verdict: SettingJudgement.Verdict, _ shown: String) throws {
        var screen = try Self.at(.port)
        screen.press(.enter)
        screen.type("1")
        screen.send(.judged(SettingJudgement(path: "endpoint.port", text: "80211", verdict: verdict)))
        #expect(screen.text.contains(shown))
    }

    @Test("A late judgement of another text or field is ignored")
    func late() throws {
        var screen = try Self.at(.port)
        screen.press(.enter)
        screen.type("12")
        let before = screen.model
        screen.send(.judged(SettingJudgement(path: "endpoint.port", text: "80211", verdict: .accepted("free"))))
        screen.send(.judged(SettingJudgement(path: "endpoint.host", text: "802112", verdict: .accepted("free"))))
        #expect(screen.model == before)
    }

    @Test("Esc closes the field and neither the panel nor changes anything")
    func escape() throws {
        var screen = try Self.at(.port)
        screen.press(.enter)
        screen.type("9")
        #expect(screen.press(.escape).isEmpty)
        #expect(screen.model.panel == .settings)
        #expect(!screen.model.isTyping)
        #expect(screen.press(.escape).isEmpty)
        #expect(screen.model.panel == .settings)
    }

    @Test("An unchanged value is not applied")
    func unchanged() throws {
        var screen = try Self.at(.port)
        screen.press(.enter)
        screen.type("1")
        screen.press(.backspace)
        #expect(screen.press(.enter).isEmpty)
        #expect(!screen.model.isTyping)
    }

    @Test("A secret's field opens empty, shows dots for what is typed, and Enter alone changes nothing")
    func secret() throws {
        for field in [SettingField.accessKey, .webUIToken] {
            var screen = try Self.at(field)
            screen.press(.enter)
            #expect(screen.press(.enter).isEmpty)
            screen.press(.enter)
            #expect(screen.type("hunter2x").last == .judgeSetting(path: field.path, text: "hunter2x"))
            #expect(!screen.text.contains("hunter2x"))
            #expect(screen.text.contains("› ••••••••"))
            #expect(screen.press(.enter) == [.applySetting(path: field.path, text: "hunter2x")])
        }
    }

    @Test("A token that is set is masked; one that is not is from webui.json")
    func token() throws {
        #expect(try Self.at(.webUIToken).text.contains("from webui.json"))
        let set = try Self.at(.webUIToken, Fixture.typical { $0.napcat.token = Secret("a-token-of-18-char") })
        #expect(set.text.contains("••••••••••••••char"))
        #expect(!set.text.contains("a-token"))
    }

    @Test("Switches change at once by Enter and by Space", arguments: [Key(.enter), .character(" ")])
    func switches(_ key: Key) throws {
        var screen = try Self.at(.tlsEnabled)
        #expect(screen.press(key) == [.applySetting(path: "endpoint.tls.enabled", text: "true")])
        var other = try Self.at(.allowAnonymous)
        #expect(other.press(key) == [.applySetting(path: "endpoint.allow_anonymous", text: "true")])
        screen.send(.finished(.settingRefused(path: "endpoint.tls.enabled", reason: "there is no certificate")))
        #expect(screen.lastLine.contains("✗ there is no certificate"))
        // An error stays until the next key.
        screen.time = now.addingTimeInterval(600)
        screen.send(.ticked)
        #expect(screen.lastLine.contains("✗ there is no certificate"))
        screen.type("j")
        #expect(!screen.lastLine.contains("✗"))
    }

    @Test("A pinned value says where it is pinned and does not open")
    func pinned() throws {
        var screen = try Self.at(.dataFolder)
        #expect(screen.press(.enter).isEmpty)
        #expect(!screen.model.isTyping)
        #expect(screen.lastLine.contains("NEKRO_DATA_DIR"))
        var port = try Self.at(.port, Fixture.typical { $0.settings[1].origin = .argument })
        #expect(port.press(.enter).isEmpty)
        #expect(port.lastLine.contains("command line"))
    }

    @Test("The language of this terminal changes at once, and the setting with it")
    func language() throws {
        var screen = try Self.at(.language)
        #expect(screen.press(.enter) == [.applySetting(path: "language", text: "en")])
        #expect(screen.type(":lang zh").isEmpty)
        #expect(screen.press(.enter) == [.applySetting(path: "language", text: "zh")])
        #expect(screen.model.language == .chinese)
        #expect(screen.text.contains("语 言") || screen.text.contains("语言"))
        screen.type(":lang auto")
        screen.press(.enter)
        #expect(screen.model.language == .english)
    }

    @Test("A pinned language changes on this terminal alone")
    func pinnedLanguage() {
        var screen = Screen(
            Fixture.typical { snapshot in
                snapshot.settings = [SettingFacts(path: "language", value: "en", origin: .argument)]
            }
        )
        screen.type(":lang zh")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.model.language == .chinese)
    }

    @Test("Undo asks for the last change to be taken back")
    func undo() throws {
        var screen = try Self.at(.port)
        #expect(screen.type("u") == [.undoSetting])
    }

    @Test("Rotating asks, with Cancel marked: at once, in ten minutes, or not")
    func rotate() throws {
        var screen = try Self.at(.port)
        #expect(screen.type("R").isEmpty)
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.type("Rn") == [.rotateKey(graceSeconds: nil)])
        #expect(screen.type("Rk") == [.rotateKey(graceSeconds: 600)])
        #expect(screen.type("Rc").isEmpty)
        #expect(!screen.text.contains("New access key"))
        screen.type("R")
        screen.press(.up, .enter)
        #expect(!screen.text.contains("New access key"))
    }

    @Test("A pinned key cannot be rotated, and it is said why")
    func pinnedKey() {
        for origin in [SettingOrigin.argument, .environment("ONEBOT_ACCESS_TOKEN")] {
            var screen = Screen(Fixture.typical { $0.access.keyOrigin = origin })
            #expect(screen.type("8R").isEmpty)
            #expect(screen.lastLine.contains("pinned"))
            screen.type(":key rotate 10m")
            #expect(screen.press(.enter).isEmpty)
            #expect(screen.lastLine.contains("pinned"))
        }
    }

    @Test("The last line tells how many bots stay connected while the port or address is edited")
    func footer() throws {
        var screen = try Self.at(.port)
        screen.press(.enter)
        #expect(
            screen.lastLine.hasPrefix(" Enter apply  Esc cancel   1 bot stays connected through 8021.")
        )
        var path = try Self.at(.path)
        path.press(.enter)
        #expect(path.lastLine.trimmingSuffix(" ") == " Enter apply  Esc cancel")
    }

    @Test("The WebUI's port is read from its URL when there is no fact of its own")
    func derivedPort() throws {
        for (url, port) in [("http://127.0.0.1:7099/webui", "7099"), ("https://h/", "443"), ("http://h", "80")] {
            let snapshot = Fixture.typical { snapshot in
                snapshot.settings.removeAll { $0.path == "napcat.webui_port" }
                snapshot.settings[5].value = url
            }
            let rows = try Self.at(.port, snapshot).text.split(separator: "\n")
            let row = try #require(rows.first { $0.contains("WebUI port") })
            #expect(row.contains(" \(port) "))
        }
    }

    @Test("A paste goes into the field as one text")
    func paste() throws {
        var screen = try Self.at(.publicURL)
        screen.press(.enter)
        #expect(
            screen.send(.input(.paste("wss://x/y\nq")))
                == [.judgeSetting(path: "endpoint.public_url", text: "wss://x/y q")]
        )
    }

    @Test("The key that is still accepted for a while is told with the end of it")
    func grace() {
        var screen = Screen(Fixture.typical { $0.access.graceEndsAt = now.addingTimeInterval(600) }, utcOffset: 3600)
        screen.type("8")
        #expect(screen.text.contains("old key until 15:12"))
    }
}

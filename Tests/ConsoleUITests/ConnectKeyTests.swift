import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("Keys of Connect")
struct ConnectKeyTests {
    @Test(
        "keys ask for what they say, after a question where something is cut or changed",
        arguments: [
            ("r", NapCatFixture.healthy, ConsoleEffect.lookAtNapCat), ("p", NapCatFixture.healthy, .probeDataFolder),
            ("Ry", NapCatFixture.healthy, .restartNapCat), ("Ry", NapCatFixture.stopped, .restartNapCat),
            ("sy", NapCatFixture.weakToken, .changeNapCatToken), ("fy", NapCatFixture.healthy, .moveToFreePort),
            ("wy", NapCatFixture.healthy, .movePanelPort), ("x", NapCatFixture.codeless, .refreshQRCode),
            ("xr", NapCatFixture.waiting, .refreshQRCode),
        ]
    )
    func effects(_ keys: String, _ look: NapCatLook, _ effect: ConsoleEffect) {
        var screen = NapCatFixture.screen(look)
        let before = screen.type(String(keys.dropLast()))
        #expect(!before.contains(effect))
        #expect(screen.type(String(keys.suffix(1))) == [effect])
    }

    @Test("questions stand on Cancel", arguments: ["R", "s", "f", "w"])
    func questions(_ key: String) {
        var screen = NapCatFixture.screen(NapCatFixture.weakToken)
        screen.type(key)
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.model.contexts.first == .connectSteps)
    }

    @Test(
        "a key that makes no sense now says why, and is not in the last line",
        arguments: [
            ("t", NapCatFixture.healthy, Unavailable.tokenAccepted), ("d", NapCatFixture.healthy, .noCodeAsked),
            ("x", NapCatFixture.healthy, .loggedIn), ("x", NapCatFixture.down, .noQRCode),
            ("R", NapCatFixture.down, .cannotRestart), ("s", NapCatFixture.down, .tokenNotAccepted),
            ("p", NapCatFixture.down, .noDataFolder), ("L", NapCatFixture.healthy, .noContainerLog),
            ("R", nil, .notLookedYet), ("w", nil, .notLookedYet), ("w", NapCatFixture.down, .tokenNotAccepted),
            ("w", NapCatFixture.inContainer, .portPublished),
        ] as [(String, NapCatLook?, Unavailable)]
    )
    func unavailable(_ key: String, _ look: NapCatLook?, _ reason: Unavailable) {
        for language in Language.allCases {
            var screen = NapCatFixture.screen(look, language: language)
            // Capitals and small letters are two keys.
            #expect(!screen.model.hints.contains { $0.keys == [.character(Character(key))] })
            #expect(screen.type(key).isEmpty)
            #expect(screen.lastLine.contains(language.phrases.unavailable(reason).prefix(20)))
        }
    }

    @Test(
        "what a key can do about a step stands beneath it, and right behind the movement in the last line",
        arguments: NapCatFixture.all.indices
    )
    func offers(_ index: Int) throws {
        for language in Language.allCases {
            var screen = NapCatFixture.screen(NapCatFixture.all[index], language: language)
            let guide = ConnectGuide(screen.model.snapshot, language: language)
            screen.type("g")
            for step in guide.steps {
                let working = step.offers.compactMap { KeyTable.binding(of: $0.command) }
                    .filter { $0.unavailable(screen.model) == nil }
                let hints = screen.model.hints
                for binding in working {
                    #expect(hints.contains { $0.command == binding.command }, "\(binding.command) of \(step.kind)")
                }
                if let first = working.first { #expect(hints.dropFirst().first?.command == first.command) }
                screen.press(.enter)
                for offer in step.offers where working.contains(where: { $0.command == offer.command }) {
                    // Another offer with the same key may stand for it.
                    let texts = ConnectStep.Offer.allCases.filter { $0.command == offer.command }
                        .map { language.phrases.offer($0, screen.model.snapshot.napcat.look).prefix(12) }
                    #expect(texts.contains { screen.text.contains($0) }, "\(offer) of \(step.kind)")
                }
                screen.press(.escape)
                screen.type("g" + String(repeating: "j", count: step.kind.rawValue))
            }
        }
    }

    @Test("every offer has a key of the panel", arguments: ConnectStep.Offer.allCases)
    func offered(_ offer: ConnectStep.Offer) {
        #expect(KeyTable.binding(of: offer.command)?.context == .connect)
    }

    @Test("what the doctor found of the WebUI is seen in its step")
    func findings() {
        var screen = NapCatFixture.screen(NapCatFixture.healthy)
        #expect(screen.frame.grid.text(row: 3).contains("✓ 1 "))
        var diagnosis = AddressFixture.diagnosis()
        diagnosis.findings = [
            Finding(
                subject: .listener(host: "0.0.0.0", port: 6099),
                symptom: .napcat(.defaultPanelPort(address: "203.0.113.7", .own)),
                severity: .notice,
                certainty: .likely,
                since: now,
                last: now
            )
        ]
        screen.send(.diagnosed(diagnosis))
        #expect(screen.frame.grid.text(row: 3).contains("⚠ 1 "))
    }

    @Test("after the change the bot may take its time; when it failed, it may not")
    func coming() {
        var screen = NapCatFixture.screen(NapCatFixture.otherKey)
        let absent = NapCatFixture.look { $0.login = .online(account: "1000010003", name: nil) }
        screen.send(.snapshot(Fixture.typical { $0.napcat.look = absent }))
        #expect(screen.text.contains("✗ 5 "))
        screen.type("a")
        screen.show(NapCatFixture.preview)
        screen.press(.enter)
        #expect(screen.text.contains("· 5 "))
        screen.send(.finished(.failed("It did not come.")))
        #expect(screen.text.contains("✗ 5 "))
    }

    @Test("how something ended stays whole in the panel where the last line cannot hold it, until the next thing")
    func said() {
        let long = String(repeating: "word ", count: 24) + "end of it."
        for outcome in [ConsoleOutcome.done(long), .failed(long)] {
            var screen = NapCatFixture.screen(NapCatFixture.healthy)
            screen.type("r")
            screen.send(.finished(outcome))
            #expect(!screen.lastLine.contains("end of it.") && screen.text.contains("end of it."))
            screen.time += 60
            screen.type("j")
            screen.send(.snapshot(NapCatFixture.snapshot(NapCatFixture.otherKey)))
            #expect(screen.text.contains("end of it."))
            screen.press(.enter)
            #expect(screen.text.contains("end of it."))
            var other = screen
            other.press(.escape, .escape)
            #expect(!other.text.contains("end of it."))
            screen.type("r")
            #expect(!screen.text.contains("end of it."))
            screen.send(.finished(.done("Short.")))
            #expect(screen.lastLine.contains("Short."))
        }
    }

    @Test(
        "a failure goes when anything gets better, an order when the bot has come; nothing goes when things get worse"
    )
    func untrue() {
        let long = String(repeating: "word ", count: 24) + "end of it."
        for (outcome, look) in [
            (ConsoleOutcome.failed(long), NapCatFixture.waiting), (.failed("QQ Is Logined"), NapCatFixture.waiting),
            (.done(long), NapCatFixture.otherKey),
        ] {
            var screen = NapCatFixture.screen(look)
            screen.send(.finished(outcome))
            let text = screen.text
            screen.send(.snapshot(NapCatFixture.snapshot(NapCatFixture.down)))
            #expect(screen.text.contains("end of it.") == text.contains("end of it."))
            #expect(screen.text.contains("Logined") == text.contains("Logined"))
            screen.send(.snapshot(NapCatFixture.snapshot(NapCatFixture.healthy)))
            #expect(!screen.text.contains("end of it.") && !screen.text.contains("Logined"))
        }
        // A step that is better is not yet a bot that has come.
        var screen = NapCatFixture.screen(NapCatFixture.down)
        screen.send(.finished(.done(long)))
        screen.send(.snapshot(NapCatFixture.snapshot(NapCatFixture.otherKey)))
        #expect(screen.text.contains("end of it."))
        screen.type("R")
        screen.press(.escape)
        #expect(!screen.text.contains("end of it."))
    }

    @Test("a refusal that a step says is said by the step alone, whenever the step comes", arguments: Language.allCases)
    func refusedByStep(_ language: Language) throws {
        for (before, after) in [
            (NapCatFixture.tokenMissing, NapCatFixture.tokenMissing), (NapCatFixture.healthy, NapCatFixture.down),
        ] {
            var screen = NapCatFixture.screen(before, language: language)
            let guide = ConnectGuide(NapCatFixture.snapshot(after), language: language)
            let step = try #require(guide.steps.first { $0.state == .failed })
            screen.type("Ga")
            screen.send(.finished(.failed(step.explanation)))
            screen.send(.snapshot(NapCatFixture.snapshot(after)))
            #expect(screen.lastLine.contains("✗ " + language.phrases.cannotSet(step: step.kind.rawValue)))
            #expect(ConnectTests.marked(screen)?.contains(ConnectStep.label(step.kind, language)) == true)
            #expect(!screen.text.contains("✗ " + step.explanation.prefix(6)))
            // Of what else fails the step says nothing.
            screen.type("r")
            screen.send(.finished(.failed("\(step.explanation)")))
            #expect(screen.lastLine.contains("✗ " + step.explanation.prefix(6)))
        }
    }

    @Test("a is in the last line where a change can come of it, and works everywhere")
    func applyHint() {
        var file = NapCatFixture.down
        file.configuration = NapCatFixture.healthy.configuration
        file.configuration?.source = .file(path: "/srv/onebot11_1.json")
        let looks: [(NapCatLook?, Bool)] = [
            (NapCatFixture.healthy, true), (nil, true), (file, true), (NapCatFixture.down, false),
            (NapCatFixture.waiting, false), (NapCatFixture.tokenMissing, false), (NapCatFixture.codeNeeded, false),
        ]
        for (look, isHinted) in looks {
            var screen = NapCatFixture.screen(look)
            #expect(screen.model.hints.contains { $0.command == .applyConnection } == isHinted)
            #expect(screen.type("a").count == 1)
        }
    }

    @Test(
        "what is opened has its keys in the last line at once",
        arguments: ["R", "s", "f", "w", "o", "t", "?", "q", "\r"]
    )
    func opened(_ key: String) {
        var screen = NapCatFixture.screen(key == "t" ? NapCatFixture.tokenMissing : NapCatFixture.weakToken)
        for outcome in [ConsoleOutcome.done("Something."), .failed("Something.")] {
            screen.send(.finished(outcome))
            #expect(screen.lastLine.contains("Something."))
            if key == "\r" { screen.press(.enter) } else { screen.type(key) }
            #expect(!screen.lastLine.contains("Something."))
            screen.press(.escape)
        }
    }

    @Test("the question for a strong token says where it will stand", arguments: Language.allCases)
    func tokenPlace(_ language: Language) {
        for (origin, words) in [(NapCatLook.Token.Origin.settings, "8 "), (.file, "webui.json")] {
            var look = NapCatFixture.weakToken
            look.token.origin = origin
            var screen = NapCatFixture.screen(look, language: language)
            screen.type("s")
            let text = language.phrases.strongTokenText(origin)
            #expect(text.contains(words) && text.contains("webui.json") == (origin == .file))
            #expect(screen.text.contains("webui.json") == (origin == .file))
        }
    }

    @Test("what mends the step comes first in the last line")
    func hints() {
        #expect(NapCatFixture.screen(NapCatFixture.codeNeeded).lastLine.contains("d 2FA code"))
        #expect(NapCatFixture.screen(NapCatFixture.tokenMissing).lastLine.contains("t WebUI token"))
        #expect(NapCatFixture.screen(NapCatFixture.waiting).lastLine.contains("x QR code"))
        let line = NapCatFixture.screen(NapCatFixture.otherKey).lastLine
        for hint in ["↑↓ move", "a apply", "Tab address", "o other implementations", "? help"] {
            #expect(line.contains(hint), "\(hint): \(line)")
        }
    }

    @Test("on the : line every command of the panel works from everywhere")
    func commands() {
        for (line, effects) in [
            ("napcat check", [ConsoleEffect.lookAtNapCat]), ("napcat folder", [.probeDataFolder]), ("connect", []),
            ("napcat restart", []),
            ("napcat http://n:1", [.applySetting(path: "napcat.webui_url", text: "http://n:1")]),
        ] {
            var screen = NapCatFixture.screen(NapCatFixture.healthy)
            screen.type("9:" + line)
            #expect(screen.press(.enter) == effects, "\(line)")
            #expect(screen.model.panel == (line.hasPrefix("napcat http") ? .log : .connect))
        }
    }

    // MARK: - Token and code

    @Test("the token is typed hidden, saved as a setting, and NapCat is looked at")
    func token() {
        var screen = NapCatFixture.screen(NapCatFixture.tokenMissing)
        screen.type("t")
        #expect(screen.model.isTyping)
        screen.type("q2:secret")
        #expect(!screen.text.contains("secret"))
        #expect(screen.text.contains("•••••••••"))
        #expect(screen.press(.enter) == [.applySetting(path: "napcat.token", text: "q2:secret")])
        #expect(screen.press(.enter).isEmpty)
        screen.send(.finished(.settingRefused(path: "napcat.token", reason: "It is too odd.")))
        #expect(screen.text.contains("✗ It is too odd."))
        screen.type("x")
        #expect(!screen.text.contains("too odd"))
        #expect(screen.press(.enter) == [.applySetting(path: "napcat.token", text: "q2:secretx")])
        #expect(screen.send(.finished(.settingApplied(path: "napcat.token", text: "Saved."))) == [.lookAtNapCat])
        #expect(!screen.model.isTyping)
        #expect(screen.lastLine.contains("Saved."))
    }

    @Test("a token that is pinned is not typed, and nothing typed changes nothing")
    func tokenLeft() {
        var screen = NapCatFixture.screen(NapCatFixture.tokenMissing)
        screen.type("t")
        #expect(screen.press(.enter).isEmpty)
        #expect(!screen.model.isTyping)
        screen.type("tabc")
        screen.press(.escape)
        #expect(!screen.model.isTyping)
        var pinned = NapCatFixture.tokenMissing
        pinned.version = nil
        screen.send(
            .snapshot(
                Fixture.typical { snapshot in
                    snapshot.napcat.look = pinned
                    snapshot.settings.removeAll { $0.path == "napcat.token" }
                    snapshot.settings.append(
                        SettingFacts(path: "napcat.token", value: "", origin: .environment("TOKEN"))
                    )
                }
            )
        )
        screen.type("t")
        #expect(!screen.model.isTyping)
        #expect(screen.lastLine.contains("TOKEN"))
    }

    @Test("the code is six digits")
    func code() {
        var screen = NapCatFixture.screen(NapCatFixture.codeNeeded)
        screen.type("d12345")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.text.contains("six digits"))
        // It is worth nothing soon: who types it may see it.
        #expect(screen.text.contains("› 12345"))
        screen.type(" 6")
        #expect(screen.press(.enter) == [.enterNapCatCode(Secret("123456"))])
        #expect(!screen.model.isTyping)
    }
}

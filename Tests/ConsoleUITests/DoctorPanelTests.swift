import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct DoctorPanelTests {
    static func doctor(_ diagnosis: Diagnosis = FindingFixture.mixed, language: Language = .english) -> Screen {
        var screen = Screen(Fixture.typical(), language: language, diagnosis: diagnosis)
        screen.type("7")
        return screen
    }

    /// The words of the screen, borders and commas left out.
    static func words(_ screen: Screen) -> Set<Substring> {
        Set(screen.text.split { " ,\n│┌┐└┘├┤─".contains($0) })
    }

    /// A text whose lines were broken in a box, in one line again.
    static func flat(_ text: String) -> String {
        text.split { " \n│".contains($0) }.joined(separator: " ")
    }

    // MARK: - What is shown

    @Test("Findings have sign, id and title; the selected one its evidence, steps, remedy and end")
    func list() {
        var screen = Self.doctor()
        #expect(screen.text.contains("✗ LIVE-08"))
        #expect(screen.text.contains("⚠ AUTH-09  172.18.0.7"))
        #expect(screen.text.contains("┤") && screen.text.contains("├ LIVE-08  error, proved"))
        screen.type("j")
        #expect(screen.text.contains("├ AUTH-09  error, proved"))
        #expect(screen.text.contains("12 times, last 3 s ago"))
        #expect(screen.text.contains("Seen"))
        #expect(screen.text.contains("1. "))
        screen.press(.tab)
        screen.type("G")
        #expect(screen.text.contains("a  accept the previous key for 10 more minutes"))
        #expect(screen.text.contains("Clears"))
    }

    @Test("Nothing of a finding is lost at 80x24: all of it is reached by scrolling", arguments: Language.allCases)
    func reachable(_ language: Language) throws {
        let screen = Self.doctor(language: language)
        let entry = try #require(screen.model.selectedFinding)
        for open in [[Key(.tab)], [Key(.enter)]] {
            var screen = screen
            for key in open { screen.press(key) }
            var seen = ""
            for _ in 0..<40 {
                seen += screen.text
                screen.type("j")
            }
            // Lines may break anywhere: what was read is compared without blanks and borders.
            let read = seen.filter { !" \n│".contains($0) }
            for text in entry.text.steps + [entry.text.clears] {
                for part in text.split(separator: " ") {
                    #expect(read.contains(part.filter { $0 != " " }.prefix(6)), "\(part)")
                }
            }
        }
    }

    @Test("Where nothing is wrong it is said, with what was checked and when; before that, that nobody looked")
    func nothing() {
        let screen = Self.doctor(FindingFixture.nothing)
        #expect(screen.text.contains("Nothing is wrong that can be seen from here"))
        #expect(screen.text.contains("Checked 14:02:00"))
        #expect(screen.text.contains("✓ self-test 4/4 addresses"))
        #expect(screen.text.contains("✗ clock"))
        #expect(screen.text.contains("· firewall: ufw"))
        #expect(Self.doctor(Diagnosis()).text.contains("Not looked at yet."))
    }

    @Test("The filter narrows the list, inverts, and is cleared")
    func filter() {
        var screen = Self.doctor()
        screen.type("/live")
        screen.press(.enter)
        #expect(screen.text.contains("LIVE-08"))
        #expect(!screen.text.contains("AUTH-09"))
        screen.press(.escape)
        screen.type("/!auth")
        screen.press(.enter)
        #expect(!screen.text.contains("AUTH-09"))
        #expect(screen.text.contains("SEC-06"))
        screen.press(.escape)
        screen.type("/x-nothing")
        screen.press(.enter)
        #expect(screen.text.contains("Nothing matches the filter."))
        screen.press(.escape)
        #expect(screen.text.contains("AUTH-09"))
    }

    @Test("The words follow the language of the terminal")
    func language() {
        var screen = Self.doctor()
        screen.type("j:lang zh")
        screen.press(.enter)
        #expect(screen.text.contains("仍在使用旧的访问密钥"))
        #expect(screen.text.contains("让旧密钥再有效 10 分钟"))
    }

    @Test("The key in force is in no finding, also when it becomes the key later")
    func key() {
        var screen = Self.doctor(FindingFixture.hostile)
        for _ in 0..<3 {
            #expect(!screen.text.contains(testKey.exposed.prefix(12)))
            screen.press(.enter)
            screen.type("G")
            #expect(!screen.text.contains(testKey.exposed.prefix(12)))
            screen.press(.escape)
            screen.type("a")
            #expect(!screen.text.contains(testKey.exposed.prefix(12)))
            screen.press(.escape)
            screen.type("j")
        }
        let later = Secret("10.0.0.9 sends the")
        var other = Self.doctor(FindingFixture.typical)
        #expect(other.text.contains("10.0.0.9 sends the previous"))
        other.send(.snapshot(Fixture.typical { $0.access.key = later }))
        #expect(!other.text.contains("10.0.0.9 sends the previous"))
    }

    // MARK: - The cursor

    @Test("The cursor stays on its finding while others come and go; the page follows it and tells when it has gone")
    func identity() {
        var screen = Self.doctor(FindingFixture.typical)
        screen.type("j")
        screen.send(.diagnosed(FindingFixture.mixed))
        #expect(screen.text.contains("├ SEC-06"))
        screen.press(.enter)
        #expect(screen.text.contains("┌ SEC-06"))
        #expect(!screen.text.contains("It has gone"))
        screen.send(.diagnosed(FindingFixture.nothing))
        #expect(screen.text.contains("It has gone"))
        screen.send(.diagnosed(FindingFixture.typical))
        #expect(!screen.text.contains("It has gone"))
        screen.press(.escape)
        screen.send(.diagnosed(FindingFixture.nothing))
        #expect(screen.text.contains("Nothing is wrong"))
        #expect(screen.press(.enter).isEmpty)
    }

    @Test("A long list scrolls to its end and tells the place")
    func long() {
        var screen = Self.doctor(FindingFixture.long)
        screen.type("G")
        #expect(screen.text.contains("1000/1000"))
        #expect(screen.text.contains("10.3.1.249"))
        screen.type("gj")
        #expect(screen.text.contains("2/1000"))
    }

    // MARK: - Acting

    @Test(
        "What the console can do is shown first, and Enter or y does it; c, n and Esc do not",
        arguments: [
            (Remedy.acceptPreviousKey, ConsoleEffect.mend(.acceptPreviousKey), "10 more minutes"),
            (.addAlias("/ws"), .mend(.addAlias("/ws")), "/ws"),
            (
                .closeLinks(selfID: "1000010001", links: [3, 4]),
                .mend(.closeLinks(selfID: "1000010001", links: [3, 4])), "#3, #4"
            ),
            (.usePort(8022), .mend(.usePort(8022)), "8022 instead of 8021"),
            (.listenEverywhere, .mend(.listenEverywhere), "0.0.0.0"),
            (.rotateKey, .rotateKey(graceSeconds: 600), "new random key"),
            (.block("10.0.0.9"), .block(address: "10.0.0.9"), "10.0.0.9 is refused"),
            (.release("10.0.0.9"), .mend(.release("10.0.0.9")), "may connect again"),
        ]
    )
    func act(_ remedy: Remedy, _ effect: ConsoleEffect, _ words: String) {
        for open in ["", "\n"] {
            var screen = Self.doctor(FindingFixture.with(remedy))
            if !open.isEmpty { screen.press(.enter) }
            #expect(screen.type("a").isEmpty)
            #expect(Self.holds(screen, words))
            var entered = screen
            #expect(entered.press(.enter) == [effect])
            var typed = screen
            #expect(typed.type(remedy == .rotateKey ? "k" : "y") == [effect])
            var cancelled = screen
            #expect(cancelled.type("c").isEmpty)
            #expect(screen.press(.escape).isEmpty)
        }
        var overview = Screen(Fixture.typical(), diagnosis: FindingFixture.with(remedy))
        overview.press(.tab)
        overview.type("a")
        #expect(overview.press(.enter) == [effect])
    }

    private static func holds(_ screen: Screen, _ words: String) -> Bool {
        let shown = self.words(screen)
        return words.split { " ,".contains($0) }.allSatisfy { shown.contains($0) }
    }

    @Test("Where the console can do nothing, or the key is pinned, a says so")
    func cannotAct() {
        var screen = Self.doctor()
        #expect(screen.type("a").isEmpty)
        #expect(screen.lastLine.contains("can do nothing about this by itself"))
        let pinned = Fixture.typical { $0.access.keyOrigin = .argument }
        var other = Screen(pinned, diagnosis: FindingFixture.with(.rotateKey))
        other.type("7a")
        #expect(other.lastLine.contains("pinned"))
        var none = Self.doctor(FindingFixture.nothing)
        none.type("a")
        #expect(none.lastLine.contains("There is no finding here."))
    }

    @Test("What the Connect panel's keys mend leads to its step", arguments: Language.allCases)
    func toConnect(_ language: Language) {
        let place = NapCatPlace(NapCatFacts(webUI: "http://127.0.0.1:6099/webui"))
        let symptoms: [(NapCatSymptom, ConnectStep.Kind)] = [
            (.panelLocked(.tokenRefused, place), .token), (.panelTokenWeak([.short], place), .token),
            (.panelForeign(.otherProgram(status: 200), place), .webUI),
            (.defaultPanelPort(address: nil, .own), .webUI),
            (.loginNeeded(isOffline: false, reason: nil, hasCode: true, place), .login),
            (.notDialled(.missing(others: 0), source: .webUI, url: nil), .client),
        ]
        for (symptom, kind) in symptoms {
            let finding = Finding(
                subject: .listener(host: "127.0.0.1", port: 6099),
                symptom: .napcat(symptom),
                severity: .warning,
                certainty: .proved,
                since: now,
                last: now
            )
            for open in [false, true] {
                var screen = Self.doctor(FindingFixture.diagnosis([finding]), language: language)
                if open { screen.press(.enter) }
                screen.type("G")
                if open { #expect(screen.text.contains("a  \(language.phrases.goToConnect)"), "\(kind)") }
                #expect(screen.type("a").isEmpty)
                #expect(screen.model.panel == .connect)
                #expect(ConnectTests.marked(screen)?.contains(ConnectStep.label(kind, language)) == true)
            }
        }
        var screen = Self.doctor(FindingFixture.diagnosis([FindingFixture.offline()]), language: language)
        screen.type("a")
        #expect(screen.model.panel == .doctor)
    }

    @Test("An address is blocked from its finding, with Cancel marked; a bot has none, a blocked one is blocked")
    func block() {
        var screen = Self.doctor()
        #expect(screen.type("b").isEmpty)
        #expect(screen.lastLine.contains("no address"))
        screen.type("jb")
        var cancelled = screen
        #expect(cancelled.press(.enter).isEmpty)
        #expect(screen.type("y") == [.block(address: "10.0.0.9")])
        screen.type("jb")
        #expect(screen.lastLine.contains("blocked already"))
        screen.send(.snapshot(Fixture.typical { $0.blocked = [BlockedAddress(address: "10.0.0.9")] }))
        screen.type("kb")
        #expect(screen.lastLine.contains("blocked already"))
    }

    @Test("Checking again, the self-test and the report are asked for by key and by name")
    func asks() {
        for (keys, effect) in [
            ("r", ConsoleEffect.examine), ("t", .selfTest), ("w", .writeReport), (":check\n", .examine),
            (":selftest\n", .selfTest), (":report\n", .writeReport),
        ] {
            var screen = Self.doctor()
            let effects = keys.flatMap { $0 == "\n" ? screen.press(.enter) : screen.type(String($0)) }
            #expect(effects == [effect], "\(keys)")
        }
        var log = Screen()
        log.type("9:act")
        #expect(log.press(.enter).isEmpty)
        #expect(log.model.panel == .doctor && !log.text.contains("Do it now"))
        var overview = Screen()
        overview.type(":doctor")
        overview.press(.enter)
        #expect(overview.model.panel == .doctor)
    }

    // MARK: - The self-test

    @Test("A self-test tells that it runs, then each address with what that proves; it runs once at a time")
    func selfTest() {
        var screen = Self.doctor(FindingFixture.nothing)
        #expect(screen.type("t") == [.selfTest])
        #expect(screen.text.contains("testing the addresses"))
        screen.press(.escape)
        #expect(screen.text.contains("testing the addresses"))
        #expect(screen.type("t").isEmpty)
        screen.send(.selfTested(FindingFixture.selfTest))
        #expect(screen.lastLine.contains("2/4 addresses answer as they should"))
        var read = ""
        for _ in 0..<20 {
            read += screen.text
            screen.type("j")
        }
        for text in [
            "✓ 127.0.0.1:8021", "let in, 3.1 ms", "turned away with 403, 1.0 ms", "✗ 172.17.0.1:8021",
            "no answer in time", "not reached: Connection refused", "✗ [::1]:8021", "not this console",
            "answered with 101", "provider's firewall lets others in cannot be seen from here", "✗ clock",
            "right key is not let in even from this machine",
        ] { #expect(Self.flat(read).contains(text), "\(text)") }
        #expect(!read.contains("testing"))
        #expect(screen.type("t") == [.selfTest])
    }

    @Test("A self-test that could not be made ends the waiting, and can be asked for again")
    func selfTestFailed() {
        var screen = Self.doctor()
        screen.type("t")
        screen.send(.finished(.failed("out of sockets")))
        #expect(!screen.text.contains("testing the addresses"))
        #expect(screen.type("t") == [.selfTest])
    }

    @Test("No language claims that a port is open", arguments: Language.allCases, NetworkClass.allCases)
    func claims(_ language: Language, _ network: NetworkClass) {
        let text = language.phrases.proves(network)
        #expect(!text.contains("open") && !text.contains("开放"))
        #expect(network == .loopback || text.contains(language == .english ? "whether" : "无法看到"))
    }

    // MARK: - The Overview

    @Test("The Overview lists findings, the worst first, and opens them")
    func overview() {
        var screen = Screen(Fixture.typical(), diagnosis: FindingFixture.mixed)
        #expect(screen.text.contains("✗ LIVE-08"))
        screen.press(.tab, .down)
        #expect(screen.text.contains("2/6"))
        screen.press(.enter)
        #expect(screen.text.contains("┌ AUTH-09"))
        #expect(screen.type("by") == [.block(address: "10.0.0.9")])
    }

    // MARK: - Every size

    @Test(
        "Every state draws at every size",
        arguments: [FindingFixture.hostile, FindingFixture.mixed, FindingFixture.long]
    )
    func sizes(_ diagnosis: Diagnosis) {
        for keys in ["", "a", "\n", "\nG", "\t", "\tG", "t", "/x", "G"] {
            for size in [(40, 12), (60, 20), (80, 24), (81, 25), (120, 40), (300, 120), (39, 11), (3, 2)] {
                for language in Language.allCases {
                    var screen = Self.doctor(diagnosis, language: language)
                    screen.send(.selfTested(FindingFixture.selfTest))
                    for key in keys {
                        if key == "\n" || key == "\t" {
                            screen.press(key == "\n" ? .enter : .tab)
                        } else {
                            screen.type(String(key))
                        }
                    }
                    screen.send(.resized(Size(columns: size.0, rows: size.1)))
                    FrameTests.check(screen, "\(keys) \(size)")
                }
            }
        }
    }
}

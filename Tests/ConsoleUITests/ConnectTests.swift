import ConsoleUI
import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("Connect")
struct ConnectTests {
    private static let url = "ws://172.17.0.1:8021/onebot/v11/ws"

    /// The screen without borders and line ends.
    private static func flat(_ screen: Screen) -> String { screen.text.filter { !" \n│".contains($0) } }

    private static func copied(_ effects: [ConsoleEffect]) -> String? {
        switch effects.first {
        case .copy(let secret): secret.exposed
        case .copyAddress(let address): address
        default: nil
        }
    }

    /// The row of the cursor, without blanks and borders.
    static func marked(_ screen: Screen) -> String? {
        (2..<screen.model.terminal.size.rows).map { screen.frame.grid.text(row: $0) }
            .first { $0.contains("›") }.map { line in
                let cell = line.split(separator: "│").first { $0.contains("›") } ?? ""
                return cell.split { " ›".contains($0) }.joined(separator: " ")
            }
    }

    // MARK: - Steps

    @Test("the six steps are there in their order, each with its sign", arguments: Language.allCases)
    func steps(_ language: Language) {
        let screen = NapCatFixture.screen(NapCatFixture.healthy, language: language)
        let guide = ConnectGuide(screen.model.snapshot, language: language)
        for (index, step) in guide.steps.enumerated() {
            let line = screen.frame.grid.text(row: 3 + index)
            #expect(line.contains("\(index + 1) \(ConnectStep.label(step.kind, language))"), "\(line)")
            #expect("✓⚠✗·".contains(line[line.index(line.startIndex, offsetBy: 2)]))
        }
        #expect(screen.text.contains("4.18.2"))
    }

    @Test("the cursor is on the first step that is not done, until it is moved; 2 and Esc bring it back")
    func cursor() throws {
        var screen = NapCatFixture.screen(NapCatFixture.otherKey)
        let steps = ConnectGuide(screen.model.snapshot, language: .english).steps
        let first = try #require(steps.first { $0.state == .failed || $0.state == .waiting })
        func label(_ kind: ConnectStep.Kind) -> String { ConnectStep.label(kind, .english) }
        #expect(Self.marked(screen)?.contains(label(first.kind)) == true)
        screen.type("G")
        #expect(Self.marked(screen)?.contains(label(.events)) == true)
        screen.send(.snapshot(NapCatFixture.snapshot(NapCatFixture.down)))
        #expect(Self.marked(screen)?.contains(label(.events)) == true)
        screen.type("g")
        #expect(Self.marked(screen)?.contains(label(.webUI)) == true)
        screen.type("jj")
        #expect(Self.marked(screen)?.contains(label(.login)) == true)
        screen.press(.escape)
        let now = ConnectGuide(screen.model.snapshot, language: .english).steps
        let next = try #require(now.first { $0.state == .failed || $0.state == .waiting })
        #expect(Self.marked(screen)?.contains(label(next.kind)) == true)
    }

    @Test("before the first look it is said, with the key that looks", arguments: Language.allCases)
    func notLooked(_ language: Language) {
        var screen = NapCatFixture.screen(nil, language: language)
        let step = ConnectGuide(screen.model.snapshot, language: language).steps[0]
        #expect(screen.text.contains(step.evidence))
        #expect(Self.flat(screen).contains(step.explanation.filter { $0 != " " }.prefix(12)))
        #expect(screen.type("r") == [.lookAtNapCat])
    }

    @Test("Enter shows a step in full, and its keys work there")
    func page() {
        var screen = NapCatFixture.screen(NapCatFixture.otherKey)
        screen.press(.enter)
        #expect(screen.text.contains("┌ Step "))
        #expect(screen.text.contains("/srv/nekro_agent"))
        #expect(screen.type("a") == [.planConnection(url: Self.url)] || !screen.type("r").isEmpty)
        screen.press(.escape)
        #expect(screen.text.contains("Paste into NapCat"))
    }

    // MARK: - Values and places

    @Test("the address is shown whole, and y, c and n copy what the panel shows")
    func copies() {
        var screen = NapCatFixture.screen(NapCatFixture.healthy)
        let chosen = screen.model.contexts.contains(.connect) ? Self.copied(screen.type("y")) : nil
        #expect(chosen == AddressFixture.advice[2].url || chosen == Self.url)
        #expect(Self.flat(screen).contains("Token") && screen.text.contains("9xQ4"))
        #expect(Self.copied(screen.type("c")) == testKey.exposed)
        #expect(Self.copied(screen.type("n"))?.contains(":6099/webui") == true)
        // Alone on its line, to be selected by hand.
        screen.type("v")
        #expect(screen.text.split(separator: "\n").contains { $0.trimmingSuffix(" ") == chosen ?? "-" })
    }

    @Test("of a self-signed certificate it is said that NapCat must not verify it", arguments: Language.allCases)
    func selfSigned(language: Language) {
        let url = "wss://127.0.0.1:8021/onebot/v11/ws"
        let advice = [AddressAdvice(place: .sameHost, url: url, certainty: .proved, notes: [])]
        for certificate in [CertificateFacts.sample, .leafSample] {
            var snapshot = NapCatFixture.snapshot(NapCatFixture.healthy)
            for index in snapshot.endpoint.listeners.indices {
                snapshot.endpoint.listeners[index].certificate = certificate
            }
            for size in [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
                var screen = Screen(
                    snapshot,
                    size: size,
                    language: language,
                    diagnosis: AddressFixture.diagnosis(advice)
                )
                screen.type("2")
                screen.press(.tab)
                #expect(screen.text.contains("verifyCertificate false") == certificate.isSelfSigned, "\(screen.text)")
            }
        }
    }

    @Test("Tab and the arrows choose a place; its address is shown, copied and put in, and stays chosen")
    func places() {
        var screen = NapCatFixture.screen(NapCatFixture.healthy, size: Size(columns: 120, rows: 40))
        screen.press(.tab)
        screen.type("g")
        let offered = AddressFixture.advice.filter { $0.url != nil }
        for (index, advice) in offered.enumerated() {
            #expect(Self.marked(screen)?.contains(advice.place.label(.english)) == true)
            #expect(Self.flat(screen).contains(advice.url ?? "-"))
            #expect(Self.copied(index == 0 ? screen.press(.enter) : screen.type("y")) == advice.url)
            #expect(screen.type("a") == [.planConnection(url: advice.url ?? "")])
            screen.send(.finished(.failed("no")))
            screen.type("j")
        }
        // The others come and go; the chosen one holds.
        screen.send(.diagnosed(AddressFixture.diagnosis(Array(AddressFixture.advice.suffix(1)))))
        #expect(Self.copied(screen.type("y")) == offered.last?.url)
        screen.send(.diagnosed(AddressFixture.diagnosis()))
        screen.press(.tab)
        #expect(Self.copied(screen.type("y")) == offered.last?.url)
    }

    @Test("places without an address say why in short", arguments: Language.allCases)
    func reasons(_ language: Language) {
        let screen = NapCatFixture.screen(
            NapCatFixture.healthy,
            size: Size(columns: 120, rows: 40),
            language: language
        )
        for advice in AddressFixture.advice where advice.url == nil {
            let reason = advice.notes.first.map { language.phrases.shortReason($0) } ?? "-"
            #expect(Self.flat(screen).contains(reason.filter { $0 != " " }), "\(reason)")
        }
        let none = NapCatFixture.screen(
            NapCatFixture.healthy,
            language: language,
            advice: AddressFixture.nothingListens
        )
        let text = language.phrases.unavailable(.noAddress).filter { $0 != " " }
        #expect(Self.flat(none).contains(text.prefix(6)))
    }

    @Test("without an address nothing is put in, and it is said why")
    func noAddress() {
        var screen = NapCatFixture.screen(NapCatFixture.otherKey, advice: AddressFixture.nothingListens)
        #expect(screen.type("a").isEmpty)
        #expect(screen.lastLine.contains("No address"))
        #expect(screen.type("o").isEmpty)
        #expect(!screen.text.contains("Which address?"))
    }

    @Test(
        "o shows the fields of other implementations for the place chosen; Esc comes back",
        arguments: Language.allCases
    )
    func others(_ language: Language) throws {
        var screen = NapCatFixture.screen(NapCatFixture.healthy, size: Size(columns: 80, rows: 40), language: language)
        screen.press(.tab)
        screen.type("gjj")
        let url = try #require(AddressFixture.advice[3].url)
        screen.type("o")
        for implementation in Implementation.allCases where implementation != .napCat {
            #expect(screen.text.contains(implementation.name))
            let fields = try #require(ImplementationFields(implementation, url: url))
            for field in fields.fields {
                let line = screen.text.split(separator: "\n").first { $0.contains("    \(field.name) ") }
                let value = if case .text(let text) = field.value { text } else { "••9xQ4" }
                #expect(line?.contains(value) == true, "\(implementation) \(field.name)")
            }
            #expect(screen.text.contains("┌ \(language.phrases.fieldsTitle(implementation.name)) "))
            #expect(screen.lastLine.contains(language == .english ? "o next implementation" : "o 下一个实现端"))
            screen.type("o")
        }
        for field in language.phrases.othersFields(url: url) {
            let value = if case .text(let text) = field.value { text } else { "••9xQ4" }
            let line = screen.text.split(separator: "\n").first {
                $0.contains("    \(field.name) ") && $0.contains(value)
            }
            #expect(line != nil, "\(field.name)")
        }
        #expect(screen.text.contains("┌ \(language.phrases.fieldsTitle(nil)) "))
        // Round to the first.
        screen.type("o")
        #expect(screen.text.contains("┌ \(language.phrases.fieldsTitle("LLBot")) "))
        #expect(Self.copied(screen.type("y")) == url)
        screen.press(.escape)
        #expect(screen.text.contains(language.phrases.pasteTitle))
    }

    // MARK: - Beside NapCat

    @Test("NapCat is wanted while its panel or a page of it is shown")
    func wanted() {
        var screen = NapCatFixture.screen(NapCatFixture.waiting)
        #expect(screen.model.wantsNapCat)
        screen.type("x")
        #expect(screen.model.wantsNapCat)
        screen.type("1")
        #expect(!screen.model.wantsNapCat)
        screen.type("2")
        screen.send(.resized(Size(columns: 10, rows: 3)))
        #expect(!screen.model.wantsNapCat)
    }

    @Test("large screens show container, folder and the end of the log, and its age is followed")
    func container() {
        var screen = NapCatFixture.screen(NapCatFixture.inContainer, size: Size(columns: 120, rows: 40))
        for text in ["nekro_napcat  running for 3 d", "/app/nekro_agent_data", "12 GiB free", "line 60"] {
            #expect(screen.text.contains(text), "\(text)")
        }
        #expect(screen.frame.nextChange != nil)
        screen.type("L")
        #expect(screen.text.contains("line 60"))
        screen.type("g")
        #expect(screen.text.contains("line 1"))
        screen.type("G")
        var more = NapCatFixture.inContainer
        more.container?.log.append("the newest line")
        screen.send(.snapshot(Fixture.typical { $0.napcat.look = more }))
        #expect(screen.text.contains("the newest line"))
        screen.press(.escape)
        #expect(screen.model.contexts.first == .connectSteps)
    }

    @Test("a folder is said to be seen by what was seen, and one that is not there is said to be seen by nobody")
    func folder() {
        func text(_ state: DataFolderFacts.State, _ sight: DataFolderFacts.Sight) -> String {
            let look = NapCatFixture.look { look in
                look.dataFolder?.state = state
                look.dataFolder?.sight = sight
            }
            return NapCatFixture.screen(look, size: Size(columns: 120, rows: 40)).text
        }
        let probed = text(.good, .probed(path: "/app/a/very/long/path/to/.onebot-console-probe"))
        #expect(probed.contains("✓ what the bot writes is seen here") && !probed.contains("probe"))
        #expect(text(.good, .unknown).contains("not known whether the bot sees it"))
        #expect(!text(.missing, .unknown).contains("not known whether the bot sees it"))
        #expect(text(.missing, .notMounted).contains("not mounted"))
    }

    @Test(
        "the Overview has NapCat's state behind its address",
        arguments: [
            (NapCatFixture.healthy, "● up · QQ online"), (NapCatFixture.waiting, "○ up · QQ not logged in"),
            (NapCatFixture.offline, "○ up · QQ offline"), (NapCatFixture.down, "○ no answer"),
            (NapCatFixture.tokenMissing, "◐ up · not let in"),
            (NapCatFixture.look { $0.webUI = .down(.otherProgram(status: 200)) }, "○ not NapCat"),
            (NapCatFixture.look { $0.webUI = .down(.redirected(to: "/login")) }, "○ redirected"),
            (NapCatFixture.look { $0.webUI = .down(.addressBlocked) }, "○ refuses us"),
        ]
    )
    func overview(_ look: NapCatLook, _ text: String) {
        let screen = Screen(Fixture.typical { $0.napcat.look = look })
        #expect(screen.frame.grid.text(row: 5).contains("6099/webui   \(text) "))
        let small = Screen(Fixture.typical { $0.napcat.look = look }, size: Size(columns: 40, rows: 12))
        FrameTests.check(small, "small")
    }

    @Test("with no bot yet, 2 and Enter on the Overview lead here")
    func firstBot() {
        for key in [Key.character("2"), Key(.enter)] {
            var screen = Screen(Fixture.snapshot())
            #expect(screen.text.contains("2 connects NapCat"))
            #expect(screen.lastLine.contains("2 connect a bot"))
            screen.press(key)
            #expect(screen.model.panel == .connect)
        }
    }

    @Test("every look is drawn whole at every size, and nothing shows the key", arguments: NapCatFixture.all.indices)
    func whole(_ index: Int) {
        for (size, unicode) in [
            ((3, 2), true), ((40, 12), true), ((60, 15), false), ((80, 24), true), ((120, 40), false),
            ((300, 120), true),
        ] {
            var screen = NapCatFixture.screen(
                NapCatFixture.all[index],
                size: Size(columns: size.0, rows: size.1),
                language: index.isMultiple(of: 2) ? .english : .chinese,
                unicode: unicode,
                advice: [AddressFixture.advice, AddressFixture.hostile, AddressFixture.nothingListens, []][
                    index % 4
                ]
            )
            for keys in [
                "", "j", "\t", "jjG", "o", "\u{1B}", "xr", "\u{1B}", "L", "\u{1B}", "t", "\u{1B}", "d", "\u{1B}",
            ] {
                for key in keys {
                    switch key {
                    case "\t": screen.press(.tab)
                    case "\u{1B}": screen.press(.escape)
                    default: screen.type(String(key))
                    }
                    FrameTests.check(screen, "\(keys) at \(size)")
                }
            }
            screen.type("2a")
            screen.show(NapCatFixture.hostilePreview)
            FrameTests.check(screen, "preview at \(size)")
            screen.type("jjG")
            FrameTests.check(screen, "end of the preview at \(size)")
        }
    }
}

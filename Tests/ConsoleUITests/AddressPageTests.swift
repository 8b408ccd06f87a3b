import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("Which address?")
struct AddressPageTests {
    private static func page(
        _ advice: [AddressAdvice] = AddressFixture.advice,
        size: Size = Size(columns: 80, rows: 24),
        language: Language = .english,
        unicode: Bool = true,
        reachedAt: String? = nil
    ) -> Screen {
        var screen = Screen(
            Fixture.typical(),
            size: size,
            language: language,
            unicode: unicode,
            reachedAt: reachedAt,
            diagnosis: AddressFixture.diagnosis(advice)
        )
        screen.press(Key(.tab, .shift))
        screen.type("a")
        return screen
    }

    private static func marked(_ screen: Screen) -> [String] {
        let rows = (0..<screen.model.terminal.size.rows).map { screen.frame.grid.text(row: $0) }
        return rows.filter { $0.hasPrefix("│›") }.map { $0.filter { !" │›".contains($0) } }
    }

    private static func copied(_ effects: [ConsoleEffect]) -> String? {
        switch effects.first {
        case .copy(let secret): secret.exposed
        case .copyAddress(let address): address
        default: nil
        }
    }

    @Test("every place is there with its address or why it has none, and what to know", arguments: Language.allCases)
    func places(_ language: Language) {
        var screen = Self.page(language: language)
        var read = ""
        for _ in 0..<30 {
            read += screen.text
            screen.type("j")
        }
        let flat = read.filter { !" \n│›".contains($0) }
        for advice in AddressFixture.advice {
            let words = [advice.place.label(language)] + advice.notes.map { $0.text(language) }
            for text in words + (advice.url.map { [$0] } ?? []) {
                #expect(flat.contains(text.filter { $0 != " " }), "\(text)")
            }
        }
    }

    @Test("the cursor goes over the addresses alone, and y and Enter copy the one under it")
    func cursor() {
        var screen = Self.page()
        screen.type("g")
        let urls = AddressFixture.advice.compactMap(\.url)
        for (index, url) in urls.enumerated() {
            for _ in 0..<20 where Self.marked(screen) != [url] { screen.type("j") }
            #expect(Self.marked(screen) == [url])
            #expect(Self.copied(index.isMultiple(of: 2) ? screen.type("y") : screen.press(.enter)) == url)
            #expect(screen.lastLine.contains("its line can be selected by hand"))
        }
        screen.type("g")
        #expect(Self.marked(screen) == [urls[0]])
        screen.type("G")
        #expect(Self.copied(screen.type("y")) == urls.last)
        #expect(Self.copied(screen.type("c")) == testKey.exposed)
        screen.press(.escape)
        #expect(screen.text.contains("┌ Connect a bot"))
    }

    @Test("it begins on the address that the Overview has")
    func beginning() {
        let screen = Self.page(reachedAt: "192.168.1.20")
        #expect(Self.marked(screen) == ["ws://192.168.1.20:8021/onebot/v11/ws"])
    }

    @Test("the cursor stays on its address while others come and go")
    func identity() {
        var screen = Self.page(reachedAt: "192.168.1.20")
        screen.send(.diagnosed(AddressFixture.diagnosis(Array(AddressFixture.advice.dropFirst(2)))))
        #expect(Self.marked(screen) == ["ws://192.168.1.20:8021/onebot/v11/ws"])
        screen.send(.diagnosed(AddressFixture.diagnosis(AddressFixture.nothingListens)))
        #expect(Self.marked(screen).isEmpty)
        #expect(screen.type("y").isEmpty)
        #expect(screen.lastLine.contains("No address can be told"))
    }

    @Test("o shows the fields of one implementation after the other, with the key masked", arguments: Language.allCases)
    func fields(_ language: Language) throws {
        var screen = Self.page(size: Size(columns: 80, rows: 40), language: language, reachedAt: "192.168.1.20")
        for implementation in Implementation.allCases {
            screen.type("o")
            let fields = try #require(ImplementationFields(implementation, url: "ws://192.168.1.20:8021/onebot/v11/ws"))
            #expect(screen.text.contains(implementation.name))
            for field in fields.fields {
                let line = screen.text.split(separator: "\n").first { $0.contains("    \(field.name) ") }
                let value = if case .text(let text) = field.value { text } else { "••9xQ4" }
                #expect(line?.contains(value) == true, "\(implementation) \(field.name)")
            }
            FrameTests.check(screen, "\(implementation)")
        }
        screen.type("o")
        #expect(screen.text.contains(language.phrases.othersTitle))
        #expect(!screen.text.contains("Lagrange.OneBot") && !screen.text.contains("go-cqhttp"))
        screen.type("o")
        #expect(screen.text.contains(language.phrases.fieldsTitle("NapCat")))
    }

    @Test("where there is no Unicode, the words of Chinese screens are told in English")
    func plain() {
        for implementation in Implementation.allCases.indices {
            var screen = Self.page(unicode: false)
            for _ in 0...implementation + 1 { screen.type("o") }
            #expect(!screen.text.contains("??"))
        }
    }

    @Test("before anybody has looked there is the address that the Overview has")
    func notYet() {
        var screen = Screen(Fixture.typical(), reachedAt: nil, diagnosis: Diagnosis())
        screen.type(":addresses")
        screen.press(.enter)
        #expect(Self.marked(screen) == ["ws://127.0.0.1:8021/onebot/v11/ws"])
        #expect(screen.text.contains("not known yet"))
        #expect(Self.copied(screen.type("y")) == "ws://127.0.0.1:8021/onebot/v11/ws")
    }

    @Test("on a small screen addresses go on in the next line, and everything is reached")
    func small() {
        var screen = Self.page(size: Size(columns: 40, rows: 12))
        screen.type("g")
        var read: [String] = []
        for _ in 0..<80 {
            FrameTests.check(screen, "small")
            read.append(screen.text)
            screen.type("j")
        }
        let flat = read.joined().filter { !" \n│›".contains($0) }
        for text in ["ws://host.docker.internal:8021", "host-gateway", "acrosstheinternetbetterusewss://."] {
            #expect(flat.contains(text), "\(text)")
        }
        #expect(Self.copied(screen.type("y")) == "ws://203.0.113.7:8021/onebot/v11/ws")
    }

    @Test("the hint stands beside the address where that leaves it whole, and in the last line")
    func hints() {
        var screen = Screen(Fixture.typical(), diagnosis: AddressFixture.diagnosis())
        #expect(screen.text.contains("a others  y copy"))
        screen.press(Key(.tab, .shift))
        #expect(screen.lastLine.contains("a addresses"))
        let long = Screen(Fixture.typical(), reachedAt: "2001:db8::8a2e:370:7348")
        #expect(long.text.contains("ws://[2001:db8::8a2e:370:7348]:8021/onebot/v11/ws"))
        #expect(!long.text.contains("a others"))
    }

    @Test("hostile names are harmless at every size, and nothing shows the key")
    func hostile() {
        for advice in [AddressFixture.hostile, AddressFixture.nothingListens, []] {
            for size in [(40, 12), (60, 20), (80, 24), (120, 40), (300, 120), (3, 2)] {
                for unicode in [true, false] {
                    var screen = Self.page(advice, size: Size(columns: size.0, rows: size.1), unicode: unicode)
                    for key in "ojjokkoGoog" {
                        screen.type(String(key))
                        FrameTests.check(screen, "\(key) \(size)")
                    }
                }
            }
        }
    }
}

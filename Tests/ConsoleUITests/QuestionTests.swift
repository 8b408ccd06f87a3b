import ConsoleUI
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct QuestionTests {
    @Test("Quit asks; Enter cancels, d leaves it serving, s stops, c and Esc cancel", arguments: Panel.allCases)
    func quit(_ panel: Panel) {
        var screen = Screen()
        screen.type(String(panel.digit))
        #expect(screen.type("q").isEmpty)
        #expect(screen.text.contains("Stopping takes 1 bot offline."))
        #expect(screen.press(.enter).isEmpty)
        #expect(!screen.text.contains("Stopping"))
        #expect(screen.type("qd") == [.detach])
        #expect(screen.type("qs") == [.stopEndpoint])
        #expect(screen.type("qc").isEmpty)
        screen.type("q")
        #expect(screen.press(.escape).isEmpty)
        #expect(!screen.text.contains("Stopping"))
    }

    @Test("Ctrl-C is as q, and a second one inside the question detaches", arguments: ["", ":", "/x", "v", "?", "8"])
    func controlC(_ before: String) {
        var screen = Screen()
        screen.type(before)
        #expect(screen.press(.control("c")).isEmpty)
        #expect(screen.text.contains("Stopping takes 1 bot offline."))
        #expect(screen.press(.control("c")) == [.detach])
        #expect(!screen.text.contains("Stopping"))
    }

    @Test("The choices are gone through with the arrows and Tab, and Enter takes the marked one")
    func choices() {
        var screen = Screen()
        screen.type("q")
        screen.press(.down)
        #expect(screen.press(.enter) == [.detach])
        screen.type("q")
        screen.press(Key(.tab, .shift))
        #expect(screen.press(.enter) == [.stopEndpoint])
    }

    @Test("In a question other letters do nothing")
    func letters() {
        var screen = Screen()
        screen.type("q")
        let before = screen.model
        #expect(screen.type("jkyxpb1389:/").isEmpty)
        #expect(screen.model == before)
    }

    @Test("Disconnecting names the bot and asks")
    func disconnect() {
        var screen = Screen()
        #expect(screen.type("3x").isEmpty)
        #expect(screen.text.contains("1000010001 小助手"))
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.type("xy") == [.disconnect(selfID: "1000010001")])
        #expect(screen.type("xxn").isEmpty)
    }

    @Test("Blocking names the address and what is cut, and asks")
    func block() {
        var screen = Screen()
        #expect(screen.type("3b").isEmpty)
        #expect(screen.text.contains("172.18.0.3 is refused"))
        #expect(screen.text.contains("1 bot connected from there is cut."))
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.type("by") == [.block(address: "172.18.0.3")])
    }

    @Test("A finding is blocked and released by its address")
    func attention() {
        var screen = Screen()
        screen.press(.tab)
        #expect(screen.type("by") == [.block(address: "10.0.0.9")])
        #expect(screen.type("r").isEmpty)
        screen.send(.snapshot(Fixture.typical { $0.blocked = [BlockedAddress(address: "10.0.0.9")] }))
        #expect(screen.type("b").isEmpty)
        #expect(screen.type("r") == [.release(address: "10.0.0.9")])
        screen.press(.enter)
        #expect(screen.text.contains("1. On that machine"))
        #expect(screen.type("r") == [.release(address: "10.0.0.9")])
        screen.press(.escape)
        #expect(!screen.text.contains("1. On that machine"))
    }

    @Test("A question fits on every screen that shows boxes, with its choices in sight", arguments: Language.allCases)
    func small(_ language: Language) {
        for keys in ["q", "8R", "3x", "3b"] {
            var screen = Screen(size: Size(columns: 40, rows: 12), language: language)
            screen.type(keys)
            for choice in KeyTable.bindings(in: screen.model.contexts[0]) where choice.command == .cancel {
                #expect(screen.text.contains(choice.hint(language)))
            }
            #expect(screen.text.contains("›"))
        }
    }
}

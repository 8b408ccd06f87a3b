import Foundation
import Terminal
import Testing

@Suite struct ControlSequenceTests {
    @Test("what is switched on is switched off when leaving", arguments: [2004, 1049, 1000, 1006, 2026, 1004])
    func pairs(mode: Int) {
        let leave = String(decoding: ControlSequence.leave, as: UTF8.self)
        #expect(leave.contains("\u{1B}[?\(mode)l"))
    }

    @Test("every mode set by the enter and mouse sequences has its end in the leave sequence")
    func everyMode() {
        let set = String(decoding: ControlSequence.enter + ControlSequence.mouseOn, as: UTF8.self)
        let leave = String(decoding: ControlSequence.leave, as: UTF8.self)
        for mode in set.matches(of: /\[\?(\d+)h/) { #expect(leave.contains("\u{1B}[?\(mode.1)l")) }
        for mode in set.matches(of: /\[\?(\d+)l/) { #expect(leave.contains("\u{1B}[?\(mode.1)h")) }
        #expect(set.contains("\u{1B}[?25l"))
    }

    @Test("the clipboard sequence carries the text as base64", arguments: ["", "a", "ab", "abc", "小助手 key\u{0}\u{FF}"])
    func clipboard(text: String) throws {
        let bytes = try #require(ControlSequence.clipboard(text))
        let expected = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{7}"
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test("a text that terminals would drop is refused")
    func clipboardLimit() {
        #expect(ControlSequence.clipboard(String(repeating: "x", count: ControlSequence.clipboardLimit)) != nil)
        #expect(ControlSequence.clipboard(String(repeating: "x", count: ControlSequence.clipboardLimit + 1)) == nil)
        #expect(ControlSequence.clipboardForScreen(String(repeating: "x", count: 80_000)) == nil)
    }

    @Test("for screen the sequence goes in pieces of 76 bytes that join to the same")
    func screen() throws {
        let text = String(repeating: "0123456789", count: 60)
        let wrapped = String(decoding: try #require(ControlSequence.clipboardForScreen(text)), as: UTF8.self)
        let pieces = wrapped.matches(of: /\x1bP((?:[^\x1b]|\x1b(?!\\))*)\x1b\\/).map { String($0.1) }
        #expect(pieces.allSatisfy { $0.utf8.count <= 76 })
        let plain = String(decoding: try #require(ControlSequence.clipboard(text)), as: UTF8.self)
        #expect(pieces.joined() == plain)
    }
}

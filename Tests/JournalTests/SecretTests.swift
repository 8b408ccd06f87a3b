import Foundation
import Journal
import OneBot
import Testing

@Suite("Keys never get into the journal")
struct SecretTests {
    @Test(
        "Every spelling is overwritten, to the same length",
        arguments: [
            ("plain-key-123", "plain-key-123"),
            ("with/slash/é\"q\"", "with/slash/é\"q\""),
            ("with/slash/é\"q\"", #"with\/slash\/\u00e9\"q\""#),
            ("with/slash/é\"q\"", #"with/slash/é\"q\""#),
            ("with/slash/é\"q\"", #"with/slash/\u00E9\"q\""#),
            ("smile😀face", #"smile\ud83d\ude00face"#),
            ("tab\tand\\\u{1}", #"tab\tand\\\u0001"#),
        ]
    )
    func spellings(secret: String, written: String) async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        journal.secrets = [Secret("another-secret"), Secret(secret)]
        let text = #"{"a":"\#(written)","b":"x\#(written)\#(written)"}"#
        var event = TestEvents.event(0)
        event.bytes = Array(text.utf8)
        try await journal.append([event, TestEvents.event(1)])
        let stars = String(repeating: "*", count: written.utf8.count)
        let page = try await journal.page(limit: 2)
        #expect(page.records.first?.bytes == Array(text.replacing(written, with: stars).utf8))
        #expect(page.records.last?.bytes == TestEvents.event(1).bytes)
        try await journal.close()
        for name in try folder.names {
            let content = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
            #expect(content.range(of: Data(written.utf8)) == nil)
        }
    }

    @Test("Secrets that overlap are both overwritten; short and empty ones are not looked for")
    func overlapping() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        journal.secrets = [Secret("abcdefgh"), Secret("efghijkl"), Secret("zzzzzz"), Secret("mark"), Secret("")]
        var event = TestEvents.event(0)
        event.bytes = Array("mark abcdefghijkl zzzzzzzz abcdefg".utf8)
        try await journal.append([event])
        let bytes = try await journal.page(limit: 1).records.first?.bytes ?? []
        #expect(String(decoding: bytes, as: UTF8.self) == "mark ************ ******** abcdefg")
        try await journal.close()
    }

    @Test("A secret set later counts from then on")
    func later() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.journal)
        var event = TestEvents.event(0)
        event.bytes = Array("the-key-itself".utf8)
        try await journal.append([event])
        journal.secrets = [Secret("the-key-itself")]
        try await journal.append([event])
        let texts = try await journal.page(limit: 2).records.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts == ["the-key-itself", "**************"])
        try await journal.close()
    }
}

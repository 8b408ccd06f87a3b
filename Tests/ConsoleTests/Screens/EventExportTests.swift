import Foundation
import Journal
import OneBot
import Testing

@testable import Console

@Suite("Export of events")
struct EventExportTests {
    private let key = Secret("NoKeyOfAnybody/ButOfThisTest")

    private func record(_ text: String) -> EventRecord {
        EventRecord(
            number: 1,
            time: Date(),
            selfID: "42",
            postType: .message,
            length: text.utf8.count,
            bytes: Array(text.utf8)
        )
    }

    @Test("one event a line, no key in it, readable by the owner alone; a second file takes no other's place")
    func export() async throws {
        try await withTemporaryFolder { folder in
            let export = EventExport(folder: folder, mask: SecretMask([self.key]))
            let records = [
                self.record("{\"post_type\":\n\"notice\"}"), self.record(#"{"x":"NoKeyOfAnybody\/ButOfThisTest"}"#),
            ]
            let moment = Date(timeIntervalSince1970: 2_000_000)
            guard case .done(let first) = await export.write(records, at: moment),
                case .done(let second) = await export.write(records, at: moment)
            else {
                Issue.record("not written")
                return
            }
            #expect(first != second)
            #expect(contents(first) == "{\"post_type\": \"notice\"}\n{\"x\":\"*****************************\"}\n")
            #expect(mode(first) == 0o600)
        }
    }

    @Test(
        "a path in the home folder is shown shorter",
        arguments: [
            ("/home/me/.local/x", "/home/me", "~/.local/x"), ("/home/meow/x", "/home/me", "/home/meow/x"),
            ("/srv/x", "/", "/srv/x"), ("/srv/x", "", "/srv/x"),
        ]
    )
    func shownPath(path: String, home: String, shown: String) {
        #expect(Paths.shown(path, ["HOME": home]) == shown)
    }

    @Test("a folder that cannot be written says why")
    func failure() async {
        let export = EventExport(folder: "/proc/1/none", mask: SecretMask())
        guard case .failed(let code) = await export.write([self.record("{}")]) else {
            Issue.record("written")
            return
        }
        #expect(code != 0)
    }
}

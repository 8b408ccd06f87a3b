import ConsoleUI
import Foundation
import Snapshot
import Testing

@Suite("README")
struct ReadmeTests {
    @Test("lists the keys as the key table has them (RECORD_GOLDENS=1 writes them)")
    func keys() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../README.md").standardizedFileURL
        let text = try String(contentsOf: file, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- keys:begin -->\n"))
        let end = try #require(text.range(of: "<!-- keys:end -->"))
        let table = "\n" + KeyTable.markdown(in: .english) + "\n" + KeyTable.commandMarkdown(in: .english) + "\n"
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
            try text.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: table)
                .write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[begin.upperBound..<end.lowerBound] == table)
        }
    }
}

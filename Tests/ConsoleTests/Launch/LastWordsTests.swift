import Testing

@testable import Console

@Suite("Last words")
struct LastWordsTests {
    @Test("what a run left is told once, its beginning at least, and is kept aside whole")
    func lastWords() async throws {
        try await withTemporaryFolder { folder in
            let file = CrashFile(path: folder + "/console.crash")
            #expect(file.takeLastWords().isEmpty)
            let text = "Fatal error: on purpose\n\n" + (1...100).map { "frame \($0)\n" }.joined()
            makeFile(file.path, text)
            let told = file.takeLastWords(lines: 3)
            #expect(told == ["Fatal error: on purpose", "frame 1", "frame 2"])
            #expect(contents(file.path).isEmpty)
            #expect(contents(file.path + ".1") == text)
            #expect(file.takeLastWords().isEmpty)
            #expect(contents(file.path + ".1") == text)
        }
    }
}

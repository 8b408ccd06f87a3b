import Doctor
import Testing

@testable import ConsoleUI

@Suite("The cursor in a list of findings")
struct FindingCursorTests {
    private static func entries(_ subjects: [String]) -> [FindingEntry] {
        subjects.map { subject in
            FindingEntry(
                finding: FindingFixture.offline(subject),
                text: FindingText(title: "", evidence: "", steps: [], clears: "")
            )
        }
    }

    @Test("until it is moved it stays at the top, where the worst is; then it stays on its finding")
    func top() {
        var cursor = FindingCursor()
        cursor.hold(in: Self.entries(["1"]))
        #expect(cursor.place(in: Self.entries(["2", "3", "1"])) == 0)
        cursor.select(row: 2, in: Self.entries(["2", "3", "1"]))
        cursor.hold(in: Self.entries(["1", "2", "3"]))
        #expect(cursor.place(in: Self.entries(["1", "2", "3"])) == 0)
        #expect(cursor.place(in: Self.entries(["3", "2", "1"])) == 2)
    }
}

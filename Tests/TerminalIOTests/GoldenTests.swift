import Foundation
import Terminal
import TerminalTesting
import Testing

/// The support that other tests rely on.
@Suite struct GoldenTests {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"

    @Test("a golden shows size, cursor, rows and what is not plain text")
    func text() {
        var grid = Grid(size: Size(columns: 6, rows: 2))
        grid.put("小ab", row: 0, column: 1, style: Style(.title, bold: true))
        grid.put("x", row: 1, column: 5, style: Style(.ok, reversed: true))
        let expected = """
            6x2 cursor 1,0
            | 小ab |
            |     x|
            styles
            0: 1-4 title bold
            1: 5 ok reversed

            """
        #expect(goldenText(of: grid, cursor: Position(column: 1, row: 0)) == expected)
    }

    @Test("a golden that does not exist is a failure", .disabled(if: Self.isRecording))
    func missing() {
        withKnownIssue { expectGolden(Grid(size: Size(columns: 2, rows: 1)), named: "there-is-none") }
    }
}

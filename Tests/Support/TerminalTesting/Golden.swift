import Foundation
package import Terminal
package import Testing

/// Compares a screen with the golden file `Goldens/NAME.txt` beside the test's source file, and records an issue
/// with a readable difference when they are not the same.
///
/// With `RECORD_GOLDENS=1` in the environment the file is written instead; look at the difference in version
/// control before keeping it. A golden holds no clock, no port and no key.
///
/// - Parameters:
///   - name: File name without its ending; `/` makes a folder (`bots/empty-80x24`).
///   - cursor: Where the cursor stands, nil when hidden.
///   - file: The test's source file; leave it to its default.
package func expectGolden(
    _ grid: Grid,
    named name: String,
    cursor: Position? = nil,
    file: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let url = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
        .appendingPathComponent("Goldens").appendingPathComponent(name + ".txt")
    let actual = goldenText(of: grid, cursor: cursor)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
        do {
            let folder = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(actual.utf8).write(to: url, options: .atomic)
        } catch {
            Issue.record("the golden \(name) cannot be written: \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    // A file that cannot be read is a golden that does not exist: told below.
    guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
        Issue.record(
            "there is no golden \(name); RECORD_GOLDENS=1 writes it:\n\(actual)",
            sourceLocation: sourceLocation
        )
        return
    }
    guard expected != actual else { return }
    Issue.record(
        "the screen differs from golden \(name):\n\(lineDifference(from: expected, to: actual))",
        sourceLocation: sourceLocation
    )
}

/// A screen as the text of a golden file: size and cursor, the rows between bars, then for each row that has any
/// the runs of cells that are not plain text.
package func goldenText(of grid: Grid, cursor: Position? = nil) -> String {
    let place = cursor.map { "\($0.column),\($0.row)" } ?? "none"
    var lines = ["\(grid.size.columns)x\(grid.size.rows) cursor \(place)"]
    for row in 0..<grid.size.rows { lines.append("|\(grid.text(row: row))|") }
    lines.append("styles")
    for row in 0..<grid.size.rows {
        let runs = styleRuns(of: grid, row: row)
        if !runs.isEmpty { lines.append("\(row): \(runs.joined(separator: ", "))") }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func styleRuns(of grid: Grid, row: Int) -> [String] {
    var runs: [String] = []
    var column = 0
    while column < grid.size.columns {
        let style = grid[row: row, column: column].style
        let start = column
        while column < grid.size.columns, grid[row: row, column: column].style == style { column += 1 }
        if style != Style() {
            let place = column - start == 1 ? "\(start)" : "\(start)-\(column - 1)"
            let marks = (style.bold ? " bold" : "") + (style.reversed ? " reversed" : "")
            runs.append("\(place) \(style.role)\(marks)")
        }
    }
    return runs
}

/// The lines that differ, with their numbers: `-` as in the golden, `+` as drawn.
private func lineDifference(from expected: String, to actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    for index in 0..<max(old.count, new.count) {
        let before = index < old.count ? old[index] : nil
        let after = index < new.count ? new[index] : nil
        guard before != after else { continue }
        if let before { lines.append("\(index + 1) - \(before)") }
        if let after { lines.append("\(index + 1) + \(after)") }
    }
    return lines.joined(separator: "\n")
}

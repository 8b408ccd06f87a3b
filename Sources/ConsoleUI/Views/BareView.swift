import OneBot
import Snapshot
import Terminal

extension ConsoleModel {
    /// Key, address and WebUI URL, each alone on its line from the first column on, with nothing around that a
    /// selection by hand would take along. What is wider than the screen goes on in the next line.
    func drawBare(on canvas: inout Canvas) {
        let size = self.terminal.size
        let key = self.snapshot.access.key
        let address = (self.phrases.address, self.shownURL ?? self.addressForBots)
        let values =
            if let named = self.bareKey {
                [(self.phrases.keyNamed(named.name), named.key.exposed), address]
            } else {
                [
                    (self.phrases.accessKey, key.isEmpty ? self.phrases.anonymousKey : key.exposed), address,
                    (self.phrases.napcatWebUI, self.webUIAddress),
                ]
            }
        let lines = values.map { self.split($0.1, columns: size.columns) }
        let plain = lines.reduce(0) { $0 + $1.count }
        // Headings and a blank behind each value where there is room, and the hint on the last line.
        let roomy = plain + 2 * values.count + 1 <= size.rows && size.columns >= 20
        var row = 0
        for (index, value) in values.enumerated() {
            if roomy {
                canvas.put(value.0, row: row, column: 0, width: size.columns, style: Style(.dim))
                row += 1
            }
            for line in lines[index] {
                canvas.put(line, row: row, column: 0, width: size.columns)
                row += 1
            }
            if roomy { row += 1 }
        }
        guard row < size.rows else { return }
        let text = self.flash?.text ?? self.phrases.bareHint
        canvas.put(text, row: size.rows - 1, column: 0, width: size.columns, style: Style(.dim))
    }

    private func split(_ text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for character in text {
            let width = TextWidth.width(of: character)
            if used + width > columns {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line.append(character)
            used += width
        }
        return lines + [line]
    }
}

import Terminal

/// Lines of a text that is wrapped to the width of its box and scrolled in it. Wrapped when the width changes and not
/// for every picture: such texts are long.
struct ScrolledText: Equatable, Sendable {
    /// As they came, safe for the screen.
    private let source: [String]
    private var width = 0
    /// As they are drawn.
    private(set) var lines: [String] = []
    /// The first line in sight.
    var top = 0

    init(_ lines: [String]) {
        self.source = lines
    }

    /// Wraps to `width` columns and keeps the end in sight.
    mutating func fit(width: Int, height: Int) {
        if width != self.width {
            self.width = width
            self.lines = self.source.flatMap { indentedLines($0, width: width) }
        }
        self.top = bounded(self.top, below: max(1, self.lines.count - height + 1))
    }
}

/// Breaks a line of indented JSON into pieces of at most `width` columns; those that go on stand a little further in
/// than the first.
func indentedLines(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    guard text.utf8.count > width else { return [text] }
    let indent = min(text.prefix { $0 == " " }.count + 2, width / 2)
    var lines: [String] = []
    var line = ""
    var used = 0
    for character in text {
        let size = TextWidth.width(of: character)
        guard size <= width - indent || lines.isEmpty && size <= width else { continue }
        if used + size > width {
            lines.append(line)
            line = String(repeating: " ", count: indent)
            used = indent
        }
        line.append(character)
        used += size
    }
    return lines + [line]
}

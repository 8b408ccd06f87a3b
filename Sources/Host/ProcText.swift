/// Cuts up the plain tables that the kernel writes.
enum ProcText {
    /// The lines of a text, without their ends and without empty ones.
    static func lines(_ text: String) -> [Substring] {
        // Not `split("\n")`: to Swift "\r\n" is one character that is no newline.
        text.split { $0 == "\n" || $0 == "\r\n" }
    }

    /// The words of a line, at most `limit`; what follows the last is left out.
    static func words(_ line: some StringProtocol, limit: Int = 64) -> [Substring] {
        var words = Substring(line).split(maxSplits: limit, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
        if words.count > limit { words.removeLast(words.count - limit) }
        return words
    }

    /// The settings of a shell-like file of `NAME=value` lines, quotes taken off; the last of equal names counts.
    static func assignments(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in Self.lines(text) {
            let line = line.drop { $0 == " " || $0 == "\t" }
            guard !line.hasPrefix("#"), let sign = line.firstIndex(of: "=") else { continue }
            var value = line[line.index(after: sign)...]
            while let last = value.last, last.isWhitespace { value.removeLast() }
            if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
                value = value.dropFirst().dropLast()
            }
            var name = line[..<sign]
            while let last = name.last, last.isWhitespace { name.removeLast() }
            found[String(name)] = String(value)
        }
        return found
    }
}

/// Breaks a text into lines of at most `width` columns: at blanks where there are, between Chinese characters, and
/// through a word only when it is longer than a line.
package func wrapped(_ text: String, to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in breakable(text) {
        let size = TextWidth.width(of: word)
        if used + size <= width {
            line += word
            used += size
            continue
        }
        if word == " " {
            lines.append(line)
            (line, used) = ("", 0)
            continue
        }
        if used > 0 { lines.append(trimmedEnd(line)) }
        (line, used) = ("", 0)
        for character in word {
            let size = TextWidth.width(of: character)
            guard size <= width else { continue }
            if used + size > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line.append(character)
            used += size
        }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(trimmedEnd(line)) }
    return lines
}

/// Words, single blanks, and wide characters one by one, each with the closing punctuation behind it and the opening one
/// before it.
private func breakable(_ text: String) -> [String] {
    var parts: [String] = []
    var word = ""
    for character in text {
        if character == " " {
            if !word.isEmpty { parts.append(word) }
            parts.append(" ")
            word = ""
        } else if closing.contains(character) || word.last.map(opening.contains) == true {
            word.append(character)
        } else if TextWidth.width(of: character) > 1 {
            if !word.isEmpty { parts.append(word) }
            word = String(character)
        } else {
            if let last = word.last, TextWidth.width(of: last) > 1 {
                parts.append(word)
                word = ""
            }
            word.append(character)
        }
    }
    if !word.isEmpty { parts.append(word) }
    return parts
}

/// Punctuation that must not end a line.
private let opening: Set<Character> = ["（", "“", "《"]

/// Punctuation that must not begin a line.
private let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "！", "？", "”", "》"]

private func trimmedEnd(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
}

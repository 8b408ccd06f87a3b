/// Plain ASCII in the place of the signs, borders and marks that the views draw, for terminals that are not UTF-8.
/// Every stand-in is one column wide, as what it stands for.
enum Glyphs {
    /// The text with every character that ASCII lacks replaced; what has no stand-in becomes question marks that fill
    /// its columns.
    static func ascii(_ text: String, width: (Character) -> Int) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var plain = ""
        for character in text {
            if character.isASCII {
                plain.append(character)
            } else if let standIn = self.standIns[character] {
                plain.append(standIn)
            } else {
                plain += String(repeating: "?", count: width(character))
            }
        }
        return plain
    }

    private static let standIns: [Character: Character] = [
        "●": "*", "◐": "~", "○": "o", "✓": "+", "✗": "x", "⚠": "!", "·": ".", "›": ">", "•": "*", "…": ">",
        "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+",
        "↑": "^", "↓": "v", "←": "<", "→": ">", "–": "-", "█": "#",
        "▁": "_", "▂": ".", "▃": "-", "▄": "=", "▅": "+", "▆": "*", "▇": "#",
    ]
}

/// Seven heights for a row of rates, the highest for the largest of them.
func sparkline(_ values: [Double]) -> String {
    let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
    let finite = values.map { $0.isFinite ? max(0, $0) : 0 }
    let top = finite.max() ?? 0
    guard top > 0 else { return "" }
    return String(
        finite.map { value in
            let step = Int((value / top * Double(blocks.count - 1)).rounded())
            return blocks[min(max(step, 0), blocks.count - 1)]
        }
    )
}

/// Puts a key that is missing into a file.
struct YAMLInsertion {
    let text: YAMLText

    /// Ways to add `rest` with `value` at `place`, the nicest first; the caller takes the first that verifies.
    func candidates(for rest: [String], value: SettingValue, at place: YAMLPlace) -> [[YAMLSplice]] {
        let lineEnd = String(decoding: self.text.lineEnd, as: UTF8.self)
        switch place {
        case .emptyDocument:
            let lines = self.blockLines(rest, value, column: 0)
            let end = self.text.bytes.count
            let bridge = self.text.lines.last.map { $0.start < $0.end } ?? false ? lineEnd : ""
            return [[YAMLSplice(end..<end, bridge + lines)]]
        case .blockMapping(let firstKey, let column):
            let lines = self.blockLines(rest, value, column: column)
            let last = self.text.lines[self.lastLine(firstKey: firstKey, column: column)]
            let bridge = last.next == last.end ? lineEnd : ""
            let first = self.text.lines[self.text.lineIndex(of: firstKey)]
            return [
                [YAMLSplice(last.next..<last.next, bridge + lines)],
                [YAMLSplice(first.start..<first.start, lines)],
            ]
        case .flowMapping(let open):
            return self.flowCandidates(Self.flowEntry(rest, value), open: open)
        case .child(let slot):
            return [self.child(of: slot, rest, value)]
        }
    }

    private func child(of slot: YAMLSlot, _ rest: [String], _ value: SettingValue) -> [YAMLSplice] {
        var end = slot.colonEnd
        if case .inline(let valueEnd) = slot.content { end = valueEnd }
        if slot.inFlow {
            return [YAMLSplice(slot.colonEnd..<end, " { \(Self.flowEntry(rest, value)) }")]
        }
        let column = self.text.position(of: slot.keyStart).column - 1
        let line = self.text.lines[self.text.lineIndex(of: end)]
        let bridge = line.next == line.end ? String(decoding: self.text.lineEnd, as: UTF8.self) : ""
        let lines = self.blockLines(rest, value, column: column + self.indentStep)
        var splices = [YAMLSplice(line.next..<line.next, bridge + lines)]
        if end > slot.colonEnd { splices.append(YAMLSplice(slot.colonEnd..<end, "")) }
        return splices
    }

    private func flowCandidates(_ entry: String, open: Int) -> [[YAMLSplice]] {
        guard let close = YAMLFlowScan(text: self.text, open: open).close else { return [] }
        var end = close
        while end > open + 1, let byte = self.text[end - 1], byte <= 0x20 { end -= 1 }
        if end == open + 1 {
            return [[YAMLSplice(end..<close, " \(entry) ")]]
        }
        let separator = self.text[end - 1] == UInt8(ascii: ",") ? " " : ", "
        return [
            [YAMLSplice(end..<end, separator + entry)],
            [YAMLSplice((open + 1)..<(open + 1), " \(entry),")],
        ]
    }

    /// Index of the last line with content of the mapping whose first key is at `firstKey`.
    private func lastLine(firstKey: Int, column: Int) -> Int {
        let first = self.text.lineIndex(of: firstKey)
        var last = first
        for index in (first + 1)..<max(first + 1, self.text.lines.count) {
            if self.text.isBlankOrComment(line: index) { continue }
            let line = self.text.lines[index]
            let head = self.text.string(line.start..<min(line.start + 3, line.end))
            guard self.text.indent(ofLine: index) >= column, head != "---", head != "..." else { break }
            last = index
        }
        return last
    }

    /// How far this file indents: as its first indented key does, two blanks otherwise.
    private var indentStep: Int {
        for (index, line) in self.text.lines.enumerated() where !self.text.isBlankOrComment(line: index) {
            let indent = self.text.indent(ofLine: index)
            if indent > 0, indent <= 8, self.text.bytes[line.start + indent] != UInt8(ascii: "-") { return indent }
        }
        return 2
    }

    private func blockLines(_ rest: [String], _ value: SettingValue, column: Int) -> String {
        let lineEnd = String(decoding: self.text.lineEnd, as: UTF8.self)
        var result = ""
        var indent = column
        for (depth, name) in rest.enumerated() {
            let tail = depth == rest.count - 1 ? " " + YAMLLiteral.text(value) : ""
            result += String(repeating: " ", count: indent) + YAMLLiteral.scalar(name) + ":" + tail + lineEnd
            indent += self.indentStep
        }
        return result
    }

    private static func flowEntry(_ rest: [String], _ value: SettingValue) -> String {
        guard let name = rest.first else { return "" }
        let key = YAMLLiteral.scalar(name, inFlow: true)
        if rest.count == 1 { return "\(key): \(YAMLLiteral.text(value, inFlow: true))" }
        return "\(key): { \(Self.flowEntry(Array(rest.dropFirst()), value)) }"
    }
}

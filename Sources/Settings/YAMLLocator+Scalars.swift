import Yams

extension YAMLLocator {
    /// Offset behind a scalar that starts at `start`; nil when what stands there is not `scalar` (an anchor, an
    /// alias, a layout that is not known).
    func scalarEnd(_ scalar: Node.Scalar, from start: Int, inFlow: Bool) -> Int? {
        switch scalar.style {
        case .doubleQuoted: self.quotedEnd(from: start, quote: UInt8(ascii: "\""))
        case .singleQuoted: self.quotedEnd(from: start, quote: UInt8(ascii: "'"))
        case .plain, .any: self.plainEnd(scalar.string, from: start, inFlow: inFlow)
        case .literal, .folded: nil
        }
    }

    private func quotedEnd(from start: Int, quote: UInt8) -> Int? {
        guard self.text[start] == quote else { return nil }
        var index = start + 1
        while let byte = self.text[index] {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
            } else if byte == quote {
                guard quote == UInt8(ascii: "'"), self.text[index + 1] == quote else { return index + 1 }
                index += 2
            } else {
                index += 1
            }
        }
        return nil
    }

    /// A plain scalar may go on over lines, which fold into blanks (YAML 1.1 section 9.1.3). Reads lines until they
    /// give `value`.
    private func plainEnd(_ value: String, from start: Int, inFlow: Bool) -> Int? {
        let wanted = Array(value.utf8)
        var matched = 0
        var emptyLines = 0
        var line = self.text.lineIndex(of: start)
        var position = start
        while true {
            let end = self.plainLineEnd(from: position, inFlow: inFlow)
            if end > position {
                var part = matched == 0 ? [] : [UInt8](repeating: 0x0A, count: emptyLines)
                if matched > 0, emptyLines == 0 { part = [0x20] }
                part += self.text.bytes[position..<end]
                guard wanted[matched...].starts(with: part) else { return nil }
                matched += part.count
                emptyLines = 0
                if matched == wanted.count { return end }
            } else {
                emptyLines += 1
            }
            line += 1
            guard self.text.lines.indices.contains(line), matched > 0 else { return nil }
            position = self.text.skipBlanks(from: self.text.lines[line].start)
        }
    }

    /// Where the plain text of one line ends: before a comment, a `: `, in flow before `,[]{}`, without blanks.
    private func plainLineEnd(from start: Int, inFlow: Bool) -> Int {
        let lineEnd = self.text.lines[self.text.lineIndex(of: start)].end
        let flowSigns = Array(",[]{}".utf8)
        var end = start
        var index = start
        scan: while index < lineEnd {
            let byte = self.text.bytes[index]
            let next = index + 1 < lineEnd ? self.text.bytes[index + 1] : 0x20
            switch byte {
            case UInt8(ascii: "#") where index > start && YAMLText.isBlank(self.text.bytes[index - 1]):
                break scan
            case UInt8(ascii: ":") where YAMLText.isBlank(next) || (inFlow && flowSigns.contains(next)):
                break scan
            case _ where inFlow && flowSigns.contains(byte):
                break scan
            default:
                index += 1
                if !YAMLText.isBlank(byte) { end = index }
            }
        }
        return end
    }

    /// A literal or folded text: its header at `start`, its lines below.
    func blockText(from start: Int, keyColumn: Int) -> YAMLSlot.Content {
        var headerEnd = start + 1
        var indentation: Int?
        while let byte = self.text[headerEnd], "+-0123456789".utf8.contains(byte) {
            if (0x31...0x39).contains(byte) { indentation = keyColumn + Int(byte) - 0x30 }
            headerEnd += 1
        }
        let first = self.text.lineIndex(of: start) + 1
        var end = first
        for index in first..<max(first, self.text.lines.count) {
            let isBlank = self.text.firstSignificant(inLine: index) == nil
            if isBlank { continue }
            let indent = self.text.indent(ofLine: index)
            let least = indentation ?? max(indent, keyColumn + 1)
            guard indent >= least else { break }
            indentation = least
            end = index + 1
        }
        guard first < end else { return .blockText(headerEnd: headerEnd, lines: headerEnd..<headerEnd) }
        return .blockText(
            headerEnd: headerEnd,
            lines: self.text.lines[first].start..<self.text.lines[end - 1].next
        )
    }
}

import Yams

/// Finds where a key and its value stand in the text. libyaml only says where things start; where they end is found
/// by reading on, and checked against the parsed value.
struct YAMLLocator {
    let text: YAMLText

    /// Follows `path` from the document's root.
    func find(_ path: [String], in root: Node.Mapping?) throws(YAMLFault) -> YAMLTarget {
        guard !path.isEmpty else { throw YAMLFault(cause: .cannotEdit(.layout)) }
        guard var mapping = root else { return .missing(.emptyDocument, rest: path) }
        for (depth, name) in path.enumerated() {
            let open = mapping.mark.flatMap { self.text.offset(line: $0.line, column: $0.column) }
            let inFlow = open.flatMap { self.text[$0] } == UInt8(ascii: "{")
            guard let pair = mapping.first(where: { Self.isKey($0.key, name) }) else {
                return .missing(try self.place(in: mapping, open: open, inFlow: inFlow), rest: Array(path[depth...]))
            }
            let slot = try self.slot(key: pair.key, value: pair.value, inFlow: inFlow)
            if depth == path.count - 1 { return .value(slot) }
            switch pair.value {
            case .mapping(let inner):
                mapping = inner
            case _ where pair.value.isNothing:
                return .missing(.child(of: slot), rest: Array(path[(depth + 1)...]))
            default:
                throw slot.fault(.otherShape, in: self.text)
            }
        }
        throw YAMLFault(cause: .cannotEdit(.layout))
    }

    private static func isKey(_ node: Node, _ name: String) -> Bool {
        if case .scalar(let scalar) = node { return scalar.string == name }
        return false
    }

    private func place(in mapping: Node.Mapping, open: Int?, inFlow: Bool) throws(YAMLFault) -> YAMLPlace {
        if inFlow, let open { return .flowMapping(open: open) }
        guard let mark = mapping.first?.key.mark,
            let offset = self.text.offset(line: mark.line, column: mark.column)
        else { throw YAMLFault(cause: .cannotEdit(.layout)) }
        return .blockMapping(firstKey: offset, column: mark.column - 1)
    }

    /// The slot of one pair.
    private func slot(key: Node, value: Node, inFlow: Bool) throws(YAMLFault) -> YAMLSlot {
        guard case .scalar(let name) = key, let mark = name.mark,
            let keyStart = self.text.offset(line: mark.line, column: mark.column)
        else { throw YAMLFault(cause: .cannotEdit(.layout)) }
        var slot = YAMLSlot(
            keyStart: keyStart,
            colonEnd: keyStart,
            start: keyStart,
            content: .empty,
            quotes: .none,
            inFlow: inFlow
        )
        guard let keyEnd = self.scalarEnd(name, from: keyStart, inFlow: inFlow) else {
            throw slot.fault(.anchorOrAlias, in: self.text)
        }
        let colon = self.text.skipBlanks(from: keyEnd)
        guard self.text[colon] == UInt8(ascii: ":") else { throw slot.fault(.layout, in: self.text) }
        slot.colonEnd = colon + 1
        slot.start = slot.colonEnd

        // What an alias stands for has its mark elsewhere, so the text decides first.
        let begin = self.nextSignificant(from: slot.colonEnd)
        if let begin, let byte = self.text[begin],
            [UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!")].contains(byte)
        {
            let isNextKey = value.isNothing && self.text.lineIndex(of: begin) != self.text.lineIndex(of: colon)
            if !isNextKey { throw slot.fault(.anchorOrAlias, in: self.text) }
        }
        if case .scalar(let scalar) = value, scalar.string.isEmpty, scalar.style == .plain {
            return slot
        }
        guard let valueMark = value.mark, let begin,
            self.text.offset(line: valueMark.line, column: valueMark.column) == begin
        else { throw slot.fault(.layout, in: self.text) }
        slot.start = begin
        switch value {
        case .scalar(let scalar):
            try self.fill(&slot, scalar: scalar, keyColumn: mark.column - 1)
        case .sequence(let sequence):
            try self.fill(&slot, list: sequence)
        case .mapping:
            slot.content = .mapping
        case .alias:
            throw slot.fault(.anchorOrAlias, in: self.text)
        }
        return slot
    }

    private func fill(_ slot: inout YAMLSlot, scalar: Node.Scalar, keyColumn: Int) throws(YAMLFault) {
        switch scalar.style {
        case .literal, .folded:
            slot.content = self.blockText(from: slot.start, keyColumn: keyColumn)
        default:
            guard let end = self.scalarEnd(scalar, from: slot.start, inFlow: slot.inFlow) else {
                throw slot.fault(.layout, in: self.text)
            }
            slot.content = .inline(end: end)
        }
        slot.quotes =
            switch scalar.style {
            case .singleQuoted: .single
            case .doubleQuoted: .double
            default: .none
            }
    }

    private func fill(_ slot: inout YAMLSlot, list: Node.Sequence) throws(YAMLFault) {
        if self.text[slot.start] == UInt8(ascii: "[") {
            let scan = YAMLFlowScan(text: self.text, open: slot.start)
            guard let close = scan.close else { throw slot.fault(.layout, in: self.text) }
            if scan.hasComment { throw slot.fault(.commentInside, in: self.text) }
            slot.content = .inline(end: close + 1)
            return
        }
        let column = self.text.position(of: slot.start).column - 1
        if let entries = YAMLEntries(list, column: column, in: self.text) {
            slot.content = .entries(entries)
            return
        }
        var items: [YAMLBlockList.Item] = []
        for node in list {
            guard case .scalar(let scalar) = node, let mark = scalar.mark,
                let start = self.text.offset(line: mark.line, column: mark.column),
                let end = self.scalarEnd(scalar, from: start, inFlow: false)
            else { throw slot.fault(.otherShape, in: self.text) }
            let line = mark.line - 1
            guard let dash = self.text.firstSignificant(inLine: line), self.text[dash] == UInt8(ascii: "-"),
                dash == self.text.lines[line].start + column, self.text.skipBlanks(from: dash + 1) == start,
                self.text.lineIndex(of: end) == line, items.last?.line != line
            else { throw slot.fault(.layout, in: self.text) }
            items.append(YAMLBlockList.Item(text: scalar.string, line: line, end: end))
        }
        slot.content = .blockList(YAMLBlockList(column: column, items: items))
    }

    /// The first byte from `offset` on that is no blank, comment or line end.
    private func nextSignificant(from offset: Int) -> Int? {
        var index = offset
        while let byte = self.text[index] {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D:
                index += 1
            case UInt8(ascii: "#") where index > offset:
                index = self.text.lines[self.text.lineIndex(of: index)].end
                if index >= self.text.bytes.count { return nil }
            default:
                return index
            }
        }
        return nil
    }
}

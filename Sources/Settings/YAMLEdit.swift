import Yams

/// Changes one value in the text of a YAML file and leaves every other byte as the operator wrote it.
///
/// The result is parsed again and compared: it is the old document with exactly the one value changed, or the edit is
/// refused. So the editor may be simple about layouts: what it misjudges is refused, never saved.
enum YAMLEdit {
    /// `bytes` with `value` at `path`; missing parents are added.
    static func set(_ value: SettingValue, at path: [String], in bytes: [UInt8]) throws(YAMLFault) -> [UInt8] {
        let document = try YAMLDocument(bytes)
        let locator = YAMLLocator(text: document.text)
        let target = try locator.find(path, in: document.root)
        let candidates: [[YAMLSplice]]
        switch target {
        case .value(let slot):
            candidates = [try Self.replacement(of: slot, by: value, in: document.text)]
        case .missing(let place, let rest):
            candidates = YAMLInsertion(text: document.text).candidates(for: rest, value: value, at: place)
        }
        for splices in candidates {
            guard let edited = YAMLSplice.apply(splices, to: document.text.bytes) else { continue }
            // A candidate that does not even parse is no candidate; why does not matter.
            guard let result = try? YAMLDocument(edited) else { continue }
            var comparison = YAMLComparison()
            if comparison.isEdit(from: document.root, to: result.root, at: path[...], value: value) {
                return (document.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + edited
            }
        }
        throw target.fault(.notVerified, in: document.text)
    }

    private static func replacement(
        of slot: YAMLSlot,
        by value: SettingValue,
        in text: YAMLText
    ) throws(YAMLFault) -> [YAMLSplice] {
        let literal = YAMLLiteral.text(value, quotes: slot.quotes, inFlow: slot.inFlow)
        switch slot.content {
        case .empty:
            let separator = slot.colonEnd == slot.start ? " " : ""
            return [YAMLSplice(slot.start..<slot.start, separator + literal)]
        case .inline(let end):
            return Self.inline(slot.start..<end, literal, in: text)
        case .blockText(let headerEnd, let lines):
            return [YAMLSplice(slot.start..<headerEnd, literal), YAMLSplice(lines, "")]
        case .blockList(let list):
            guard case .list(let items) = value else { throw slot.fault(.otherShape, in: text) }
            return try list.splices(for: items, slot: slot, in: text)
        case .entries, .mapping:
            throw slot.fault(.otherShape, in: text)
        }
    }

    /// Replaces a range within a line; a comment behind it keeps its column as far as there is room.
    private static func inline(_ range: Range<Int>, _ literal: String, in text: YAMLText) -> [YAMLSplice] {
        let comment = text.skipBlanks(from: range.upperBound)
        let blanks = text.bytes[range.upperBound..<comment]
        guard text[comment] == UInt8(ascii: "#"), !blanks.isEmpty, blanks.allSatisfy({ $0 == 0x20 }),
            text.lineIndex(of: range.lowerBound) == text.lineIndex(of: range.upperBound)
        else { return [YAMLSplice(range, literal)] }
        let oldWidth = text.string(range).unicodeScalars.count
        let room = max(1, blanks.count + oldWidth - literal.unicodeScalars.count)
        return [YAMLSplice(range.lowerBound..<comment, literal + String(repeating: " ", count: room))]
    }
}

/// One replacement of bytes.
struct YAMLSplice: Equatable {
    var range: Range<Int>
    var bytes: [UInt8]

    init(_ range: Range<Int>, _ text: String) {
        self.range = range
        self.bytes = Array(text.utf8)
    }

    /// All splices at once; nil when they overlap or reach outside.
    static func apply(_ splices: [YAMLSplice], to bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var position = 0
        for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard splice.range.lowerBound >= position, splice.range.upperBound <= bytes.count else { return nil }
            result += bytes[position..<splice.range.lowerBound]
            result += splice.bytes
            position = splice.range.upperBound
        }
        return result + bytes[position...]
    }
}

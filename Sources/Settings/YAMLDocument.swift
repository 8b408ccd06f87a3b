import Yams

/// What is wrong with a YAML text, and where.
struct YAMLFault: Error, Equatable {
    var cause: SettingProblem.Cause
    /// From 1; nil where the whole text is meant.
    var line: Int?
    var column: Int?
}

/// A parsed settings file: bounded in every direction before libyaml sees it.
struct YAMLDocument {
    /// Largest file in bytes.
    static let limitBytes = 1 << 20
    /// Most aliases: enough for any settings file, too few to blow up into a bomb.
    static let aliasLimit = 32

    /// The bytes without byte order mark; marks count in these.
    let text: YAMLText
    /// Whether the file began with a byte order mark.
    let hasByteOrderMark: Bool
    /// The mapping that is the document; nil when the file is empty or has only comments.
    let root: Node.Mapping?

    init(_ bytes: [UInt8]) throws(YAMLFault) {
        guard bytes.count <= Self.limitBytes else { throw YAMLFault(cause: .tooLarge(limitBytes: Self.limitBytes)) }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.hasByteOrderMark = bytes.starts(with: mark)
        self.text = YAMLText(self.hasByteOrderMark ? Array(bytes.dropFirst(mark.count)) : bytes)
        try Self.checkCharacters(self.text)
        try Self.checkAliases(self.text)
        guard let node = try Self.compose(self.text) else {
            self.root = nil
            return
        }
        if case .mapping(let mapping) = node {
            self.root = mapping
        } else if node.isNothing {
            self.root = nil
        } else {
            throw YAMLFault(
                cause: .wrongType(expected: .mapping, found: node.valueType),
                line: node.mark?.line,
                column: node.mark?.column
            )
        }
    }

    private static func compose(_ text: YAMLText) throws(YAMLFault) -> Node? {
        do {
            let source = String(decoding: text.bytes, as: UTF8.self)
            // No resolver rules: types are ours to judge, by the setting. The encoding is named because Yams would
            // otherwise look for it in the environment.
            return try Parser(yaml: source, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw Self.fault(from: error, in: text)
        } catch {
            throw YAMLFault(cause: .syntax(.other("unreadable")))
        }
    }

    /// Refuses what is not UTF-8, and characters that YAML does not allow (YAML 1.1 section 4.1.1).
    private static func checkCharacters(_ text: YAMLText) throws(YAMLFault) {
        func fault(_ cause: SettingProblem.Cause, at offset: Int) -> YAMLFault {
            let position = text.position(of: offset)
            return YAMLFault(cause: cause, line: position.line, column: position.column)
        }
        var parser = Unicode.UTF8.ForwardParser()
        var bytes = text.bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &bytes) {
            case .emptyInput:
                return
            case .error:
                throw fault(.notUTF8, at: offset)
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                switch scalar.value {
                case 0:
                    throw fault(.nulByte, at: offset)
                case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                    0x10000...:
                    offset += encoded.count
                default:
                    throw fault(.syntax(.controlCharacter), at: offset)
                }
            }
        }
    }

    /// Counts what looks like an alias: nested aliases grow a small text without limit once they are compared.
    private static func checkAliases(_ text: YAMLText) throws(YAMLFault) {
        var count = 0
        var previous: UInt8 = 0x20
        var isComment = false
        for (index, byte) in text.bytes.enumerated() {
            let startsToken = previous == 0x0A || previous == 0x0D || YAMLText.isBlank(previous)
            if byte == 0x0A || byte == 0x0D { isComment = false }
            if byte == UInt8(ascii: "#"), startsToken { isComment = true }
            if !isComment, byte == UInt8(ascii: "*"), startsToken || "[{,:".utf8.contains(previous),
                let next = text[index + 1], !YAMLText.isBlank(next), next != 0x0A, next != 0x0D
            {
                count += 1
                if count > Self.aliasLimit {
                    let position = text.position(of: index)
                    throw YAMLFault(
                        cause: .tooManyAliases(limit: Self.aliasLimit),
                        line: position.line,
                        column: position.column
                    )
                }
            }
            previous = byte
        }
    }
}

extension Node {
    /// Whether it says nothing: `key:`, `~`, `null`.
    var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// Its type, for a sentence.
    var valueType: SettingProblem.ValueType {
        switch self {
        case .scalar(let scalar):
            if self.isNothing { return .nothing }
            guard scalar.style == .plain else { return .text }
            if ["true", "false", "yes", "no", "on", "off"].contains(scalar.string.lowercased()) { return .flag }
            return Int(scalar.string) != nil ? .integer : .text
        case .mapping: return .mapping
        case .sequence: return .list
        case .alias: return .nothing
        }
    }
}

package import OneBot

/// A JSON5 text that can be changed in places while every byte outside of them stays: comments, order, spellings,
/// indentation, line ends.
package struct JSON5Document: Equatable, Sendable {
    /// In bytes; a configuration of NapCat has a few thousand.
    package static let largestSize = 4 << 20
    /// Arrays and objects inside each other.
    package static let deepestLevel = 64
    /// Each takes some hundred bytes of memory.
    package static let mostValues = 200_000

    package private(set) var bytes: [UInt8]
    package private(set) var root: JSON5Node

    package init(_ bytes: [UInt8]) throws(JSON5Problem) {
        self.root = try JSON5Parser.parse(bytes)
        self.bytes = bytes
    }

    package var value: JSONValue { self.root.value }

    package subscript(path: [JSON5Step]) -> JSON5Node? { self.find(path)?.node }

    /// That the text is not what it should be where `node` begins.
    func broken(at node: JSON5Node) -> JSON5Problem {
        JSON5Cursor(self.bytes).broken(at: node.range.lowerBound)
    }

    // MARK: - Finding

    struct Found {
        var node: JSON5Node
        /// A line break stands between it (its key, where it has one) and what comes before.
        var isOnOwnLine: Bool
    }

    func find(_ path: [JSON5Step]) -> Found? {
        var found = Found(node: self.root, isOnOwnLine: true)
        for step in path {
            let next: (index: Int, node: JSON5Node)
            switch (step, found.node.content) {
            case (.key(let key), .object(let members)):
                guard let index = members.lastIndex(where: { $0.key == key }) else { return nil }
                next = (index, members[index].value)
            case (.index(let index), .array(let elements)):
                guard elements.indices.contains(index) else { return nil }
                next = (index, elements[index])
            default:
                return nil
            }
            found = Found(node: next.node, isOnOwnLine: self.isOnOwnLine(next.index, in: found.node))
        }
        return found
    }

    func isOnOwnLine(_ index: Int, in node: JSON5Node) -> Bool {
        let children = node.children
        let before = index > 0 ? children[index - 1].upperBound : node.range.lowerBound + 1
        return self.hasLineBreak(in: before..<children[index].lowerBound)
    }

    func hasLineBreak(in range: Range<Int>) -> Bool {
        self.bytes[range].contains { $0 == 0x0A || $0 == 0x0D }
    }

    /// The blanks at the beginning of the line that `offset` is in.
    func indentation(at offset: Int) -> [UInt8] {
        let before = self.bytes[..<offset]
        let start = before.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
        return Array(self.bytes[start..<offset].prefix { $0 == 0x20 || $0 == 0x09 })
    }

    // MARK: - Changing

    /// Bytes to put in the place of others.
    struct Patch {
        var range: Range<Int>
        var bytes: [UInt8]

        init(_ range: Range<Int>, _ bytes: [UInt8]) {
            self.range = range
            self.bytes = bytes
        }

        init(at offset: Int, _ bytes: [UInt8]) {
            self.init(offset..<offset, bytes)
        }
    }

    /// - Parameter patches: From front to back, none over another.
    mutating func apply(_ patches: [Patch]) throws(JSON5Problem) {
        var changed: [UInt8] = []
        var position = 0
        for patch in patches {
            changed += self.bytes[position..<patch.range.lowerBound]
            changed += patch.bytes
            position = patch.range.upperBound
        }
        changed += self.bytes[position...]
        self = try JSON5Document(changed)
    }
}

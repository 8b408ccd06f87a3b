import OneBot
import Snapshot
import Terminal

/// Makes texts from outside fit for the screen: harmless, and without any key or token of ours in them. Prints nothing of
/// those.
struct SafeText: Equatable, CustomReflectable {
    private struct Pattern: Equatable {
        var bytes: [UInt8]
        var mask: [UInt8]
    }

    /// A shorter secret is not searched for, since it would be found everywhere.
    private static let shortest = 8

    /// What is searched for, the longest first: one may hold another.
    private let patterns: [Pattern]
    private let shortestPattern: Int
    /// Which bytes one of them begins with.
    private let beginnings: [Bool]

    init(hiding secrets: [Secret]) {
        let searched = Set(secrets).filter { $0.count >= Self.shortest }
        self.patterns = searched.map { Pattern(bytes: Array($0.exposed.utf8), mask: Array($0.masked.utf8)) }
            .sorted { left, right in
                guard left.bytes.count == right.bytes.count else { return left.bytes.count > right.bytes.count }
                return left.bytes.lexicographicallyPrecedes(right.bytes)
            }
        self.shortestPattern = self.patterns.last?.bytes.count ?? .max
        var beginnings = [Bool](repeating: false, count: 256)
        for pattern in self.patterns { beginnings[Int(pattern.bytes[0])] = true }
        self.beginnings = beginnings
    }

    init(for snapshot: Snapshot) {
        self.init(hiding: snapshot.knownSecrets)
    }

    var customMirror: Mirror { Mirror(self, children: []) }

    static func == (left: Self, right: Self) -> Bool { left.patterns.elementsEqual(right.patterns) }

    func callAsFunction(_ text: String, limit: Int = 256) -> String {
        let hidden = self.hideSecrets(in: text)
        if hidden.utf8.count <= limit, hidden.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return hidden }
        return displaySafe(hidden, limit: limit)
    }

    func callAsFunction(_ text: String?, limit: Int = 256) -> String? {
        text.map { self($0, limit: limit) }
    }

    /// Nothing from a peer may carry a key in clear: a header, a query, a close reason, an event. In one pass over the
    /// bytes, since this is asked for every text of every snapshot.
    private func hideSecrets(in text: String) -> String {
        guard text.utf8.count >= self.shortestPattern else { return text }
        var text = text
        let hidden = text.withUTF8 { bytes -> [UInt8]? in
            var shown: [UInt8]?
            var index = 0
            while index < bytes.count {
                let pattern = self.beginnings[Int(bytes[index])] ? self.pattern(at: index, of: bytes) : nil
                if let pattern {
                    shown = (shown ?? Array(bytes[..<index])) + pattern.mask
                    index += pattern.bytes.count
                } else {
                    shown?.append(bytes[index])
                    index += 1
                }
            }
            return shown
        }
        return hidden.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    private func pattern(at index: Int, of bytes: UnsafeBufferPointer<UInt8>) -> Pattern? {
        self.patterns.first { bytes[index...].starts(with: $0.bytes) }
    }
}

extension Snapshot {
    /// All that must not be seen on a screen unless its operator asks for it.
    var knownSecrets: [Secret] {
        self.secrets + [self.access.key] + self.access.named.map(\.key) + (self.napcat.token.map { [$0] } ?? [])
    }
}

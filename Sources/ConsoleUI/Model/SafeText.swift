import OneBot
import Terminal

/// Makes texts from outside fit for the screen: harmless, and without the access key in them.
struct SafeText {
    /// The key in force; a short one is not searched for, since it would be found everywhere.
    private let key: String
    private let mask: String

    init(hiding key: Secret) {
        self.key = key.count >= 8 ? key.exposed : ""
        self.mask = key.masked
    }

    func callAsFunction(_ text: String, limit: Int = 256) -> String {
        let hidden = self.hideKey(in: text)
        if hidden.utf8.count <= limit, hidden.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return hidden }
        return displaySafe(hidden, limit: limit)
    }

    func callAsFunction(_ text: String?, limit: Int = 256) -> String? {
        text.map { self($0, limit: limit) }
    }

    /// Over the bytes: this is asked for every text of every snapshot.
    private func holdsKey(_ text: String) -> Bool {
        let key = self.key.utf8
        guard let first = key.first else { return false }
        var rest = text.utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: key) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// Nothing from a peer may carry the key in clear: a header, a query, a close reason.
    private func hideKey(in text: String) -> String {
        guard !self.key.isEmpty, text.utf8.count >= self.key.utf8.count, self.holdsKey(text) else { return text }
        return text.split(separator: self.key, omittingEmptySubsequences: false).joined(separator: self.mask)
    }
}

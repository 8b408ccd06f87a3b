import Control
import Snapshot
import Terminal

import struct Foundation.Date

/// The keys as a person reads them: a table, and who still uses one that was replaced.
struct KeysText {
    private let phrases: CommandPhrases
    private let now: Date
    /// Of a mask, so many characters say which key it is.
    private static let shownOfMask = 8

    init(_ phrases: CommandPhrases, now: Date) {
        self.phrases = phrases
        self.now = now
    }

    func lines(_ document: KeysDocument) -> [String] {
        let table = StatusText.aligned([self.phrases.keyHeadings()] + document.keys.map(self.fields))
        return table + document.previous.flatMap(self.lines)
    }

    private func fields(_ key: KeysDocument.Key) -> [String] {
        [
            displaySafe(key.name ?? self.phrases.accessKeyName(), limit: 40),
            String(key.mask.suffix(Self.shownOfMask)),
            key.selfID.map { displaySafe($0, limit: 20) } ?? self.phrases.anyAccount(),
            key.from.isEmpty ? self.phrases.anywhere() : displaySafe(key.from.joined(separator: ", "), limit: 400),
            key.links.map(String.init) ?? "–",
            key.lastUsed.map(self.ago) ?? "–",
            String(key.uses),
        ]
    }

    private func lines(_ key: PreviousKey) -> [String] {
        let title = self.phrases.previousKey(
            key.name.map { displaySafe($0, limit: 40) },
            replaced: LocalTime.text(key.replacedAt),
            until: key.acceptedUntil.map(LocalTime.text)
        )
        guard !key.users.isEmpty else { return ["", title + self.phrases.usedByNobody()] }
        let users = key.users.map { user in
            [
                user.selfID.map { displaySafe($0, limit: 32) } ?? "–", displaySafe(user.address, limit: 64),
                self.phrases.keyUserState(user.state), self.phrases.times(user.count), self.ago(user.last),
            ]
        }
        return ["", title + self.phrases.stillUsedBy()] + StatusText.aligned(users)
    }

    private func ago(_ date: Date) -> String {
        self.phrases.ago(self.phrases.age(seconds: self.now.timeIntervalSince(date)))
    }
}

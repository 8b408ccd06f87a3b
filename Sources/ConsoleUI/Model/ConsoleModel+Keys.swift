import OneBot
import Snapshot
import Terminal

/// A line of the list of keys.
enum KeyLine: Equatable {
    case headings
    /// By its place: the access key first.
    case key(Int)
    /// What is to know of the key under the cursor.
    case note(String)
    case section(String)
    case user(KeyUser)
}

extension ConsoleModel {
    /// How many keys the list has.
    var keyCount: Int { self.snapshot.access.named.count + 1 }

    /// The place of the cursor in the list of keys.
    var selectedKeyRow: Int {
        guard let name = self.settings.keys.selected else { return 0 }
        return self.snapshot.access.named.firstIndex { $0.name == name }.map { $0 + 1 } ?? 0
    }

    /// The key under the cursor; nil: the access key.
    var selectedKey: NamedKey? {
        let row = self.selectedKeyRow
        return row > 0 ? self.snapshot.access.named[row - 1] : nil
    }

    /// Whether the cursor is on a key at all: one that was just added comes with the next snapshot.
    var keyIsKnown: Bool { self.settings.keys.selected == nil || self.selectedKey != nil }

    /// What the bare screen shows alone; nil: the access key and the addresses.
    var bareKey: NamedKey? {
        guard let name = self.settings.keys.shown?.name else { return nil }
        return self.snapshot.access.named.first { $0.name == name }
    }

    /// Bots that still use a key that was replaced or revoked.
    var previousKeyUsers: Int { self.snapshot.access.previous.reduce(0) { $0 + $1.users.count } }

    func keyLines(width: Int) -> [KeyLine] {
        let room = max(8, width - 3)
        var lines: [KeyLine] = [.headings]
        for row in 0..<self.keyCount {
            lines.append(.key(row))
            if row == self.selectedKeyRow {
                lines += wrapped(self.keyNote, to: room).map { .note($0) }
            }
        }
        if self.snapshot.access.named.isEmpty {
            lines += wrapped(self.phrases.noNamedKeys, to: room).map { .note($0) }
        }
        for key in self.snapshot.access.previous {
            let replaced = self.momentLabel(key.replacedAt)
            let until = key.acceptedUntil.map { self.momentLabel($0) }
            lines.append(.section(self.phrases.previousKeyTitle(key.name, replaced: replaced, until: until)))
            lines += key.users.isEmpty ? [.note(self.phrases.previousKeyUnused)] : key.users.map { .user($0) }
        }
        return lines
    }

    /// The bindings in full and the uses of the key under the cursor.
    private var keyNote: String {
        let key = self.selectedKey
        let use = key?.use ?? self.snapshot.access.use
        return self.phrases.keyNote(uses: use.uses, selfID: key?.selfID, from: key?.from ?? [])
    }

    /// The first line in sight of the list of keys.
    func keyTop(_ lines: [KeyLine], height: Int) -> Int {
        let row = lines.firstIndex(of: .key(self.selectedKeyRow)) ?? 0
        let notes = lines[(row + 1)...].prefix { if case .note = $0 { true } else { false } }.count
        let base = max(0, row + 1 + notes - height)
        return min(base + self.settings.keys.extra, max(0, lines.count - height))
    }

    /// Goes from key to key, and behind the last one through what stands below.
    mutating func moveInKeys(by lines: Int) {
        let last = self.keyCount - 1
        let row = self.selectedKeyRow
        if lines > 0 {
            let beyond = max(0, row + min(lines, 10_000) - last)
            self.settings.keys.extra = min(self.settings.keys.extra + beyond, 10_000)
            self.selectKey(row: min(row + min(lines, 10_000), last))
        } else {
            let back = min(self.settings.keys.extra, min(-lines, 100_000))
            self.settings.keys.extra -= back
            self.selectKey(row: max(0, row - (min(-lines, 100_000) - back)))
        }
    }

    private mutating func selectKey(row: Int) {
        self.settings.keys.selected = row > 0 ? self.snapshot.access.named[row - 1].name : nil
    }

    /// Keeps the list no further down than it goes.
    mutating func settleKeys() {
        let inside = self.popupArea.inset(by: 1)
        let lines = self.keyLines(width: inside.width)
        let extra = self.settings.keys.extra
        self.settings.keys.extra = 0
        let base = self.keyTop(lines, height: inside.height)
        self.settings.keys.extra = min(extra, max(0, lines.count - inside.height - base))
    }
}

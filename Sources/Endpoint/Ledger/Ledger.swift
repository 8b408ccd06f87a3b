import Synchronization

/// The last attempts in order, bounded. Written by the event loops, read by reports and by the file keeper.
package final class Ledger: Sendable {
    /// An entry behind a reference: the ring moves a thousand of them for each attempt, and they are large.
    private final class Row: Sendable {
        let entry: LedgerEntry

        init(_ entry: LedgerEntry) {
            self.entry = entry
        }
    }

    private struct State {
        /// Oldest first.
        var rows: [Row] = []
        var byAddress: [String: Int] = [:]
        /// Accepted ones by nil.
        var byCause: [String?: Int] = [:]
        var unsaved: [LedgerEntry] = []

        init(_ entries: [LedgerEntry]) {
            self.rows = entries.map(Row.init)
            self.byAddress = Dictionary(grouping: entries, by: \.address).mapValues(\.count)
            self.byCause = Dictionary(grouping: entries, by: \.cause).mapValues(\.count)
        }

        mutating func add(_ entry: LedgerEntry) {
            self.rows.append(Row(entry))
            self.byAddress[entry.address, default: 0] += 1
            self.byCause[entry.cause, default: 0] += 1
        }

        mutating func makeRoom(for entry: LedgerEntry, share: Int) {
            var own: Int?
            if (self.byAddress[entry.address] ?? 0) >= share {
                own = self.rows.firstIndex { $0.entry.address == entry.address }
            } else if (self.byCause[entry.cause] ?? 0) >= share {
                own = self.rows.firstIndex { $0.entry.cause == entry.cause }
            }
            let removed = self.rows.remove(at: own ?? 0).entry
            let ofAddress = (self.byAddress[removed.address] ?? 1) - 1
            self.byAddress[removed.address] = ofAddress > 0 ? ofAddress : nil
            let ofCause = (self.byCause[removed.cause] ?? 1) - 1
            self.byCause[removed.cause] = ofCause > 0 ? ofCause : nil
        }
    }

    /// How many attempts are kept.
    package let capacity: Int
    /// Fires once for what was added since ``takeUnsaved()``; for the file keeper alone.
    package let signal = ChangeSignal()
    /// Fires once for what was added, or for links that ended, since it was armed; for the doctor alone.
    package let news = ChangeSignal()
    private let state: Mutex<State>

    /// - Parameter earlier: What an earlier run left, oldest first.
    package init(capacity: Int = 1000, earlier: [LedgerEntry] = []) {
        self.capacity = max(500, capacity)
        self.state = Mutex(State(Array(earlier.suffix(self.capacity))))
    }

    /// An address that floods us pushes out its own attempts once it holds a quarter of the room, not everybody's; and
    /// where many addresses do the same, what they do pushes out the like.
    package func append(_ entry: LedgerEntry) {
        self.state.withLock { state in
            if state.rows.count >= self.capacity { state.makeRoom(for: entry, share: self.capacity / 4) }
            state.add(entry)
            state.unsaved.append(entry)
            if state.unsaved.count > 2 * self.capacity { state.unsaved.removeFirst(self.capacity) }
        }
        self.signal.changed()
        self.news.changed()
    }

    /// Oldest first.
    package var entries: [LedgerEntry] {
        self.state.withLock { $0.rows }.map(\.entry)
    }

    /// What was added since the last call; for the file keeper alone.
    package func takeUnsaved() -> [LedgerEntry] {
        self.signal.arm()
        return self.state.withLock { state in
            let taken = state.unsaved
            state.unsaved.removeAll(keepingCapacity: true)
            return taken
        }
    }
}

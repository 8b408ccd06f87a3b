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
        var unsaved: [LedgerEntry] = []

        mutating func remove(at index: Int) {
            let address = self.rows.remove(at: index).entry.address
            let left = (self.byAddress[address] ?? 1) - 1
            self.byAddress[address] = left > 0 ? left : nil
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
        let entries = Array(earlier.suffix(max(500, capacity)))
        let byAddress = Dictionary(grouping: entries, by: \.address).mapValues(\.count)
        self.state = Mutex(State(rows: entries.map(Row.init), byAddress: byAddress))
    }

    /// An address that floods us pushes out its own attempts once it holds a quarter of the room, not everybody's.
    package func append(_ entry: LedgerEntry) {
        self.state.withLock { state in
            if state.rows.count >= self.capacity {
                let floods = (state.byAddress[entry.address] ?? 0) >= self.capacity / 4
                let own = floods ? state.rows.firstIndex { $0.entry.address == entry.address } : nil
                state.remove(at: own ?? 0)
            }
            state.rows.append(Row(entry))
            state.byAddress[entry.address, default: 0] += 1
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

import Synchronization

/// The last attempts in order, bounded. Written by the event loops, read by reports and by the file keeper.
package final class Ledger: Sendable {
    private struct State {
        /// Oldest first.
        var entries: [LedgerEntry] = []
        var byAddress: [String: Int] = [:]
        var unsaved: [LedgerEntry] = []

        mutating func remove(at index: Int) {
            let address = self.entries.remove(at: index).address
            let left = (self.byAddress[address] ?? 1) - 1
            self.byAddress[address] = left > 0 ? left : nil
        }
    }

    /// How many attempts are kept.
    package let capacity: Int
    /// Fires once for what was added since ``takeUnsaved()``; for the file keeper alone.
    package let signal = ChangeSignal()
    private let state: Mutex<State>

    /// - Parameter earlier: What an earlier run left, oldest first.
    package init(capacity: Int = 1000, earlier: [LedgerEntry] = []) {
        self.capacity = max(500, capacity)
        let entries = Array(earlier.suffix(max(500, capacity)))
        let byAddress = Dictionary(grouping: entries, by: \.address).mapValues(\.count)
        self.state = Mutex(State(entries: entries, byAddress: byAddress))
    }

    /// An address that floods us pushes out its own attempts once it holds a quarter of the room, not everybody's.
    package func append(_ entry: LedgerEntry) {
        self.state.withLock { state in
            if state.entries.count >= self.capacity {
                let floods = (state.byAddress[entry.address] ?? 0) >= self.capacity / 4
                let own = floods ? state.entries.firstIndex { $0.address == entry.address } : nil
                state.remove(at: own ?? 0)
            }
            state.entries.append(entry)
            state.byAddress[entry.address, default: 0] += 1
            state.unsaved.append(entry)
            if state.unsaved.count > 2 * self.capacity { state.unsaved.removeFirst(self.capacity) }
        }
        self.signal.changed()
    }

    /// Oldest first.
    package var entries: [LedgerEntry] {
        self.state.withLock { $0.entries }
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

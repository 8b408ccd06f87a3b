import Synchronization

/// The last attempts in order, bounded. Written by the event loops, read by reports and by the file keeper.
package final class Ledger: Sendable {
    private struct State {
        var entries: [LedgerEntry] = []
        /// Index of the oldest entry once the ring is full.
        var start = 0
        var unsaved: [LedgerEntry] = []
    }

    /// How many attempts are kept.
    package let capacity: Int
    /// Fires once for what was added since ``takeUnsaved()``; for the file keeper alone.
    package let signal = ChangeSignal()
    private let state: Mutex<State>

    /// - Parameter earlier: What an earlier run left, oldest first.
    package init(capacity: Int = 1000, earlier: [LedgerEntry] = []) {
        self.capacity = max(500, capacity)
        self.state = Mutex(State(entries: earlier.suffix(max(500, capacity))))
    }

    package func append(_ entry: LedgerEntry) {
        self.state.withLock { state in
            if state.entries.count < self.capacity {
                state.entries.append(entry)
            } else {
                state.entries[state.start] = entry
                state.start = (state.start + 1) % self.capacity
            }
            // What came and went between two saves is gone from the ring as well.
            if state.unsaved.count >= self.capacity { state.unsaved.removeAll(keepingCapacity: true) }
            state.unsaved.append(entry)
        }
        self.signal.changed()
    }

    /// Oldest first.
    package var entries: [LedgerEntry] {
        self.state.withLock { state in
            Array(state.entries[state.start...] + state.entries[..<state.start])
        }
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

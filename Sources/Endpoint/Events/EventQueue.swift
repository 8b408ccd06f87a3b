package import OneBot
import Synchronization

package import struct Foundation.Date

/// The way from the event loops to the journal: bounded, and nothing in it is dropped.
///
/// When it is full, the links that bring more stop reading, and TCP slows their bots down; they go on when the journal
/// has caught up. Switched off, it takes nothing and stops nobody.
package final class EventQueue: Sendable {
    private struct State {
        var isOn = false
        var records: [EventRecord] = []
        var bytes = 0
        /// Links that have stopped reading.
        var stopped: [@Sendable () -> Void] = []
        var reader: CheckedContinuation<Void, Never>?

        /// What goes on when there is room again.
        mutating func takeStopped() -> [@Sendable () -> Void] {
            defer { self.stopped = [] }
            return self.stopped
        }

        mutating func takeReader() -> CheckedContinuation<Void, Never>? {
            defer { self.reader = nil }
            return self.reader
        }
    }

    /// What a record costs beside its bytes.
    private static let recordOverhead = 160
    /// Records for which room is kept ready.
    private static let mostReserved = 1024

    /// What waits at one moment.
    package struct Waiting: Equatable, Sendable {
        package var events = 0
        package var bytes = 0
        /// When the oldest of them arrived.
        package var oldest: Date?

        package init() {}
    }

    /// Bytes at which reading stops.
    package let limit: Int
    private let on = Atomic<Bool>(false)
    private let state = Mutex(State())

    /// - Parameter limit: Bytes it holds before reading stops.
    package init(limit: Int = 16 << 20) {
        self.limit = limit
    }

    /// Whether records are taken: one relaxed load, for the hot path.
    @inline(__always)
    var isOn: Bool { self.on.load(ordering: .relaxed) }

    package var waiting: Waiting {
        self.state.withLock { state in
            var waiting = Waiting()
            waiting.events = state.records.count
            waiting.bytes = state.bytes
            waiting.oldest = state.records.first?.time
            return waiting
        }
    }

    /// Bytes that wait.
    package var waitingBytes: Int { self.state.withLock { $0.bytes } }

    /// Takes records from now on, or none. Off, what waits is given up and every link reads on.
    package func turn(on: Bool) {
        let (stopped, reader) = self.state.withLock { state in
            state.isOn = on
            self.on.store(on, ordering: .relaxed)
            guard !on else { return ([@Sendable () -> Void](), state.takeReader()) }
            state.records = []
            state.bytes = 0
            return (state.takeStopped(), state.takeReader())
        }
        for resume in stopped { resume() }
        reader?.resume()
    }

    /// Adds a record; it always finds room.
    ///
    /// - Returns: Whether the link may read on. If not, it is to call ``whenRoom(_:)`` and stop.
    func append(_ record: EventRecord) -> Bool {
        let (mayGoOn, reader) = self.state.withLock { state in
            guard state.isOn else { return (true, CheckedContinuation<Void, Never>?.none) }
            state.records.append(record)
            state.bytes += record.bytes.count + Self.recordOverhead
            return (state.bytes < self.limit, state.takeReader())
        }
        reader?.resume()
        return mayGoOn
    }

    /// Calls `resume` once, from any thread, when there is room; at once when there is some already.
    ///
    /// - Returns: Whether it is to wait.
    func whenRoom(_ resume: @escaping @Sendable () -> Void) -> Bool {
        self.state.withLock { state in
            guard state.isOn, state.bytes >= self.limit else { return false }
            state.stopped.append(resume)
            return true
        }
    }

    /// All that waits, in the order of arrival on each loop; waits for the first. For one reader.
    ///
    /// - Returns: Empty when the queue was switched meanwhile or the task was cancelled.
    package func next() async -> [EventRecord] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let readsNow = self.state.withLock { state in
                    guard state.records.isEmpty, !Task.isCancelled else { return true }
                    state.reader = continuation
                    return false
                }
                if readsNow { continuation.resume() }
            }
        } onCancel: {
            self.state.withLock { $0.takeReader() }?.resume()
        }
        return self.takeAll()
    }

    /// What waits at this moment, in the order of arrival on each loop.
    package func takeAll() -> [EventRecord] {
        let (records, stopped) = self.state.withLock { state in
            let records = state.records
            state.records = []
            // As many may come again: an array that grew from nothing would be copied over and over.
            state.records.reserveCapacity(min(records.count, Self.mostReserved))
            state.bytes = 0
            return (records, state.takeStopped())
        }
        for resume in stopped { resume() }
        return records
    }
}

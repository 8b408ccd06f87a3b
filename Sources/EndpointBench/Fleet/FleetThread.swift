import CPlatform
import Dispatch
import Foundation
import Synchronization

/// A fleet on a thread of its own, on the second core where there is one.
final class FleetThread: Sendable {
    private struct State {
        var outcome: Result<BotFleet.Sent, any Error>?
        var hasStarted = false
        var mayClose = false
    }

    private let signals = BotFleet.Signals()
    private let state = Mutex(State())

    var hasEnded: Bool { self.state.withLock { $0.outcome != nil } }

    /// Connects the bots, and comes back when they send.
    func start(port: Int, bots: Int, rate: Int, eventBytes: Int) async throws {
        Thread.detachNewThread { [self] in
            _ = cp_pin_to_core(1)
            do {
                let fleet = try BotFleet(port: port, bots: bots, rate: Double(rate), eventBytes: eventBytes)
                let sent = try fleet.run(self.signals)
                self.state.withLock { $0.outcome = .success(sent) }
                // Its connections stay until they have been counted.
                while !self.state.withLock({ $0.mayClose }) { usleep(10_000) }
            } catch {
                self.state.withLock { $0.outcome = .failure(error) }
            }
        }
        while !self.signals.isRunning.load(ordering: .relaxed), !self.hasEnded {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Has everything sent that is begun.
    func stop() async throws -> BotFleet.Sent {
        self.signals.mustStop.store(true, ordering: .relaxed)
        while true {
            if let outcome = self.state.withLock({ $0.outcome }) { return try outcome.get() }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Ends the connections.
    func close() {
        self.state.withLock { $0.mayClose = true }
    }
}

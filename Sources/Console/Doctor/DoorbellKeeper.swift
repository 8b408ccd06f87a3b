import Foundation
import Host
import Snapshot
import Synchronization

/// Keeps the doorbell on the port that is listened on, and says what it has heard in the doctor's words.
final class DoorbellKeeper: Sendable {
    private struct State {
        var port: UInt16 = 0
        var problem: Doorbell.Problem?
        /// What tells containers from other neighbours; of the last look at this machine.
        var network: NetworkFacts?
    }

    private let doorbell: Doorbell
    private let state = Mutex(State())

    /// - Parameter onRing: Something was heard; must be quick.
    init(onRing: @escaping @Sendable () -> Void) {
        self.doorbell = Doorbell(onRing: onRing)
    }

    /// Starts it, or moves it to another port.
    private func follow(port: UInt16) -> Doorbell.Problem? {
        self.state.withLock { state in
            guard state.port != port else { return state.problem }
            state.port = port
            do throws(Doorbell.Problem) {
                try self.doorbell.start(port: port)
                state.problem = nil
            } catch {
                state.problem = error
            }
            return state.problem
        }
    }

    /// The network as the last look at this machine has it.
    func note(_ network: NetworkFacts?) {
        self.state.withLock { $0.network = network }
    }

    /// What was heard so far; cheap.
    func facts(port: Int) -> MachineFacts.Doorbell {
        guard let port = UInt16(exactly: port), port != 0 else { return MachineFacts.Doorbell() }
        switch self.follow(port: port) {
        case .notPermitted:
            return MachineFacts.Doorbell(state: .notPermitted(command: Doorbell.command(port: port)))
        case .system:
            return MachineFacts.Doorbell()
        case nil:
            break
        }
        guard let heard = self.doorbell.snapshot() else { return MachineFacts.Doorbell() }
        let network = self.state.withLock { $0.network }
        let now = Date()
        let instant = ContinuousClock.now
        func date(_ moment: ContinuousClock.Instant) -> Date {
            now.addingTimeInterval((moment - instant) / .seconds(1))
        }
        return MachineFacts.Doorbell(
            state: .listening(since: date(heard.since)),
            rings: heard.callers(to: network?.addresses ?? []).map { caller in
                let isBridged = network?.bridge(containing: caller.address) != nil
                return MachineFacts.Doorbell.Ring(
                    address: caller.address,
                    network: isBridged
                        ? .containerBridge : AddressClass.of(caller.address).map(NetworkClass.init) ?? .other,
                    interface: caller.interface,
                    first: date(caller.first),
                    last: date(caller.last),
                    count: caller.attempts
                )
            }
        )
    }

    func stop() {
        self.doorbell.stop()
    }
}

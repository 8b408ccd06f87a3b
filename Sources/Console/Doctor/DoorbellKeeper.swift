import Dispatch
import Foundation
import Host
import Snapshot
import Synchronization

/// Keeps the doorbell on the port that is listened on, and says what it has heard in the doctor's words.
final class DoorbellKeeper: Sendable {
    private enum Phase {
        case off
        /// The kernel may take its time over this.
        case starting
        case listening
        case failed(Doorbell.Problem)
    }

    private struct State {
        var port: UInt16 = 0
        var phase = Phase.off
        /// What tells containers from other neighbours; of the last look at this machine.
        var network: NetworkFacts?
    }

    private let doorbell: Doorbell
    private let onRing: @Sendable () -> Void
    private let state = Mutex(State())

    /// - Parameter onRing: Something was heard; must be quick.
    init(onRing: @escaping @Sendable () -> Void) {
        self.doorbell = Doorbell(onRing: onRing)
        self.onRing = onRing
    }

    /// Has it started, or moved to another port, on a thread that may wait: the kernel sets packet sockets up under locks
    /// that others hold for seconds, as when networks of containers are taken down.
    private func follow(port: UInt16) -> Phase {
        let (phase, mustStart) = self.state.withLock { state -> (Phase, Bool) in
            if case .starting = state.phase { return (state.phase, false) }
            guard state.port != port else { return (state.phase, false) }
            state.port = port
            state.phase = .starting
            return (state.phase, true)
        }
        guard mustStart else { return phase }
        DispatchQueue.global(qos: .utility).async {
            let phase: Phase
            do throws(Doorbell.Problem) {
                try self.doorbell.start(port: port)
                phase = .listening
            } catch {
                phase = .failed(error)
            }
            self.state.withLock { $0.phase = phase }
            self.onRing()
        }
        return phase
    }

    /// The network as the last look at this machine has it.
    func note(_ network: NetworkFacts?) {
        self.state.withLock { $0.network = network }
    }

    /// What was heard so far; cheap.
    func facts(port: Int) -> MachineFacts.Doorbell {
        guard let port = UInt16(exactly: port), port != 0 else { return MachineFacts.Doorbell() }
        switch self.follow(port: port) {
        case .failed(.notPermitted):
            return MachineFacts.Doorbell(state: .notPermitted(command: Doorbell.command(port: port)))
        case .failed, .off, .starting:
            return MachineFacts.Doorbell()
        case .listening:
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
        DispatchQueue.global(qos: .utility).async { self.doorbell.stop() }
    }
}

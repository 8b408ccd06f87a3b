import Glibc
import Synchronization

/// A bot that connects with the right key again and again, as one that has lost its connection, and how long each of its
/// handshakes takes, from connecting to the whole answer.
final class RightHandshakes: Sendable {
    private struct State {
        var milliseconds: [Double] = []
        var refused: [String] = []
    }

    private let state = Mutex(State())
    private let mustStop = Atomic<Bool>(false)

    /// Between two handshakes.
    private static let pause: UInt32 = 25_000
    /// NapCat's patience.
    private static let patience = 2

    /// Until ``stop()``; blocks.
    func run(port: Int) {
        var number = 0
        while !self.mustStop.load(ordering: .relaxed) {
            let start = ContinuousClock.now
            do {
                let socket = try BotSocket(connecting: port, selfID: 20_001 + number % 100, key: EndpointBench.key)
                defer { socket.abort() }
                var time = timeval(tv_sec: Self.patience, tv_usec: 0)
                setsockopt(
                    socket.descriptor,
                    SOL_SOCKET,
                    SO_RCVTIMEO,
                    &time,
                    socklen_t(MemoryLayout.size(ofValue: time))
                )
                try socket.readHead(expecting: "101")
                let taken = (ContinuousClock.now - start) / .milliseconds(1)
                self.state.withLock { $0.milliseconds.append(taken) }
            } catch {
                self.state.withLock { $0.refused.append("\(error)") }
            }
            number += 1
            usleep(Self.pause)
        }
    }

    func stop() { self.mustStop.store(true, ordering: .relaxed) }

    /// Milliseconds in order, and why those failed that did.
    var results: (milliseconds: [Double], refused: [String]) {
        self.state.withLock { ($0.milliseconds.sorted(), $0.refused) }
    }
}

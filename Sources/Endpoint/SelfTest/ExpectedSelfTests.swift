import NIOCore
import Synchronization

/// Connections that the console is about to make to itself, by the address and port they come from.
struct ExpectedSelfTests {
    private struct Source: Hashable {
        var address: String
        var port: Int
    }

    private struct Expectation {
        var until: NIODeadline
        var hasArrived = false
    }

    /// At once; a test of more addresses waits for its turn.
    static let limit = 64
    /// A test that takes longer has failed, and its port may be another's.
    static let patience: TimeAmount = .seconds(10)

    private var expected: [Source: Expectation] = [:]

    /// - Returns: Whether there was room.
    mutating func expect(_ address: String, port: Int, now: NIODeadline) -> Bool {
        self.expected = self.expected.filter { $0.value.until > now }
        guard self.expected.count < Self.limit else { return false }
        self.expected[Source(address: address, port: port)] = Expectation(until: now + Self.patience)
        return true
    }

    /// - Returns: Whether the connection that came from there is one of these.
    mutating func arrived(_ address: String, port: Int, now: NIODeadline) -> Bool {
        guard !self.expected.isEmpty else { return false }
        let source = Source(address: address, port: port)
        guard let expectation = self.expected[source], expectation.until > now, !expectation.hasArrived else {
            return false
        }
        self.expected[source]?.hasArrived = true
        return true
    }

    /// - Returns: Whether it had arrived.
    mutating func forget(_ address: String, port: Int) -> Bool {
        self.expected.removeValue(forKey: Source(address: address, port: port))?.hasArrived ?? false
    }
}

extension EndpointServer {
    /// Announces a connection of the console to itself, before it is made: it is judged as any other and leaves no trace.
    ///
    /// - Parameters:
    ///   - address: Where it comes from, an address of this machine that its socket is bound to.
    ///   - port: The port it is bound to.
    /// - Returns: False when as many are expected as may be.
    package func expectSelfTest(from address: String, port: Int) -> Bool {
        self.state.guarded.withLock { $0.selfTests.expect(address, port: port, now: .now()) }
    }

    /// - Returns: Whether the connection arrived here, and not at another program.
    package func endSelfTest(from address: String, port: Int) -> Bool {
        self.state.guarded.withLock { $0.selfTests.forget(address, port: port) }
    }
}

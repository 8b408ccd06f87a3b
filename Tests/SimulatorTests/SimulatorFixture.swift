import Endpoint
import EndpointTesting
import Logging
import NIOCore
import NIOPosix
import OneBot
import Simulator
import Testing

/// A real endpoint on a free port, and a fleet that dials it.
struct SimulatorFixture {
    static let key = "0123456789abcdefghijklmnopqrstuv"

    let server: EndpointServer
    let fleet: SimulatedFleet
    let seen: Seen
    let port: Int

    /// Starts an endpoint, runs `body`, and stops fleet and endpoint whatever happens.
    static func with(
        fleet change: FleetChange = .none,
        _ body: (SimulatorFixture) async throws -> Void
    ) async throws {
        let server = EndpointServer(
            configuration: EndpointConfiguration(listeners: [.init(host: "127.0.0.1", port: 0)]),
            access: AccessPolicy(key: Secret(Self.key)),
            group: .singletonMultiThreadedEventLoopGroup,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        let port = await server.listenerReports().first?.port ?? 0
        var fleet = FleetConfiguration(
            address: EndpointAddress(host: "127.0.0.1", port: port),
            key: Secret(Self.key),
            seed: 7
        )
        fleet.rate = 200
        // A busy machine is no reason to fail.
        fleet.pace.handshake = .seconds(20)
        fleet.pace.closing = .seconds(20)
        change.apply(&fleet)
        let seen = Seen()
        let fixture = SimulatorFixture(
            server: server,
            fleet: SimulatedFleet(fleet, group: .singletonMultiThreadedEventLoopGroup) { seen.add($0) },
            seen: seen,
            port: port
        )
        do {
            try await body(fixture)
        } catch {
            await fixture.fleet.stop()
            await server.stop()
            throw error
        }
        await fixture.fleet.stop()
        await server.stop()
    }

    /// What every ended and every living link has carried.
    func carried() async -> LinkCounters {
        let report = await self.server.report()
        return report.links.map(\.counters).reduce(report.past, +)
    }
}

/// What a test wants otherwise than the fixture has it.
struct FleetChange {
    var apply: (inout FleetConfiguration) -> Void

    init(_ apply: @escaping (inout FleetConfiguration) -> Void) {
        self.apply = apply
    }

    static var none: FleetChange { FleetChange { _ in } }
}

/// Everything with sockets, one test after the other: floods and pictures of 50 MiB leave others no time.
@Suite(.serialized) enum LiveTests {}

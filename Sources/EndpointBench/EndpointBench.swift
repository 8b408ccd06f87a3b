import CPlatform
import Endpoint
import Foundation
import Journal
import Logging
import NIOCore
import NIOPosix
import OneBot

/// `make bench`: drives the real endpoint over loopback and prints what it does.
///
/// The endpoint runs in this process on one event loop, pinned to the first core; the load comes from a child process
/// on the second, so that neither measures the other. `soak` and `crash` as the first word are runs of their own.
@main
enum EndpointBench {
    static let key = "bench-key-of-thirty-two-letters-"

    static func main() async throws {
        let arguments = CommandLine.arguments
        var descriptors: UInt64 = 0
        _ = cp_raise_descriptor_limit(&descriptors)
        if arguments.count > 2, arguments[1] == "load", let load = Load(json: arguments[2]) {
            _ = cp_pin_to_core(1)
            try Loader(load).run()
            return
        }
        signal(SIGPIPE, SIG_IGN)
        do {
            switch arguments.dropFirst().first {
            case "soak":
                let parameters = try RunParameters(arguments.dropFirst(2), known: SoakRun.parameters)
                exit(try await SoakRun(parameters).run() ? 0 : 1)
            case "crash":
                let parameters = try RunParameters(arguments.dropFirst(2), known: CrashRun.parameters)
                exit(try await CrashRun(parameters).run() ? 0 : 1)
            default: break
            }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
        _ = cp_pin_to_core(0)
        let chosen = Set(arguments.dropFirst())
        Report.machine(descriptors: descriptors)
        for scenario in Scenario.all + Scenario.terminals
        where chosen.isEmpty || chosen.contains(scenario.group) {
            try await self.run(scenario)
        }
        if chosen.isEmpty || chosen.contains("doctor") { DoctorBench.run() }
        if chosen.isEmpty || !chosen.isDisjoint(with: FloodRun.names) {
            guard try await FloodRun.run(chosen) else { exit(1) }
        }
    }

    private static func run(_ scenario: Scenario) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        switch scenario.subject {
        case .endpoint: try await self.measureEndpoint(scenario, group: group)
        case .library(let unmasks):
            let server = try await LibraryServer(group: group, unmasks: unmasks)
            Report.scenario(scenario, try self.results(scenario, port: server.port))
            try await server.stop()
        case .console: try await self.measureConsole(scenario)
        }
        try await group.shutdownGracefully()
    }

    /// Everything that the console does for an event or a call, in its own process, which inherits this one's core.
    private static func measureConsole(_ scenario: Scenario) async throws {
        let home = try ConsoleProcess.Home()
        defer { home.remove() }
        let console = try ConsoleProcess(home: home)
        let results: [LoadResult]
        let terminals: AttachedTerminals?
        do {
            terminals = try self.terminals(scenario, of: console)
        } catch {
            console.stop()
            throw error
        }
        defer { terminals?.close() }
        do {
            results = try self.results(scenario, port: console.port, controlSocket: home.controlSocket)
        } catch {
            console.stop()
            throw error
        }
        console.stop()
        Report.scenario(scenario, results)
        guard scenario.kind == .events else { return }
        let journal = try Journal(path: home.journal)
        let stored = try await journal.holdings().rows
        try await journal.close()
        precondition(stored == scenario.runs * scenario.count, "the journal holds \(stored) events")
    }

    /// The terminals of a scenario, each with the Events in sight, which draw whenever one comes.
    private static func terminals(_ scenario: Scenario, of console: ConsoleProcess) throws -> AttachedTerminals? {
        guard scenario.terminals > 0 else { return nil }
        let terminals = try AttachedTerminals(count: scenario.terminals, of: console)
        terminals.type("4")
        if scenario.isOneStopped { terminals.stopFirst() }
        return terminals
    }

    private static func measureEndpoint(_ scenario: Scenario, group: any EventLoopGroup) async throws {
        var configuration = EndpointConfiguration(listeners: [.init(host: "127.0.0.1", port: 0)])
        configuration.maxConnections = 20_000
        let server = EndpointServer(
            configuration: configuration,
            access: AccessPolicy(key: Secret(Self.key)),
            group: group,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        let port = await server.listenerReports().first?.port ?? 0
        Report.scenario(scenario, try self.results(scenario, port: port))
        if scenario.group == "events" {
            let counted = await server.report().past.events
            precondition(counted == scenario.runs * scenario.events, "the endpoint counted \(counted) events")
        }
        await server.stop()
    }

    private static func results(
        _ scenario: Scenario,
        port: Int,
        controlSocket: String? = nil
    ) throws -> [LoadResult] {
        var results: [LoadResult] = []
        for _ in 0..<scenario.runs {
            let before = Memory.residentBytes
            let child = try LoadProcess(scenario.load(port: port, controlSocket: controlSocket))
            if case .idle = scenario.kind {
                var result = try child.waitForReady()
                result.serverBytes = Memory.residentBytes - before
                results.append(result)
                child.release()
                _ = try? child.finish()  // the figures are in already
            } else {
                results.append(try child.finish())
            }
        }
        return results
    }
}

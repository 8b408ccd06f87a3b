import CPlatform
import Control
import NIOCore
import NIOPosix
import OneBot
import Settings
import Simulator
import UnixSignals

/// `simulate`: acts as bots, for trying an endpoint.
package struct SimulateCommand: Sendable {
    private let context: CommandContext
    private let options: SimulateOptions
    private let readLine: @Sendable () -> String?
    private let endSignal: @Sendable () async -> Void

    /// - Parameters:
    ///   - readLine: Reads a line from standard input.
    ///   - endSignal: Returns when the operator wants an end.
    package init(
        _ context: CommandContext,
        _ options: SimulateOptions,
        readLine: @escaping @Sendable () -> String? = { Swift.readLine() },
        endSignal: @escaping @Sendable () async -> Void = { await Self.firstSignal() }
    ) {
        self.context = context
        self.options = options
        self.readLine = readLine
        self.endSignal = endSignal
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let phrases = self.context.phrases
            // Names before anything else: they can be wrong without an endpoint.
            let faults = try self.options.knownFaults(phrases)
            let address = try await self.address()
            let configuration = try self.options.configuration(
                address: address,
                key: try self.key(faults),
                phrases
            )
            let runTime = try self.options.duration(phrases)
            if let failure = await self.simulate(configuration, runTime: runTime) { throw failure }
            return CommandExit.done
        }
    }

    // MARK: - Where, and with which key

    private func address() async throws(CommandFailure) -> EndpointAddress {
        if let url = self.options.url {
            do throws(EndpointAddress.Problem) {
                return try EndpointAddress(url)
            } catch {
                throw CommandFailure(self.context.phrases.badEndpointAddress(error), exit: CommandExit.usage)
            }
        }
        if let running = try await SettingsOwner.find(self.context) {
            let status = try await running.ask { client async throws(ControlClientError) in try await client.status() }
            if let listener = status.listeners.first(where: { $0.state == "listening" }) {
                return Self.loopback(listener.host, listener.port, status.endpointPath, isSecure: listener.tls)
            }
        }
        let store = try self.context.settingsStore()
        let endpoint = try self.context.loadedSettings(store).settings.endpoint
        guard endpoint.port != 0 else {
            // Its port is known while it runs and not before.
            let folder = StateFolder(path: try self.context.paths().stateFolder)
            throw CommandFailure(self.context.notRunning(folder).sentence)
        }
        return Self.loopback(endpoint.host, endpoint.port, endpoint.path, isSecure: endpoint.tls.enabled)
    }

    private static func loopback(_ host: String, _ port: Int, _ path: String, isSecure: Bool) -> EndpointAddress {
        let everywhere = ["0.0.0.0", "::", "[::]", "*", ""]
        let host = everywhere.contains(host) ? "127.0.0.1" : host
        return EndpointAddress(host: host, port: port, target: path, isSecure: isSecure)
    }

    private func key(_ faults: Set<Fault>) throws(CommandFailure) -> Secret {
        let key: Secret
        switch self.options.key {
        case "-"?:
            guard let line = self.readLine() else {
                throw CommandFailure(self.context.phrases.nothingOnStandardInput())
            }
            key = Secret(line)
        case let text?: key = Secret(text)
        case nil: key = try self.ownKey(faults)
        }
        guard key.exposed.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw CommandFailure(self.context.phrases.keyNotSendable(), exit: CommandExit.usage)
        }
        return key
    }

    private func ownKey(_ faults: Set<Fault>) throws(CommandFailure) -> Secret {
        let store = try self.context.settingsStore()
        let endpoint = try self.context.loadedSettings(store).settings.endpoint
        let keyless: Set<Fault> = [.noKey, .emptyKey, .wrongKey, .httpPost]
        guard endpoint.accessKey.isEmpty, !endpoint.allowAnonymous, faults.isDisjoint(with: keyless) else {
            return endpoint.accessKey
        }
        throw CommandFailure(self.context.phrases.noKeyYet(store.file, start: self.context.startLine))
    }

    // MARK: - The run

    private enum End: Sendable {
        /// Time is up, all is sent, or the operator wants it.
        case done
        /// Not one bot got in.
        case failed(FirstOutcome)
        /// Goes on until something else ends it.
        case running
    }

    /// - Returns: Why no bot got in; nil when one did.
    private func simulate(_ configuration: FleetConfiguration, runTime: Duration?) async -> CommandFailure? {
        var descriptors: UInt64 = 0
        // Where it cannot be raised, the bots beyond it say so.
        _ = cp_raise_descriptor_limit(&descriptors)
        let threads = min(System.coreCount, 1 + configuration.bots / 100)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, threads))
        let printer = SimulatePrinter(self.context, self.options)
        let fleet = SimulatedFleet(configuration, group: group, observer: printer.tell)
        let start = ContinuousClock.now
        async let printed: Void = printer.run()
        let (end, connected) = await self.run(fleet, configuration, runTime)
        printer.finish()
        await printed
        let programs = configuration.faults.contains(.twice) ? 2 : 1
        printer.summary(fleet.counts, connected: connected / programs, seconds: (.now - start) / .seconds(1))
        // Nothing of ours is left on it, and the process ends in any case.
        try? await group.shutdownGracefully()
        guard case .failed(let outcome) = end else { return nil }
        return CommandFailure(
            self.context.phrases.nobodyGotIn(
                outcome,
                configuration.address,
                start: self.options.url == nil ? self.context.startLine : nil
            )
        )
    }

    private func run(
        _ fleet: SimulatedFleet,
        _ configuration: FleetConfiguration,
        _ runTime: Duration?
    ) async -> (End, connected: Int) {
        await withTaskGroup(of: (End, Int?).self) { tasks in
            tasks.addTask {
                await self.endSignal()
                return (.done, nil)
            }
            if let runTime {
                tasks.addTask {
                    // Cancelled: another end came first.
                    try? await Task.sleep(for: runTime)
                    return (.done, nil)
                }
            }
            tasks.addTask {
                let first = await fleet.start()
                let connected = first.count { $0 == .connected }
                if connected == 0, let outcome = first.first { return (.failed(outcome), 0) }
                return (.running, connected)
            }
            var result: (End, connected: Int) = (.running, 0)
            for await (end, connected) in tasks {
                if let connected { result.connected = connected }
                if case .running = end {
                    if configuration.count != nil {
                        tasks.addTask {
                            await fleet.waitUntilSent()
                            return (.done, nil)
                        }
                    }
                    continue
                }
                guard case .running = result.0 else { continue }
                result.0 = end
                tasks.cancelAll()
                // The fleet's own tasks end by it.
                await fleet.stop()
            }
            return result
        }
    }

    /// The first of the two signals that end a program politely.
    package static func firstSignal() async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
    }
}

import Endpoint
import Logging
import NIOCore
import ServiceLifecycle
import Settings
import Snapshot

extension Serving {
    /// Serves until the end, by a signal or because somebody has asked for it, the succession of another program included.
    /// Nothing listens any more then but the sockets that a successor takes over, also where it throws.
    func serve() async throws {
        do {
            try await self.runServices()
        } catch {
            // What a service has left open that did not end in order.
            await self.screens.stop()
            await self.server.stop()
            throw error
        }
        self.logger.info("stopped")
    }

    private func runServices() async throws {
        let (succession, logger) = (self.succession, self.logger)
        EndingWatch.begin { signal in
            logger.info("told to end", metadata: ["signal": "\(signal)"])
            succession.end()
        }
        // Ended from the last to the first: the bots are told at once, whatever a client of the socket still does.
        var services: [any Service] = [
            self.ledger, self.journal, ControlLifecycle(server: self.control), self.metrics, self.screens,
            ListenAgain(core: self.core), CertificateWatch(core: self.core), MemoryRelease(), self.alarms, self.napCat,
            self.doctor, EndpointLifecycle(server: self.server, succession: self.succession),
        ]
        var managed: ManagedService?
        if self.options.headless {
            let service = await ManagedService(
                manager: ServiceManager(environment: self.environment),
                core: self.core,
                server: self.server,
                groups: [("endpoint", self.threads.endpoint), ("control", self.threads.control)],
                log: self.log,
                succession: self.succession
            )
            services.append(service)
            managed = service
        }
        services.append(AnnounceOnStart { [managed] in await self.announce(managed) })
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }
                + [
                    .init(
                        service: StopOnRequest(requests: self.succession.requests),
                        successTerminationBehavior: .gracefullyShutdownGroup
                    )
                ],
            logger: self.logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Says that it serves, to whoever waits for it.
    ///
    /// - Parameter managed: nil behind a screen, where no service manager is.
    private func announce(_ managed: ManagedService?) async {
        let path = EndpointConfiguration(await self.core.settingsInForce.settings).path
        for listener in await self.server.listenerReports() where listener.failure == nil {
            let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
            let scheme = listener.certificate == nil ? "ws" : "wss"
            let line = "listening on \(scheme)://\(host):\(listener.port)\(path)"
            if self.options.headless {
                StandardStreams().notice(String(self.options.logFormat.sentence(line, .info).dropLast()))
            }
            self.logger.info("serving", metadata: ["host": "\(listener.host)", "port": "\(listener.port)"])
        }
        self.options.readiness.report(.ready)
        self.options.inherited.settle()
        await managed?.announce()
    }
}

import NIOCore
import NIOHTTP1
import NIOPosix

/// A NapCat that is none: its WebUI on a real port and its reverse WebSocket clients, made from what is known of the
/// real one and not from what talks to it.
package final class StandInNapCat: Sendable {
    private struct Parts {
        var server: WebUIServer
        var networks: Networks
    }

    /// Until the answer is written that tells of what is about to happen.
    private static let breath = TimeAmount.milliseconds(20)

    package let configuration: StandInConfiguration
    package let control: StandInControl
    private let core: StandInCore
    private let loop: any EventLoop
    private let parts: NIOLoopBound<Parts>

    /// Where the WebUI listens; another one after a restart with another in `webui.json`.
    package var port: Int { self.core.read { $0.port } }

    /// What a browser opens, with the token in force.
    package var url: String { "http://\(self.configuration.host):\(self.port)/webui?token=\(self.token)" }

    /// The WebUI's token in force.
    package var token: String { self.control.token }

    /// NapCat's own lines so far.
    package var log: [String] { self.core.log.lines }

    /// What clients have asked for so far.
    package var records: Records { self.core.read { $0.records } }

    private init(
        _ configuration: StandInConfiguration,
        core: StandInCore,
        loop: any EventLoop,
        parts: NIOLoopBound<Parts>
    ) {
        self.configuration = configuration
        self.core = core
        self.loop = loop
        self.parts = parts
        self.control = StandInControl(core)
    }

    /// Listens and, where QQ is logged in, dials.
    ///
    /// - Parameters:
    ///   - listener: Is told each line of the log.
    ///   - observer: Is told each thing worth waiting for.
    package static func start(
        _ configuration: StandInConfiguration = StandInConfiguration(),
        listener: (@Sendable (String) -> Void)? = nil,
        observer: (@Sendable (StandInHappening) -> Void)? = nil
    ) async throws -> StandInNapCat {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let log = StandInLog(listener: listener, observer: observer)
        let parts = try await loop.submit {
            let networks = Networks(configuration, loop: loop, log: log)
            return NIOLoopBound(Parts(server: WebUIServer(loop), networks: networks), eventLoop: loop)
        }.get()
        let core = StandInCore(
            StandInState(configuration, webUI: Self.webUIFile(configuration)),
            log: log,
            ways: StandInCore.Ways(
                network: { order in loop.execute { parts.value.networks.carryOut(order) } },
                hangUp: { epoch in
                    loop.scheduleTask(in: Self.breath) { parts.value.server.hangUp(before: epoch) }
                },
                move: { core, port in
                    loop.scheduleTask(in: Self.breath) {
                        guard !core.read({ $0.isStopped }) else { return }
                        _ = parts.value.server.closeListener().flatMap {
                            Self.listen(parts.value.server, port, configuration, core)
                        }
                    }
                },
                schedule: { pause, work in loop.scheduleTask(in: pause, work) }
            )
        )
        try await loop.flatSubmit { Self.listen(parts.value.server, configuration.port, configuration, core) }.get()
        core.change { $0.start(&$1) }
        return StandInNapCat(configuration, core: core, loop: loop, parts: parts)
    }

    private static func listen(
        _ server: WebUIServer,
        _ port: Int,
        _ configuration: StandInConfiguration,
        _ core: StandInCore
    ) -> EventLoopFuture<Void> {
        server.open(host: configuration.host, port: port) { channel in
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(WebUIHandler(core, bodyLimit: configuration.bodyLimit))
            return core.read { $0.epoch }
        }.map { port in core.change { $0.listen(on: port, &$1) } }
    }

    /// Ends as NapCat's process does: every connection goes without a word.
    package func stop() async {
        self.core.change { state, _ in state.isStopped = true }
        let parts = self.parts
        let ended = self.loop.flatSubmit {
            parts.value.networks.carryOut(.abandon)
            return parts.value.server.close()
        }
        // Closing what is closed already is what was wanted.
        try? await ended.get()
    }

    /// `webui.json` of the folder, or what a new one would be.
    private static func webUIFile(_ configuration: StandInConfiguration) -> WebUIFile {
        if let file = configuration.filedWebUI { return file }
        return WebUIFile(
            host: configuration.host,
            port: configuration.port,
            token: configuration.secretKey ?? configuration.token,
            loginRate: configuration.loginRate
        )
    }
}

package import Logging
package import NIOCore

/// `/metrics`, `/healthz` and `/readyz` over TCP, and nothing else. Whoever reaches the address may ask, so that it has
/// tighter bounds than the control socket, and gives away no more than counts and account numbers.
package final class MetricsServer: Sendable {
    private let connections: ControlConnections

    /// - Parameters:
    ///   - limits: Beyond its connections the oldest gives way.
    ///   - leavesTooFew: Whether a connection of this descriptor leaves no others but the last, which files and the runtime
    ///     need.
    package init(
        backend: any WatchBackend,
        limits: ControlLimits = MetricsServer.limits,
        leavesTooFew: @escaping @Sendable (CInt) -> Bool = { _ in false },
        logger: Logger
    ) {
        self.connections = ControlConnections(
            limits: limits,
            most: limits.connections,
            leavesTooFew: leavesTooFew,
            logger: logger
        ) { request in
            .whole(await Self.answer(request, backend))
        }
    }

    package static var limits: ControlLimits {
        var limits = ControlLimits()
        limits.headers = 8 * 1024
        limits.body = 1024
        limits.connections = 32
        limits.request = .seconds(5)
        limits.answer = .seconds(10)
        return limits
    }

    /// Takes a connection that was accepted: what a listener prepares its connections with.
    package func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture { try self.connections.accept(channel) }
    }

    /// Answers on the connections that are accepted, until ``shutDown()`` and until what is open then has ended, or until
    /// the task is cancelled. Once.
    package func run() async {
        await self.connections.run()
    }

    /// Ends the connections that are open as soon as what was asked on them is answered.
    /// Nothing listens for it any more.
    package func shutDown() {
        self.connections.end()
        self.connections.acceptNoMore()
    }

    private static func answer(_ request: ControlRequest, _ backend: any WatchBackend) async -> ControlResponse {
        let phrases = ControlPhrases(request.language)
        let route = WatchRoute(backend: backend, phrases: phrases)
        let isKnown = ["/metrics", "/healthz", "/readyz"].contains(request.path)
        var response: ControlResponse
        if isKnown, !["GET", "HEAD"].contains(request.method) {
            response = .error(405, phrases.methodNotAllowed(request.path, allowed: "GET, HEAD"), allow: "GET, HEAD")
        } else {
            switch request.path {
            case "/metrics": response = await route.metrics()
            case "/healthz": response = await route.health()
            case "/readyz": response = await route.readiness()
            default: response = .error(404, phrases.notFound(request.path))
            }
        }
        response.keepsAlive = request.keepsAlive
        response.withoutBody = request.method == "HEAD"
        return response
    }
}

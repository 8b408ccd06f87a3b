package import Logging
package import NIOCore

/// `/metrics`, `/healthz` and `/readyz` over TCP, and nothing else. Whoever reaches the address may ask, so that it has
/// tighter bounds than the control socket, and gives away no more than counts and account numbers.
package final class MetricsServer: Sendable {
    private let connections: ControlConnections

    /// - Parameter limits: Beyond its connections the oldest gives way.
    package init(backend: any WatchBackend, limits: ControlLimits = MetricsServer.limits, logger: Logger) {
        self.connections = ControlConnections(limits: limits, logger: logger) { request in
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
        channel.eventLoop.makeCompletedFuture {
            let connections = self.connections
            let connection = try connections.prepare(channel)
            let (place, overdue) = connections.table.add(channel, limit: connections.limits.connections)
            overdue?.close(promise: nil)
            Task { await connections.serve(connection, at: place) }
        }
    }

    /// Ends the connections that are open as soon as what was asked on them is answered.
    package func shutDown() {
        self.connections.end()
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

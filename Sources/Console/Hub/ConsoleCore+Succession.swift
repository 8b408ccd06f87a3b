import Endpoint

extension ConsoleCore {
    /// Where a program that follows in this process need not try whether it could listen, as `host:port`: the addresses
    /// that it gets from this one.
    ///
    /// - Parameter forgivingFailures: Whether those belong to them that could not be had: what fails now is no reason
    ///   against a program that starts all the same.
    func heldAddresses(forgivingFailures: Bool) async -> [String] {
        let endpoint = await self.server.listenerReports().filter { forgivingFailures || $0.failure == nil }
            .map { EndpointConfiguration.Listener(host: $0.host, port: $0.port) }
        return (endpoint + (await self.metricsListener?.held ?? [])).map { listener in
            listener.host.contains(":") ? "[\(listener.host)]:\(listener.port)" : "\(listener.host):\(listener.port)"
        }
    }
}

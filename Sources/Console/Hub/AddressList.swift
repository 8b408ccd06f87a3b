import Host
import Settings

/// The addresses that a bot can be given, best first.
enum AddressList {
    static func urls(settings: Settings, port: Int, local: [LocalAddress]) -> [String] {
        let endpoint = settings.endpoint
        func url(_ host: String) -> String {
            "ws://\(host.contains(":") ? "[\(host)]" : host):\(port)\(endpoint.path)"
        }
        guard endpoint.host == "0.0.0.0" || endpoint.host == "::" else { return [url(endpoint.host)] }
        let order: [AddressClass] = [.public, .lan, .tailnet, .containerBridge, .loopback]
        var hosts: [String] = []
        for kind in order {
            // IPv4 first: it is what people paste.
            let fitting = local.filter { $0.kind == kind }.map(\.address)
            hosts += fitting.filter { !$0.contains(":") } + fitting.filter { $0.contains(":") }
        }
        return hosts.map(url)
    }
}

import NIOCore
import Simulator

/// What names and addresses mean where NapCat runs.
struct HostNames: Sendable {
    /// In a container: its loopback has nobody, and it knows no names but these.
    var isContained: Bool
    /// From a host to another one, with a port where that is another one too.
    var extraHosts: [String: String]

    func destination(of address: EndpointAddress) -> DialPlan.Destination {
        if let other = self.extraHosts[address.host] {
            guard var target = try? EndpointAddress("ws://" + other) else {
                return .failure("getaddrinfo ENOTFOUND \(address.host)")
            }
            if !other.contains(":") { target.port = address.port }
            target.target = address.target
            target.isSecure = address.isSecure
            return .address(target)
        }
        guard self.isContained else { return .address(address) }
        if address.host == "localhost" || address.host.hasPrefix("127.") || address.host == "::1" {
            let loopback = address.host == "localhost" ? "127.0.0.1" : address.host
            return .failure("connect ECONNREFUSED \(loopback):\(address.port)")
        }
        let isLiteral = (try? SocketAddress(ipAddress: address.host, port: address.port)) != nil
        return isLiteral ? .address(address) : .failure("getaddrinfo ENOTFOUND \(address.host)")
    }
}

import Foundation
import OneBot

/// Reads what `GET /containers/ID/json` answers. Docker's and Podman's answers differ in what they leave out, so that
/// only the id is asked for; texts are made fit for a screen.
extension EngineContainer {
    /// - Returns: nil for anything that is no container.
    init?(reading value: JSONValue) {
        guard let id = value["Id"]?.string, ContainerEngine.isReference(id) else { return nil }
        let state = value["State"]
        let settings = value["HostConfig"]
        let configuration = value["Config"]
        let network = value["NetworkSettings"]
        self.init(
            id: id,
            name: Self.name(value["Name"]?.string) ?? String(id.prefix(12)),
            image: Self.text(configuration?["Image"]) ?? Self.text(value["ImageName"]) ?? "",
            state: Self.state(state),
            startedAt: state?["StartedAt"]?.string.flatMap(Self.time),
            usesHostNetwork: settings?["NetworkMode"]?.string == "host",
            networks: Self.networks(network?["Networks"]),
            mounts: Self.mounts(value["Mounts"]),
            ports: Self.ports(network?["Ports"]),
            restartCount: Int(clamping: max(0, value["RestartCount"]?.wholeNumber ?? 0)),
            service: Self.service(configuration?["Labels"]),
            hostname: Self.text(configuration?["Hostname"])
        )
    }

    /// More of anything is left out.
    private static let most = 256

    /// A text fit for a screen; nil where there is none.
    static func text(_ value: JSONValue?) -> String? {
        let text = LogText.plain(value?.string ?? "", limit: 4096)
        return text.isEmpty ? nil : text
    }

    /// A container's name without the slash that Docker writes in front of it.
    static func name(_ text: String?) -> String? {
        let name = LogText.plain(text ?? "", limit: 256).drop { $0 == "/" }
        return name.isEmpty ? nil : String(name)
    }

    static func service(_ labels: JSONValue?) -> String? {
        Self.text(labels?["com.docker.compose.service"]) ?? Self.text(labels?["io.podman.compose.service"])
    }

    private static func state(_ value: JSONValue?) -> String {
        if let text = Self.text(value?["Status"]) { return text.lowercased() }
        return value?["Running"]?.boolean == true ? "running" : "exited"
    }

    /// RFC 3339 with any number of digits behind the second, which Foundation does not take. Nil for what engines
    /// write in place of "never": the first day of the year 1.
    static func time(_ text: String) -> Date? {
        guard text.utf8.count <= 64 else { return nil }
        var whole = text
        if let dot = text.firstIndex(of: ".") {
            let rest = text[text.index(after: dot)...].drop { $0.isASCII && $0.isNumber }
            whole = String(text[..<dot] + rest)
        }
        guard let date = try? Date(whole, strategy: .iso8601), date.timeIntervalSince1970 > 0 else { return nil }
        return date
    }

    private static func networks(_ value: JSONValue?) -> [Network] {
        let read = (value?.members ?? []).prefix(Self.most).map { member -> Network in
            let facts = member.value
            let aliases = [facts["Aliases"], facts["DNSNames"]].flatMap { $0?.elements ?? [] }
                .prefix(Self.most).compactMap { Self.text($0) }
            // Both of one kind: a gateway of the other leads nowhere.
            if let address = Self.text(facts["IPAddress"]) {
                return Network(
                    name: Self.plainName(member.key),
                    address: address,
                    gateway: Self.text(facts["Gateway"]),
                    aliases: aliases
                )
            }
            return Network(
                name: Self.plainName(member.key),
                address: Self.text(facts["GlobalIPv6Address"]),
                gateway: Self.text(facts["IPv6Gateway"]),
                aliases: aliases
            )
        }
        return read.sorted {
            let (left, right) = (Self.rank($0), Self.rank($1))
            return left == right ? $0.name < $1.name : left < right
        }
    }

    private static func rank(_ network: Network) -> Int {
        guard let address = network.address else { return 2 }
        return address.contains(":") ? 1 : 0
    }

    private static func plainName(_ text: String) -> String { LogText.plain(text, limit: 256) }

    private static func mounts(_ value: JSONValue?) -> [Mount] {
        (value?.elements ?? []).prefix(Self.most).compactMap { mount in
            guard let source = mount["Source"]?.string.flatMap(PathMap.normalised),
                let destination = mount["Destination"]?.string.flatMap(PathMap.normalised)
            else { return nil }
            return Mount(source: source, destination: destination, isReadOnly: mount["RW"]?.boolean == false)
        }
    }

    /// `{"6099/tcp": [{"HostIp": "0.0.0.0", "HostPort": "6099"}], "3000/tcp": null}`
    private static func ports(_ value: JSONValue?) -> [Port] {
        var ports: [Port] = []
        for member in value?.members ?? [] {
            let parts = member.key.split(separator: "/", maxSplits: 1)
            guard let port = parts.first.flatMap({ Int($0) }), Self.isPort(port) else { continue }
            let transport = parts.count > 1 ? LogText.plain(String(parts[1]), limit: 8) : "tcp"
            for binding in member.value.elements ?? [] {
                guard ports.count < Self.most else { return ports }
                guard let hostPort = binding["HostPort"]?.wholeNumber.flatMap({ Int(exactly: $0) }),
                    Self.isPort(hostPort)
                else { continue }
                // Podman writes nothing for "all".
                let host = Self.text(binding["HostIp"]) ?? "0.0.0.0"
                ports.append(Port(host: host, hostPort: hostPort, port: port, transport: transport))
            }
        }
        return ports
    }

    private static func isPort(_ number: Int) -> Bool { (1...65_535).contains(number) }
}

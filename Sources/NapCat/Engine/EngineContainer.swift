package import struct Foundation.Date

/// What a container engine tells of one container.
package struct EngineContainer: Equatable, Sendable {
    package struct Network: Equatable, Sendable {
        package var name: String
        /// The container's address in it, IPv4 where it has one; nil while it is stopped, and in networks that have
        /// none to tell, as those of rootless Podman.
        package var address: String?
        /// The engine's machine in it, of the same version of IP as the address.
        package var gateway: String?
        /// What the container is called in it, besides its name.
        package var aliases: [String]

        package init(name: String, address: String? = nil, gateway: String? = nil, aliases: [String] = []) {
            self.name = name
            self.address = address
            self.gateway = gateway
            self.aliases = aliases
        }

        /// Whether names of containers are known in it: not in the network that each engine comes with.
        package var hasNames: Bool { !["bridge", "podman", "host", "none"].contains(self.name) }
    }

    package struct Mount: Equatable, Sendable {
        /// On the engine's machine.
        package var source: String
        /// In the container.
        package var destination: String
        package var isReadOnly: Bool

        package init(source: String, destination: String, isReadOnly: Bool = false) {
            self.source = source
            self.destination = destination
            self.isReadOnly = isReadOnly
        }
    }

    /// A port of the container that the engine's machine passes on.
    package struct Port: Equatable, Sendable {
        /// The address of the machine that it is passed on from; `0.0.0.0` or `::` for all.
        package var host: String
        package var hostPort: Int
        /// In the container.
        package var port: Int
        /// `tcp`, `udp` or `sctp`.
        package var transport: String

        package init(host: String, hostPort: Int, port: Int, transport: String = "tcp") {
            self.host = host
            self.hostPort = hostPort
            self.port = port
            self.transport = transport
        }
    }

    package var id: String
    package var name: String
    package var image: String
    /// The engine's word for it in small letters: `running`, `exited`, `restarting`, `paused`, `created`, `dead`.
    package var state: String
    /// Nil when it never ran.
    package var startedAt: Date?
    package var usesHostNetwork: Bool
    /// Those with an IPv4 address first, then by name.
    package var networks: [Network]
    /// Folders and volumes; not file systems in memory.
    package var mounts: [Mount]
    package var ports: [Port]
    /// How often the engine has restarted it by itself.
    package var restartCount: Int
    /// The name of the service in a compose file that it belongs to.
    package var service: String?
    /// The name that the program inside sees as its machine's.
    package var hostname: String?

    package init(
        id: String,
        name: String,
        image: String = "",
        state: String = "running",
        startedAt: Date? = nil,
        usesHostNetwork: Bool = false,
        networks: [Network] = [],
        mounts: [Mount] = [],
        ports: [Port] = [],
        restartCount: Int = 0,
        service: String? = nil,
        hostname: String? = nil
    ) {
        self.id = id
        self.name = name
        self.image = image
        self.state = state
        self.startedAt = startedAt
        self.usesHostNetwork = usesHostNetwork
        self.networks = networks
        self.mounts = mounts
        self.ports = ports
        self.restartCount = restartCount
        self.service = service
        self.hostname = hostname
    }

    package var isRunning: Bool { self.state == "running" }
}

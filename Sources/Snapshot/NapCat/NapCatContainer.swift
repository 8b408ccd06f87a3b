package import struct Foundation.Date

/// NapCat's container, as the engine's socket tells.
package struct NapCatContainer: Equatable, Sendable {
    /// A folder of this machine that the container sees.
    package struct Mount: Equatable, Sendable {
        /// Here.
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

    package struct Network: Equatable, Sendable {
        package var name: String
        /// The container's address in it.
        package var address: String?
        /// Our address in it.
        package var gateway: String?

        package init(name: String, address: String? = nil, gateway: String? = nil) {
            self.name = name
            self.address = address
            self.gateway = gateway
        }
    }

    /// This console, seen from the container.
    package struct Neighbour: Equatable, Sendable {
        /// The network that both are in.
        package var network: String
        /// What the container can dial us by in it.
        package var name: String

        package init(network: String, name: String) {
            self.network = network
            self.name = name
        }
    }

    package var name: String
    /// `running`, `exited`, … as the engine says.
    package var state: String
    package var startedAt: Date?
    /// It shares this machine's network: addresses of this machine are its own.
    package var usesHostNetwork: Bool
    package var networks: [Network]
    package var mounts: [Mount]
    /// This console, when it is in a container of the same network.
    package var neighbour: Neighbour?
    /// The last lines of its log, oldest first, tokens masked.
    package var log: [String]

    package init(
        name: String,
        state: String,
        startedAt: Date? = nil,
        usesHostNetwork: Bool = false,
        networks: [Network] = [],
        mounts: [Mount] = [],
        neighbour: Neighbour? = nil,
        log: [String] = []
    ) {
        self.name = name
        self.state = state
        self.startedAt = startedAt
        self.usesHostNetwork = usesHostNetwork
        self.networks = networks
        self.mounts = mounts
        self.neighbour = neighbour
        self.log = log
    }

    package var isRunning: Bool { self.state == "running" }

    /// The path by which the container sees a file of this machine; nil where it does not see it.
    package func inside(_ path: String) -> String? {
        let seen = self.mounts.compactMap { mount -> (depth: Int, path: String)? in
            let source = mount.source == "/" ? "" : mount.source
            guard path == mount.source || path.hasPrefix(source + "/") else { return nil }
            let rest = path.dropFirst(source.count)
            return (source.count, (mount.destination == "/" ? "" : mount.destination) + rest)
        }
        return seen.max { $0.depth < $1.depth }?.path
    }
}

/// The folder that bot and app must both see.
package struct DataFolderFacts: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        case good
        case missing
        case notFolder
        /// We may not look into it.
        case closed
        case readOnly
    }

    /// Whether the bot sees it, and how we know.
    package enum Sight: Equatable, Sendable {
        /// By the container's mounts: the path inside.
        case mounted(inside: String)
        /// By the container's mounts: not at all.
        case notMounted
        /// A file that the bot made at our request was found here, under this path.
        case probed(path: String)
        /// The bot made a file at our request, and it is nowhere to be seen here.
        case probedElsewhere(path: String)
        /// NapCat runs on this machine, outside of containers.
        case same
        case unknown
    }

    package var path: String
    package var state: State
    package var freeBytes: Int?
    package var owner: String?
    package var sight: Sight

    package init(path: String, state: State, freeBytes: Int? = nil, owner: String? = nil, sight: Sight = .unknown) {
        self.path = path
        self.state = state
        self.freeBytes = freeBytes
        self.owner = owner
        self.sight = sight
    }
}

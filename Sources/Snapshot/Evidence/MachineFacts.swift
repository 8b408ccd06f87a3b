package import struct Foundation.Date

/// This machine, looked at once a minute and on request. Nil where it could not be read.
package struct MachineFacts: Equatable, Sendable {
    /// A socket of any program that listens.
    package struct Listening: Equatable, Sendable {
        package var address: String
        package var port: Int
        package var process: ProcessFacts?
        /// Name or short id of the container it runs in, as far as the cgroup says.
        package var container: String?

        package init(address: String, port: Int, process: ProcessFacts? = nil, container: String? = nil) {
            self.address = address
            self.port = port
            self.process = process
            self.container = container
        }
    }

    package struct Address: Equatable, Sendable {
        package var interface: String
        package var address: String
        package var prefixLength: Int
        package var network: NetworkClass

        package init(interface: String, address: String, prefixLength: Int, network: NetworkClass) {
            self.interface = interface
            self.address = address
            self.prefixLength = prefixLength
            self.network = network
        }
    }

    package struct Disk: Equatable, Sendable {
        /// Folder of ours that was asked about.
        package var path: String
        package var mountPoint: String
        package var totalBytes: Int
        package var freeBytes: Int
        package var totalInodes: Int
        package var freeInodes: Int
        package var isReadOnly: Bool

        package init(
            path: String,
            mountPoint: String,
            totalBytes: Int,
            freeBytes: Int,
            totalInodes: Int,
            freeInodes: Int,
            isReadOnly: Bool = false
        ) {
            self.path = path
            self.mountPoint = mountPoint
            self.totalBytes = totalBytes
            self.freeBytes = freeBytes
            self.totalInodes = totalInodes
            self.freeInodes = freeInodes
            self.isReadOnly = isReadOnly
        }
    }

    package struct Memory: Equatable, Sendable {
        package var totalBytes: Int
        package var availableBytes: Int
        package var ownBytes: Int
        /// Share of the last minute in which something waited for memory (PSI), in percent.
        package var pressurePercent: Double?
        /// Processes that the system has killed for want of memory, and when the number last rose.
        package var kills: Int
        package var lastKillAt: Date?

        package init(
            totalBytes: Int,
            availableBytes: Int,
            ownBytes: Int = 0,
            pressurePercent: Double? = nil,
            kills: Int = 0,
            lastKillAt: Date? = nil
        ) {
            self.totalBytes = totalBytes
            self.availableBytes = availableBytes
            self.ownBytes = ownBytes
            self.pressurePercent = pressurePercent
            self.kills = kills
            self.lastKillAt = lastKillAt
        }
    }

    package struct Descriptors: Equatable, Sendable {
        package var open: Int
        package var limit: Int

        package init(open: Int, limit: Int) {
            self.open = open
            self.limit = limit
        }
    }

    /// Connections that the kernel dropped because nobody took them (NET-11).
    package struct ListenDrops: Equatable, Sendable {
        /// Since this console started.
        package var count: Int
        package var lastRiseAt: Date?
        package var backlog: Int

        package init(count: Int, lastRiseAt: Date? = nil, backlog: Int) {
            self.count = count
            self.lastRiseAt = lastRiseAt
            self.backlog = backlog
        }
    }

    package struct Firewall: Equatable, Sendable {
        package enum Verdict: String, Equatable, Sendable {
            case open, closed, unknown
        }

        package var verdict: Verdict
        /// `ufw`, `firewalld`, `nft`, `iptables`; nil: none was found.
        package var tool: String?
        /// What was seen there, or why it could not be seen.
        package var detail: String
        /// Opens the port.
        package var command: String?
        /// Bridges of containers whose packets to our port are dropped, and the command that lets them in.
        package var closedBridges: [ClosedBridge]
        /// What takes packets for our port away to a container (NET-12).
        package var redirectedTo: String?

        package init(
            verdict: Verdict,
            tool: String? = nil,
            detail: String = "",
            command: String? = nil,
            closedBridges: [ClosedBridge] = [],
            redirectedTo: String? = nil
        ) {
            self.verdict = verdict
            self.tool = tool
            self.detail = detail
            self.command = command
            self.closedBridges = closedBridges
            self.redirectedTo = redirectedTo
        }
    }

    package struct ClosedBridge: Equatable, Sendable {
        package var interface: String
        package var command: String

        package init(interface: String, command: String) {
            self.interface = interface
            self.command = command
        }
    }

    /// First packets of connections (SYN), seen before any firewall of this host.
    package struct Doorbell: Equatable, Sendable {
        package enum State: Equatable, Sendable {
            /// Since when it listens.
            case listening(since: Date)
            /// Not permitted; the command shows the same by hand.
            case notPermitted(command: String)
            case off
        }

        package struct Ring: Equatable, Sendable {
            package var address: String
            package var network: NetworkClass
            package var interface: String
            package var first: Date
            package var last: Date
            package var count: Int

            package init(
                address: String,
                network: NetworkClass,
                interface: String,
                first: Date,
                last: Date,
                count: Int
            ) {
                self.address = address
                self.network = network
                self.interface = interface
                self.first = first
                self.last = last
                self.count = count
            }
        }

        package var state: State
        package var rings: [Ring]

        package init(state: State = .off, rings: [Ring] = []) {
            self.state = state
            self.rings = rings
        }
    }

    package struct FileOwner: Equatable, Sendable {
        package var path: String
        package var owner: String
        package var us: String
        package var isAccessible: Bool

        package init(path: String, owner: String, us: String, isAccessible: Bool) {
            self.path = path
            self.owner = owner
            self.us = us
            self.isAccessible = isAccessible
        }
    }

    package enum ClockState: String, Equatable, Sendable {
        case synchronised, unsynchronised, unknown
    }

    package var takenAt: Date
    package var listening: [Listening]
    package var addresses: [Address]
    /// Address of this machine that the default route leaves from; nil without a default route.
    package var defaultRouteAddress: String?
    package var hasIPv6: Bool
    /// Whether `localhost` may mean `::1` (NET-06).
    package var localhostIsIPv6: Bool
    /// Whether we run in a container ourselves.
    package var isContainer: Bool
    /// Programs in containers beside us whose names are those of implementations.
    package var containedBots: [ProcessFacts]
    package var isWSL: Bool
    /// Provider, where the firmware names one.
    package var cloud: String?
    package var disks: [Disk]
    package var memory: Memory?
    /// One-minute load average, and processors.
    package var load: Double?
    package var processors: Int
    package var descriptors: Descriptors?
    package var listenDrops: ListenDrops?
    package var clock: ClockState
    package var firewall: Firewall?
    package var doorbell: Doorbell
    /// Files of ours that belong to somebody else (SYS-06).
    package var foreignFiles: [FileOwner]
    /// Whether the serving process ends with the session that started it (OPS-01).
    package var endsWithSession: Bool

    package init(
        takenAt: Date,
        listening: [Listening] = [],
        addresses: [Address] = [],
        defaultRouteAddress: String? = nil,
        hasIPv6: Bool = true,
        localhostIsIPv6: Bool = false,
        isContainer: Bool = false,
        containedBots: [ProcessFacts] = [],
        isWSL: Bool = false,
        cloud: String? = nil,
        disks: [Disk] = [],
        memory: Memory? = nil,
        load: Double? = nil,
        processors: Int = 1,
        descriptors: Descriptors? = nil,
        listenDrops: ListenDrops? = nil,
        clock: ClockState = .unknown,
        firewall: Firewall? = nil,
        doorbell: Doorbell = Doorbell(),
        foreignFiles: [FileOwner] = [],
        endsWithSession: Bool = false
    ) {
        self.takenAt = takenAt
        self.listening = listening
        self.addresses = addresses
        self.defaultRouteAddress = defaultRouteAddress
        self.hasIPv6 = hasIPv6
        self.localhostIsIPv6 = localhostIsIPv6
        self.isContainer = isContainer
        self.containedBots = containedBots
        self.isWSL = isWSL
        self.cloud = cloud
        self.disks = disks
        self.memory = memory
        self.load = load
        self.processors = processors
        self.descriptors = descriptors
        self.listenDrops = listenDrops
        self.clock = clock
        self.firewall = firewall
        self.doorbell = doorbell
        self.foreignFiles = foreignFiles
        self.endsWithSession = endsWithSession
    }
}

import Endpoint
import Foundation
import Host
import Snapshot

/// Looks at this machine for the doctor, and remembers what is only to be seen between two looks: what has risen, and
/// when.
actor MachineLook {
    /// Files of ours that are looked at.
    private let folders: [String]
    private let startedAt = Date()
    private let doorbell: DoorbellKeeper?
    private var previous: HostReport?
    private var firstDrops: UInt64?
    private var drops = Rise()
    private var kills = Rise()

    /// A number that only rises, and when it last did.
    private struct Rise {
        var last: UInt64?
        var at: Date?

        mutating func look(_ value: UInt64?, at now: Date) {
            guard let value else { return }
            if let last = self.last, value > last { self.at = now }
            self.last = value
        }
    }

    /// - Parameters:
    ///   - folders: Files and folders of ours.
    ///   - doorbell: What hears connections begin; nil where nothing is to be heard.
    init(folders: [String], doorbell: DoorbellKeeper? = nil) {
        self.folders = folders
        self.doorbell = doorbell
    }

    func facts(port: Int) async -> MachineFacts {
        let known = UInt16(exactly: port) ?? 0
        let report = await HostReport.collect(
            ports: known == 0 ? [] : [known],
            dataFolders: self.folders,
            since: self.previous
        )
        self.previous = report
        let now = Date()
        self.drops.look(report.drops?.drops, at: now)
        self.kills.look(report.memory?.kills, at: now)
        if self.firstDrops == nil { self.firstDrops = report.drops?.drops }
        var facts = MachineFacts(takenAt: now)
        self.fill(&facts, network: report)
        self.fill(&facts, resources: report, at: now)
        facts.firewall = self.firewall(report, port: known)
        self.doorbell?.note(report.network)
        return facts
    }

    // MARK: - Network

    private func fill(_ facts: inout MachineFacts, network report: HostReport) {
        facts.listening = (report.listeners?.sockets ?? []).map { socket in
            MachineFacts.Listening(
                address: socket.address,
                port: socket.port,
                process: socket.pid.map { ProcessFacts(pid: $0, name: socket.name ?? "?") },
                container: socket.container.map { "\($0.engine.rawValue) \($0.id)" }
            )
        }
        facts.addresses = (report.network?.addresses ?? []).map { address in
            MachineFacts.Address(
                interface: address.interface,
                address: address.address,
                prefixLength: address.prefixLength ?? (address.address.contains(":") ? 128 : 32),
                network: NetworkClass(address.kind)
            )
        }
        facts.defaultRouteAddress = (report.network?.fourRoute?.own ?? report.network?.sixRoute?.own)?.address
        facts.hasIPv6 = report.network?.hasIPv6 ?? true
        facts.localhostIsIPv6 = report.network?.localhostHasIPv6 ?? false
        facts.isContainer = report.containers?.own != nil
        facts.containedBots = (report.containers?.beside ?? []).map { ProcessFacts(pid: $0.pid, name: $0.program) }
        facts.isWSL = report.platform?.windows != nil
        facts.cloud = report.platform?.cloud?.rawValue
    }

    private func firewall(_ report: HostReport, port: UInt16) -> MachineFacts.Firewall? {
        guard let verdict = report.verdict(port: port) else { return nil }
        var closed: [MachineFacts.ClosedBridge] = []
        let bridges = Set((report.network?.bridges ?? []).map(\.interface)).sorted()
        for interface in bridges {
            guard let verdict = report.verdict(port: port, interface: interface), verdict.state == .closed,
                let tool = verdict.tool
            else { continue }
            closed.append(
                MachineFacts.ClosedBridge(
                    interface: interface,
                    command: FirewallCommand.open(
                        port: Int(port),
                        tool: tool,
                        interface: interface,
                        base: verdict.base
                    )
                )
            )
        }
        return MachineFacts.Firewall(
            verdict: MachineFacts.Firewall.Verdict(rawValue: verdict.state.rawValue) ?? .unknown,
            tool: verdict.tool?.rawValue,
            detail: verdict.base ?? "",
            command: verdict.tool.map { FirewallCommand.open(port: Int(port), tool: $0, base: verdict.base) },
            closedBridges: closed,
            redirectedTo: verdict.redirectTarget
        )
    }

    // MARK: - Resources

    private func fill(_ facts: inout MachineFacts, resources report: HostReport, at now: Date) {
        facts.disks = report.disks.sorted { $0.key < $1.key }.map { path, disk in
            MachineFacts.Disk(
                path: path,
                mountPoint: disk.mountPoint ?? path,
                totalBytes: Int(clamping: disk.total),
                freeBytes: Int(clamping: disk.free),
                totalInodes: Int(clamping: disk.totalInodes ?? 0),
                freeInodes: Int(clamping: disk.freeInodes ?? 0),
                isReadOnly: disk.isReadOnly
            )
        }
        facts.memory = report.memory.map { memory in
            MachineFacts.Memory(
                totalBytes: Int(clamping: memory.total),
                availableBytes: Int(clamping: memory.available ?? memory.total),
                ownBytes: Int(clamping: memory.own ?? 0),
                pressurePercent: memory.pressure,
                kills: Int(clamping: memory.kills ?? 0),
                lastKillAt: self.kills.at
            )
        }
        facts.load = report.load?.averages.first
        facts.processors = report.load?.processors ?? 1
        facts.descriptors = report.descriptors.map { MachineFacts.Descriptors(open: $0.open, limit: $0.soft) }
        facts.listenDrops = report.drops.map { drops in
            let first = self.firstDrops ?? drops.drops
            return MachineFacts.ListenDrops(
                count: Int(clamping: drops.drops >= first ? drops.drops - first : 0),
                lastRiseAt: self.drops.at,
                backlog: min(drops.mostWaiting ?? EndpointServer.backlog, EndpointServer.backlog)
            )
        }
        facts.clock =
            switch report.clock?.state {
            case .synchronised: .synchronised
            case .unsynchronised: .unsynchronised
            case .unknown, nil: .unknown
            }
        facts.foreignFiles = report.owners.sorted { $0.key < $1.key }.compactMap { path, file in
            guard let user = report.user, user.id != 0, file.owner.id != user.id else { return nil }
            return MachineFacts.FileOwner(
                path: path,
                owner: file.owner.name ?? String(file.owner.id),
                us: user.name ?? String(user.id),
                isAccessible: file.mode & 0o6 == 0o6
            )
        }
        // The hang-up of its terminal is ignored by this process; what may still end it is systemd, with all that
        // belongs to the session it was started from.
        facts.endsWithSession =
            report.session?.unit?.hasPrefix("session-") == true
            && report.user.map { $0.id != 0 && LogindSettings.read().kills($0.name ?? String($0.id)) } == true
    }
}

extension FirewallVerdict {
    /// The chain that decides, where one was seen.
    fileprivate var base: String? {
        switch self.reason {
        case .rule(let rule), .depends(let rule): rule.base
        case .noRules, .needsPrivilege, .saved, .noTool, .failed: nil
        }
    }

    /// Where packets for the port are sent instead; nil when they are not.
    fileprivate var redirectTarget: String? {
        if case .to(let place, let rule) = self.redirect { place ?? rule.chain } else { nil }
    }
}

/// What is to be known of this machine at one moment, for the doctor. What could not be read in time is nil.
package struct HostReport: Equatable, Sendable {
    /// 1 ms, and 1 µs for each descriptor that is open on the machine.
    package var listeners: Listeners?
    /// Two system calls.
    package var descriptors: DescriptorUsage?
    /// By folder as asked for: under 1 ms each, 1 s where a file system does not answer.
    package var disks: [String: DiskUsage] = [:]
    package var owners: [String: FileOwner] = [:]
    package var user: UserName?
    /// Some small files each.
    package var memory: MemoryFacts?
    package var load: LoadFacts?
    package var clock: ClockSync?
    package var drops: ListenDrops?
    package var network: NetworkFacts?
    package var platform: Platform?
    package var session: SessionFacts?
    /// 20 µs for each process.
    package var containers: Containers?
    /// By port: some ten milliseconds with root's privilege, 2 s when a program of the firewall's does not answer.
    package var firewall: [UInt16: FirewallVerdict] = [:]

    package init() {}

    private static let longest = Duration.seconds(1)
    /// More than one program may have to run, each with a limit of its own.
    private static let longestFirewall = Duration.milliseconds(2900)

    /// Looks at everything at once. Takes 3 s at most, mostly under a tenth of that.
    ///
    /// - Parameters:
    ///   - ports: whose firewall is asked about.
    ///   - dataFolders: whose disks and owners are looked at, 16 of them at most.
    ///   - previous: the report before, for what is measured between two.
    @concurrent
    package static func collect(
        ports: [UInt16],
        dataFolders: [String],
        since previous: HostReport? = nil
    ) async -> HostReport {
        let sample = previous?.load?.sample
        async let listeners = Offload.run("listeners", limit: Self.longest) { Listeners.all() }
        async let descriptors = Offload.run("descriptors", limit: Self.longest) { DescriptorUsage.current() }
        async let memory = Offload.run("memory", limit: Self.longest) { MemoryFacts.current() }
        async let load = Offload.run("load", limit: Self.longest) { LoadFacts.current(since: sample) }
        async let clock = Offload.run("clock", limit: Self.longest) { ClockSync.current() }
        async let drops = Offload.run("drops", limit: Self.longest) { ListenDrops.current() }
        async let network = Offload.run("network", limit: Self.longest) { NetworkFacts.current() }
        async let platform = Offload.run("platform", limit: Self.longest) { Platform.current() }
        async let session = Offload.run("session", limit: Self.longest) { SessionFacts.current() }
        async let containers = Offload.run("containers", limit: Self.longest) { Containers.beside() }
        async let user = Offload.run("user", limit: Self.longest) { UserName.current() }
        async let firewall = Self.firewall(ports)
        async let folders = Self.folders(dataFolders)

        var report = HostReport()
        report.listeners = await listeners
        report.descriptors = await descriptors
        report.memory = await memory
        report.load = await load
        report.clock = await clock
        report.drops = await drops
        report.network = await network
        report.platform = await platform
        report.session = await session
        report.containers = await containers
        report.user = await user
        report.firewall = await firewall
        (report.disks, report.owners) = await folders
        return report
    }

    private static func firewall(_ ports: [UInt16]) async -> [UInt16: FirewallVerdict] {
        guard !ports.isEmpty else { return [:] }
        let ports = Set(ports.prefix(64))
        return await Offload.run("firewall", limit: Self.longestFirewall) {
            let reading = Firewall.read()
            return Dictionary(uniqueKeysWithValues: ports.map { ($0, reading.verdict(FirewallQuestion(port: $0))) })
        } ?? [:]
    }

    private static func folders(_ folders: [String]) async -> ([String: DiskUsage], [String: FileOwner]) {
        await withTaskGroup(of: (String, DiskUsage?, FileOwner?).self) { group in
            for folder in Set(folders.prefix(16)) {
                group.addTask {
                    let disk = await Offload.run("disk \(folder)", limit: Self.longest) { DiskUsage.of(path: folder) }
                    let owner = await Offload.run("owner \(folder)", limit: Self.longest) { FileOwner.of(path: folder) }
                    return (folder, disk, owner)
                }
            }
            var disks: [String: DiskUsage] = [:]
            var owners: [String: FileOwner] = [:]
            for await (folder, disk, owner) in group {
                disks[folder] = disk
                owners[folder] = owner
            }
            return (disks, owners)
        }
    }
}

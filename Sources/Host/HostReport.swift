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
    /// For every port asked about, from anywhere and from each of the first interfaces: some ten milliseconds with
    /// root's privilege and a millisecond for each question, 2 s when a program of the firewall's does not answer.
    package var firewall: [FirewallQuestion: FirewallVerdict] = [:]
    /// Of the environment that was given.
    package var locale: LocaleFacts?

    package init() {}

    /// The firewall's verdict on a port by IPv4; nil when it was not asked in time.
    ///
    /// - Parameter interface: the one that connections come in on; nil for any but the loopback.
    package func verdict(port: UInt16, interface: String? = nil) -> FirewallVerdict? {
        self.firewall[FirewallQuestion(port: port, interface: interface)]
    }

    private static let longest = Duration.seconds(1)
    /// More than one program may have to run, each with a limit of its own.
    private static let longestFirewall = Duration.milliseconds(2900)
    private static let mostPorts = 16
    private static let mostInterfaces = 16

    /// Looks at everything at once. Takes 3 s at most, mostly under a tenth of that.
    ///
    /// - Parameters:
    ///   - ports: what the firewall is asked about, the first 16.
    ///   - dataFolders: whose disks and owners are looked at, 16 of them at most.
    ///   - environment: the variables that the terminal was opened with, when there is one.
    ///   - previous: the report before, for what is measured between two.
    @concurrent
    package static func collect(
        ports: [UInt16],
        dataFolders: [String],
        environment: [String: String]? = nil,
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
        report.locale = environment.map(LocaleFacts.of)
        return report
    }

    private static func firewall(_ ports: [UInt16]) async -> [FirewallQuestion: FirewallVerdict] {
        guard !ports.isEmpty else { return [:] }
        return await Offload.run("firewall", limit: Self.longestFirewall) {
            let reading = Firewall.read()
            let names = Set(LocalAddresses.all().filter { $0.kind != .loopback }.map(\.interface)).sorted()
            let interfaces: [String?] = [nil] + names.prefix(Self.mostInterfaces).map(Optional.some)
            // Many interfaces and a huge set of rules may take long together: then some questions stay open.
            let end = ContinuousClock.now + Self.longest / 2
            var verdicts: [FirewallQuestion: FirewallVerdict] = [:]
            for interface in interfaces {
                for port in Set(ports.prefix(Self.mostPorts)) where verdicts.isEmpty || ContinuousClock.now < end {
                    let question = FirewallQuestion(port: port, interface: interface)
                    verdicts[question] = reading.verdict(question)
                }
            }
            return verdicts
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

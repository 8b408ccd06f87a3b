import Glibc

/// What this process has used and uses, as the kernel counts.
package struct ProcessUsage: Equatable, Sendable {
    /// Of all threads, in user and kernel mode.
    package var cpuSeconds: Double
    package var residentBytes: Int
    package var virtualBytes: Int
    package var threads: Int
    /// Seconds since 1970.
    package var startedAt: Double

    package init(cpuSeconds: Double, residentBytes: Int, virtualBytes: Int, threads: Int, startedAt: Double) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.virtualBytes = virtualBytes
        self.threads = threads
        self.startedAt = startedAt
    }

    /// Reads two small files; nil where /proc does not tell.
    package static func current(folders: HostFolders = HostFolders()) -> ProcessUsage? {
        guard let stat = ProcFile.text("\(folders.process)/self/stat", limit: 4096),
            let machine = ProcFile.text("\(folders.process)/stat")
        else { return nil }
        return Self.read(
            stat,
            machine: machine,
            ticksPerSecond: sysconf(Int32(_SC_CLK_TCK)),
            pageSize: sysconf(Int32(_SC_PAGESIZE))
        )
    }

    /// Fields 14, 15, 20, 22, 23 and 24 of proc_pid_stat(5); the name in the second may hold anything, so they are counted
    /// from its end.
    static func read(_ stat: String, machine: String, ticksPerSecond: Int, pageSize: Int) -> ProcessUsage? {
        guard let end = stat.lastIndex(of: ")"), ticksPerSecond > 0, pageSize > 0,
            let booted = MemoryFacts.count("btime", in: machine)
        else { return nil }
        let fields = ProcText.words(stat[stat.index(after: end)...])
        guard fields.count > 21, let user = UInt64(fields[11]), let system = UInt64(fields[12]),
            let threads = Int(fields[17]), let started = UInt64(fields[19]), let virtual = Int(fields[20]),
            let pages = Int(fields[21])
        else { return nil }
        let (resident, overflows) = pages.multipliedReportingOverflow(by: pageSize)
        guard !overflows else { return nil }
        let ticks = Double(ticksPerSecond)
        return ProcessUsage(
            cpuSeconds: (Double(user) + Double(system)) / ticks,
            residentBytes: max(0, resident),
            virtualBytes: max(0, virtual),
            threads: max(0, threads),
            startedAt: Double(booted) + Double(started) / ticks
        )
    }
}

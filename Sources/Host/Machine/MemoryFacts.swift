/// How much memory there is, and whether it is short (SYS-05). Sizes are in bytes.
package struct MemoryFacts: Equatable, Sendable {
    package var total: UInt64
    /// What programs could still get without swapping, as the kernel estimates; nil before Linux 3.14.
    package var available: UInt64?
    /// Percent of the last minute in which something waited for memory; nil where the kernel does not measure it.
    package var pressure: Double?
    /// What this process occupies.
    package var own: UInt64?
    /// Processes that the kernel has killed for lack of memory since the machine started, whosever they were.
    package var kills: UInt64?
    /// The limit that our control group sets; nil where there is none to read.
    package var group: ControlGroupMemory?

    package init(
        total: UInt64,
        available: UInt64? = nil,
        pressure: Double? = nil,
        own: UInt64? = nil,
        kills: UInt64? = nil,
        group: ControlGroupMemory? = nil
    ) {
        self.total = total
        self.available = available
        self.pressure = pressure
        self.own = own
        self.kills = kills
        self.group = group
    }

    /// Reads some small files: well under a millisecond.
    ///
    /// - Returns: nil where /proc does not tell.
    package static func current(folders: HostFolders = HostFolders()) -> MemoryFacts? {
        guard let text = ProcFile.text("\(folders.process)/meminfo", limit: 65_536),
            let total = Self.kibibytes("MemTotal", in: text)
        else { return nil }
        return MemoryFacts(
            total: total,
            available: Self.kibibytes("MemAvailable", in: text),
            pressure: ProcFile.text("\(folders.process)/pressure/memory", limit: 4096).flatMap(Self.someOfMinute),
            own: ProcFile.text("\(folders.process)/self/status", limit: 65_536)
                .flatMap { Self.kibibytes("VmRSS", in: $0) },
            kills: ProcFile.text("\(folders.process)/vmstat", limit: 65_536).flatMap { Self.count("oom_kill", in: $0) },
            group: ControlGroupMemory.current(folders: folders)
        )
    }

    /// `MemTotal:       24684096 kB`, as bytes.
    static func kibibytes(_ name: String, in text: String) -> UInt64? {
        for line in ProcText.lines(text) where line.hasPrefix(name + ":") {
            let words = ProcText.words(line.dropFirst(name.utf8.count + 1), limit: 2)
            guard words.count == 2, words[1] == "kB", let value = UInt64(words[0]) else { return nil }
            let (bytes, overflows) = value.multipliedReportingOverflow(by: 1024)
            return overflows ? nil : bytes
        }
        return nil
    }

    /// `oom_kill 3`.
    static func count(_ name: String, in text: String) -> UInt64? {
        for line in ProcText.lines(text) {
            let words = ProcText.words(line, limit: 2)
            if words.count == 2, words[0] == name { return UInt64(words[1]) }
        }
        return nil
    }

    /// `some avg10=0.00 avg60=1.25 avg300=0.10 total=123` (pressure stall information in the kernel's documentation).
    static func someOfMinute(_ text: String) -> Double? {
        for line in ProcText.lines(text) where line.hasPrefix("some ") {
            for word in ProcText.words(line) where word.hasPrefix("avg60=") {
                guard let share = Double(word.dropFirst(6)), (0...100).contains(share) else { return nil }
                return share
            }
        }
        return nil
    }
}

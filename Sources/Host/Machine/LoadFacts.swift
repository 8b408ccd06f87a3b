import Glibc

/// How busy the processors are.
package struct LoadFacts: Equatable, Sendable {
    /// Average number of processes that ran or waited for a disk, over 1, 5 and 15 minutes.
    package var averages: [Double]
    package var processors: Int
    /// Share of time, 0 to 1, in which processors had nothing to do but to wait for a disk, since the sample before;
    /// nil without one.
    package var waitingForDisk: Double?
    /// To be given to the next call.
    package var sample: ProcessorTimes?

    package init(
        averages: [Double],
        processors: Int,
        waitingForDisk: Double? = nil,
        sample: ProcessorTimes? = nil
    ) {
        self.averages = averages
        self.processors = processors
        self.waitingForDisk = waitingForDisk
        self.sample = sample
    }

    /// Reads two small files.
    ///
    /// - Parameter previous: an earlier sample, for the share of waiting since.
    /// - Returns: nil where /proc does not tell.
    package static func current(
        since previous: ProcessorTimes? = nil,
        folders: HostFolders = HostFolders()
    ) -> LoadFacts? {
        guard let averages = ProcFile.line("\(folders.process)/loadavg").flatMap(Self.averages) else { return nil }
        let sample = ProcFile.line("\(folders.process)/stat").flatMap(ProcessorTimes.init)
        return LoadFacts(
            averages: averages,
            processors: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            waitingForDisk: sample.flatMap { now in previous.flatMap { now.waitingShare(since: $0) } },
            sample: sample
        )
    }

    /// `0.20 0.18 0.12 1/80 11206`.
    static func averages(_ line: String) -> [Double]? {
        let words = ProcText.words(line, limit: 3)
        let values = words.compactMap { Double($0) }.filter { $0.isFinite && $0 >= 0 }
        return values.count == 3 ? values : nil
    }
}

/// What all processors together have done since the machine started, in hundredths of a second.
package struct ProcessorTimes: Equatable, Sendable {
    package var total: UInt64
    package var waiting: UInt64

    package init(total: UInt64, waiting: UInt64) {
        self.total = total
        self.waiting = waiting
    }

    /// `cpu  user nice system idle iowait irq softirq steal guest guest_nice`; nil for anything else.
    init?(_ line: String) {
        let words = ProcText.words(line, limit: 11)
        guard words.first == "cpu", words.count >= 6 else { return nil }
        // The time of guests is in user's and nice's already.
        let values = words.dropFirst().prefix(8).map { UInt64($0) }
        var total: UInt64 = 0
        for value in values {
            guard let value, value < 1 << 56 else { return nil }
            total += value
        }
        guard let waiting = values[4] else { return nil }
        self.init(total: total, waiting: waiting)
    }

    /// Nil when no time has passed. The kernel says itself that the time of waiting may fall.
    func waitingShare(since earlier: ProcessorTimes) -> Double? {
        guard self.total > earlier.total else { return nil }
        let waiting = self.waiting > earlier.waiting ? self.waiting - earlier.waiting : 0
        return min(1, Double(waiting) / Double(self.total - earlier.total))
    }
}

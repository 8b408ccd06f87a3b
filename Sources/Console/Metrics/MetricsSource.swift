import Doctor
import Endpoint
import Host
import Metrics
import OneBot
import Snapshot
import Synchronization

/// Reads everything that the metrics tell, without keeping anything waiting: as a picture for the screens is taken.
final class MetricsSource: Sendable {
    let core: ConsoleCore
    let doctor: DoctorKeeper
    /// How many terminals are attached.
    let terminals: @Sendable () async -> Int
    private let strangers = Mutex(StrangersSeries())

    init(core: ConsoleCore, doctor: DoctorKeeper, terminals: @escaping @Sendable () async -> Int) {
        self.core = core
        self.doctor = doctor
        self.terminals = terminals
    }

    func reading() async -> MetricsReading {
        let report = await self.core.server.report()
        let snapshot = await self.core.snapshot(of: report)
        var reading = MetricsReading(snapshot)
        // Without a key to be had every account is anybody's claim.
        if snapshot.access.key.isEmpty {
            reading.strangers = self.strangers.withLock { strangers in
                strangers.admit(snapshot.bots)
                return strangers
            }
        }
        reading.endpoint = EndpointReading(report)
        reading.journal = await self.core.journal.reading(report.meters)
        reading.process = await ProcessReading.current()
        reading.terminals = await self.terminals()
        let diagnosis = self.doctor.diagnosis
        let findings = diagnosis.findings + diagnosis.beyond
        reading.findings = Severity.allCases.map { severity in
            .init(severity.rawValue, findings.count { $0.severity == severity })
        }
        return reading
    }
}

extension EndpointReading {
    init(_ report: EndpointReport) {
        self.init()
        let meters = report.meters
        let counters = report.links.reduce(report.past) { $0 + $1.counters }
        self.events = EventCounts(counters)
        self.bytesIn = counters.bytesIn
        self.bytesOut = counters.bytesOut
        self.handshakes = Self.verdicts(meters.tally)
        self.unanswered = LedgerEntry.End.allCases.compactMap { end in
            Self.name(end).map { .init($0, meters.tally.handshakesUnanswered[end] ?? 0) }
        }
        self.pendingHandshakes = meters.pendingHandshakes
        self.linkLimit = meters.linkLimit
        self.calls = EndpointTally.CallEnd.allCases.map { .init(Self.name($0), meters.tally.calls[$0] ?? 0) }
        self.callTimes = HistogramReading(meters.tally.callTimes)
        self.callsOpen = report.openCalls.values.reduce(0, +)
        self.callLimit = meters.callLimit
        self.oddAnswers = EndpointTally.OddAnswer.allCases.map { .init($0.rawValue, meters.tally.oddAnswers[$0] ?? 0) }
        self.roundTrips = HistogramReading(meters.tally.roundTrips)
        self.budgetUsed = meters.budgetUsed
        self.budgetLimit = meters.budgetLimit
        self.budgetWaiting = meters.budgetWaiting
        self.unsentCallBytes = meters.unsentCallBytes
        self.unsentCallLimit = meters.unsentCallLimit
    }

    /// Each verdict that there is, from the start: a rate needs the zero before the first.
    private static func verdicts(_ tally: EndpointTally) -> [MetricsReading.Named] {
        let refused = tally.handshakesRefused
        let causes = Set(Refusal.causes).union(refused.keys).sorted()
        return [.init("accepted", tally.handshakesAccepted)] + causes.map { .init($0, refused[$0] ?? 0) }
    }

    /// Nil for attempts that were answered.
    private static func name(_ end: LedgerEntry.End) -> String? {
        switch end {
        case .upgraded, .refused: nil
        case .peerClosed: "peer_closed"
        case .peerReset: "peer_reset"
        case .gaveWay: "gave_way"
        case .timedOut: "timed_out"
        case .dropped: "dropped"
        }
    }

    private static func name(_ end: EndpointTally.CallEnd) -> String {
        switch end {
        case .ok: "ok"
        case .failed: "failed"
        case .timedOut: "timed_out"
        case .linkLost: "link_lost"
        case .notConnected: "not_connected"
        case .noSuchBot: "no_such_bot"
        case .tooMany: "too_many"
        case .tooBig: "too_big"
        case .notTaken: "not_taken"
        }
    }
}

extension HistogramReading {
    fileprivate init(_ histogram: DurationHistogram) {
        self.init(bounds: histogram.bounds, counts: histogram.counts, sum: histogram.sum)
    }
}

extension ProcessReading {
    /// Off the callers' threads: /proc may be slow.
    @concurrent
    fileprivate static func current() async -> ProcessReading? {
        guard let usage = ProcessUsage.current(), let descriptors = DescriptorUsage.current() else { return nil }
        return ProcessReading(
            cpuSeconds: usage.cpuSeconds,
            residentBytes: usage.residentBytes,
            virtualBytes: usage.virtualBytes,
            threads: usage.threads,
            openDescriptors: descriptors.open,
            maxDescriptors: descriptors.soft,
            startedAt: usage.startedAt
        )
    }
}

extension JournalKeeper {
    fileprivate func reading(_ meters: EndpointMeters) -> JournalReading {
        var reading = JournalReading()
        reading.sizeLimit = self.sizeLimit
        reading.written = self.written
        reading.pending = meters.journalQueue.events + self.inHand.count + self.kept.count
        reading.oldestPending =
            [self.kept.first?.time, self.inHand.first?.time, meters.journalQueue.oldest].compactMap(\.self).min()
        reading.queueBytes = meters.journalQueue.bytes
        reading.queueLimit = meters.journalQueueLimit
        return reading
    }
}

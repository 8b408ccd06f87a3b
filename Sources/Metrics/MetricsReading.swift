package import Snapshot

package import struct Foundation.Date

/// Everything that the page is made of, read at one moment.
package struct MetricsReading: Equatable, Sendable {
    package var snapshot: Snapshot
    package var endpoint = EndpointReading()
    package var journal = JournalReading()
    /// Nil where /proc does not tell.
    package var process: ProcessReading?
    /// Screens that are attached.
    package var terminals = 0
    /// Where anybody may connect, the accounts that have series; nil where a key keeps strangers out.
    package var strangers: StrangersSeries?
    /// Findings of the doctor's last look, by severity.
    package var findings: [Named] = []

    package init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
    }

    /// A count with the value of its label.
    package struct Named: Equatable, Sendable {
        package var name: String
        package var count: Int

        package init(_ name: String, _ count: Int) {
            self.name = name
            self.count = count
        }
    }
}

/// What the snapshot does not say of the endpoint.
package struct EndpointReading: Equatable, Sendable {
    /// By verdict: `accepted`, or the id of the finding that tells of the refusal.
    package var handshakes: [MetricsReading.Named] = []
    /// By how the attempt ended.
    package var unanswered: [MetricsReading.Named] = []
    package var pendingHandshakes = 0
    package var linkLimit = 0
    package var bytesIn = 0
    package var bytesOut = 0
    package var events = EventCounts()
    /// By outcome.
    package var calls: [MetricsReading.Named] = []
    package var callTimes = HistogramReading()
    package var callsOpen = 0
    package var callLimit = 0
    /// By kind.
    package var oddAnswers: [MetricsReading.Named] = []
    package var roundTrips = HistogramReading()
    package var budgetUsed = 0
    package var budgetLimit = 0
    package var budgetWaiting = 0
    package var unsentCallBytes = 0
    package var unsentCallLimit = 0

    package init() {}
}

/// What the snapshot does not say of the journal.
package struct JournalReading: Equatable, Sendable {
    /// Bytes the file may grow to.
    package var sizeLimit = 0
    /// Events written since the start.
    package var written = 0
    /// Events that have arrived and are not in the journal.
    package var pending = 0
    /// When the oldest of them arrived.
    package var oldestPending: Date?
    package var queueBytes = 0
    package var queueLimit = 0

    package init() {}
}

/// This process, as the kernel counts.
package struct ProcessReading: Equatable, Sendable {
    package var cpuSeconds: Double
    package var residentBytes: Int
    package var virtualBytes: Int
    package var threads: Int
    package var openDescriptors: Int
    package var maxDescriptors: Int
    /// Seconds since 1970.
    package var startedAt: Double

    package init(
        cpuSeconds: Double,
        residentBytes: Int,
        virtualBytes: Int,
        threads: Int,
        openDescriptors: Int,
        maxDescriptors: Int,
        startedAt: Double
    ) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.virtualBytes = virtualBytes
        self.threads = threads
        self.openDescriptors = openDescriptors
        self.maxDescriptors = maxDescriptors
        self.startedAt = startedAt
    }
}

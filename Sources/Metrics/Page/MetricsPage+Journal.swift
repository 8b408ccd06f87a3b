import Snapshot

import struct Foundation.Date

extension MetricsPage {
    var journal: [MetricFamily] {
        let facts = self.reading.snapshot.journal
        let journal = self.reading.journal
        let isPaused = if case .paused = facts.state { true } else { false }
        let now = self.reading.snapshot.takenAt
        return [
            self.gauge(
                "journal_enabled",
                "Whether events are kept (journal.enabled), 0 or 1.",
                facts.state == .off ? 0 : 1
            ),
            self.gauge("journal_paused", "Whether the journal cannot be written at present, 0 or 1.", isPaused ? 1 : 0),
            self.gauge("journal_events", "Events in the journal.", facts.events),
            self.gauge("journal_size_bytes", "Size of the journal's files.", facts.bytes),
            self.gauge(
                "journal_limit_bytes",
                "Size that the journal may grow to (journal.max_mib).",
                journal.sizeLimit
            ),
            self.gauge(
                "journal_oldest_event_timestamp_seconds",
                "When the oldest event in the journal arrived.",
                seconds: facts.oldestAt?.timeIntervalSince1970
            ),
            self.counter("journal_written_events_total", "Events written to the journal.", journal.written),
            self.gauge(
                "journal_pending_events",
                "Events that have arrived and are not in the journal yet.",
                journal.pending
            ),
            self.gauge(
                "journal_lag_seconds",
                "How long the oldest event that is not in the journal yet has been waiting.",
                seconds: journal.oldestPending.map { max(0, now.timeIntervalSince($0)) } ?? 0
            ),
            self.gauge(
                "journal_queue_bytes",
                "Bytes of events that wait to be taken by the journal.",
                journal.queueBytes
            ),
            self.gauge(
                "journal_queue_limit_bytes",
                "Bytes of events that may wait before bots are slowed down.",
                journal.queueLimit
            ),
        ]
    }
}

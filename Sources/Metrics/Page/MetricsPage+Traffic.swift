import Snapshot

extension MetricsPage {
    var traffic: [MetricFamily] {
        let endpoint = self.reading.endpoint
        let events = endpoint.events
        return [
            self.counter(
                "events_total",
                "Events of all bots, by post_type; other is what OneBot v11 does not know.",
                by: "type",
                [
                    .init("message", events.messages), .init("message_sent", events.messagesSent),
                    .init("notice", events.notices), .init("request", events.requests), .init("meta", events.metas),
                    .init("other", events.others),
                ]
            ),
            self.counter(
                "frames_bad_total",
                "Frames that were no OneBot v11, or broke the WebSocket protocol.",
                self.reading.snapshot.counters.framesBad
            ),
            self.counter("received_bytes_total", "Bytes of WebSocket frames from bots.", endpoint.bytesIn),
            self.counter("sent_bytes_total", "Bytes of WebSocket frames to bots.", endpoint.bytesOut),
            self.histogram(
                "round_trip_seconds",
                "WebSocket ping to pong, of all bots.",
                endpoint.roundTrips
            ),
        ]
    }

    var handshakes: [MetricFamily] {
        let endpoint = self.reading.endpoint
        return [
            self.counter(
                "handshakes_total",
                "Answered attempts to connect, by verdict: accepted, or the id of the finding that explains the refusal.",
                by: "verdict",
                endpoint.handshakes
            ),
            self.counter(
                "handshakes_unanswered_total",
                "Attempts to connect that ended before they could be answered, by how.",
                by: "end",
                endpoint.unanswered
            ),
            self.gauge(
                "handshakes_pending",
                "Connections that have not finished their handshake.",
                endpoint.pendingHandshakes
            ),
            self.gauge(
                "addresses_blocked",
                "Addresses that are refused for guessing, for scanning or by the operator.",
                self.reading.snapshot.blocked.count
            ),
        ]
    }

    var calls: [MetricFamily] {
        let endpoint = self.reading.endpoint
        return [
            self.counter(
                "api_calls_sent_total",
                "API calls sent to bots, the console's own questions to a new bot included.",
                self.reading.snapshot.counters.calls
            ),
            self.counter(
                "api_calls_total",
                "API calls asked of the console, by how they ended.",
                by: "outcome",
                endpoint.calls
            ),
            self.histogram(
                "api_call_duration_seconds",
                "From sending an API call to the final answer, of those that were answered.",
                endpoint.callTimes
            ),
            self.gauge("api_calls_open", "API calls that wait for their answers.", endpoint.callsOpen),
            self.gauge("api_calls_open_limit", "API calls that may wait for their answers.", endpoint.callLimit),
            self.counter(
                "api_answers_unmatched_total",
                "Answers of bots that no waiting API call was given, by kind.",
                by: "kind",
                endpoint.oddAnswers
            ),
        ]
    }

    var queues: [MetricFamily] {
        let endpoint = self.reading.endpoint
        return [
            self.gauge(
                "message_budget_used_bytes",
                "Bytes reserved for messages that have begun to arrive.",
                endpoint.budgetUsed
            ),
            self.gauge(
                "message_budget_limit_bytes",
                "Bytes that may be reserved for messages that have begun to arrive.",
                endpoint.budgetLimit
            ),
            self.gauge(
                "message_budget_waiting_links",
                "Connections that are not read until there are bytes for their message.",
                endpoint.budgetWaiting
            ),
            self.gauge(
                "unsent_call_bytes",
                "Bytes of calls that wait for bots to take them.",
                endpoint.unsentCallBytes
            ),
            self.gauge(
                "unsent_call_limit_bytes",
                "Bytes of calls that may wait for bots to take them; more are refused.",
                endpoint.unsentCallLimit
            ),
        ]
    }
}

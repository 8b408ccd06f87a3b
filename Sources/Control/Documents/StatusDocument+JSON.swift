package import OneBot

import struct Foundation.Date

extension StatusDocument {
    /// The document in the order of the contract, with what goes beyond it at the end.
    package var json: JSONValue {
        .object([
            JSONMember("version", .string(self.version)),
            JSONMember("pid", .integer(self.pid)),
            JSONMember("uptime_s", Self.rounded(self.uptimeSeconds)),
            JSONMember(
                "endpoint",
                .object([
                    JSONMember("path", .string(self.endpointPath)),
                    JSONMember("listeners", .array(self.listeners.map(\.json))),
                ])
            ),
            JSONMember("bots", .array(self.bots.map(\.json))),
            JSONMember("apps", .array([])),
            JSONMember("counters", self.counters.json),
            JSONMember("findings", .array(self.findings.map(\.json))),
            JSONMember("state_dir", .string(self.stateDirectory)),
            JSONMember("socket_dir", .text(self.socketDirectory)),
            JSONMember("settings_file", .string(self.settingsFile)),
            JSONMember("went_back", .text(self.wentBack)),
        ])
    }

    /// Three decimals: a microsecond of a round trip, a millisecond of an age.
    fileprivate static func rounded(_ value: Double?) -> JSONValue {
        value.map { .number(($0 * 1000).rounded() / 1000) } ?? .null
    }

    fileprivate static func time(_ date: Date?) -> JSONValue {
        .text(date.map(Timestamp.text))
    }
}

extension StatusDocument.Listener {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("host", .string(self.host)),
            JSONMember("port", .integer(self.port)),
            JSONMember("tls", .boolean(self.tls)),
            JSONMember("state", .string(self.state)),
            JSONMember("error", .text(self.error)),
        ])
    }
}

extension StatusDocument.Bot {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("self_id", .string(self.selfID)),
            JSONMember("name", .text(self.name)),
            JSONMember("implementation", .text(self.implementation)),
            JSONMember("implementation_version", .text(self.implementationVersion)),
            JSONMember("state", .string(self.state)),
            JSONMember("roles", .array(self.roles.map(JSONValue.string))),
            JSONMember("peer", .text(self.peer)),
            JSONMember("connected_at", StatusDocument.time(self.connectedAt)),
            JSONMember("last_event_at", StatusDocument.time(self.lastEventAt)),
            JSONMember("last_heartbeat_at", StatusDocument.time(self.lastHeartbeatAt)),
            JSONMember("links", .array(self.links.map(\.json))),
            JSONMember("events", .integer(self.events)),
            JSONMember("api_calls", .integer(self.calls)),
            JSONMember("api_failures", .integer(self.callFailures)),
            JSONMember("bytes_in", .integer(self.bytesIn)),
            JSONMember("bytes_out", .integer(self.bytesOut)),
            JSONMember("rtt_ms", StatusDocument.rounded(self.roundTripMilliseconds)),
        ])
    }
}

extension StatusDocument.Link {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("id", .integer(self.id)),
            JSONMember("role", .string(self.role)),
            JSONMember("peer", .string(self.peer)),
            JSONMember("user_agent", .text(self.userAgent)),
            JSONMember("connected_at", StatusDocument.time(self.connectedAt)),
            JSONMember("speaks", .boolean(self.speaks)),
        ])
    }
}

extension StatusDocument.Counters {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("handshakes_accepted", .integer(self.handshakesAccepted)),
            JSONMember("handshakes_refused", .integer(self.handshakesRefused)),
            JSONMember("events", .integer(self.events)),
            JSONMember("api_calls", .integer(self.calls)),
            JSONMember("frames_bad", .integer(self.framesBad)),
        ])
    }
}

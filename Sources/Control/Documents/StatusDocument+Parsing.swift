package import OneBot

extension StatusDocument {
    /// Reads what another process of ours answered; nil when it is no status. Unknown keys do no harm, so that a newer
    /// console can be asked by an older command.
    package init?(json: JSONValue) {
        guard let version = json["version"]?.string,
            let pid = json["pid"]?.integer,
            let uptime = json["uptime_s"]?.double,
            let path = json["endpoint"]?["path"]?.string,
            let listeners = json["endpoint"]?["listeners"]?.all(Listener.init(json:)),
            let bots = json["bots"]?.all(Bot.init(json:)),
            let counters = json["counters"].flatMap(Counters.init(json:))
        else { return nil }
        self.init(
            version: version,
            pid: pid,
            uptimeSeconds: uptime,
            endpointPath: path,
            listeners: listeners,
            bots: bots,
            counters: counters,
            findings: json["findings"]?.elements?.compactMap(FindingDocument.init(json:)) ?? [],
            stateDirectory: json["state_dir"]?.string ?? "",
            socketDirectory: json["socket_dir"]?.string,
            settingsFile: json["settings_file"]?.string ?? "",
            wentBack: json["went_back"]?.string
        )
    }
}

extension StatusDocument.Listener {
    fileprivate init?(json: JSONValue) {
        guard let host = json["host"]?.string,
            let port = json["port"]?.integer,
            let tls = json["tls"]?.boolean,
            let state = json["state"]?.string
        else { return nil }
        self.init(host: host, port: port, tls: tls, state: state, error: json["error"]?.string)
    }
}

extension StatusDocument.Bot {
    fileprivate init?(json: JSONValue) {
        guard let selfID = json["self_id"]?.string,
            let state = json["state"]?.string,
            let roles = json["roles"]?.all(\.string),
            let links = json["links"]?.all(StatusDocument.Link.init(json:)),
            let events = json["events"]?.integer,
            let calls = json["api_calls"]?.integer,
            let callFailures = json["api_failures"]?.integer,
            let bytesIn = json["bytes_in"]?.integer,
            let bytesOut = json["bytes_out"]?.integer
        else { return nil }
        self.init(
            selfID: selfID,
            name: json["name"]?.string,
            implementation: json["implementation"]?.string,
            implementationVersion: json["implementation_version"]?.string,
            state: state,
            roles: roles,
            peer: json["peer"]?.string,
            connectedAt: json["connected_at"]?.date,
            lastEventAt: json["last_event_at"]?.date,
            lastHeartbeatAt: json["last_heartbeat_at"]?.date,
            links: links,
            events: events,
            calls: calls,
            callFailures: callFailures,
            bytesIn: bytesIn,
            bytesOut: bytesOut,
            roundTripMilliseconds: json["rtt_ms"]?.double
        )
    }
}

extension StatusDocument.Link {
    fileprivate init?(json: JSONValue) {
        guard let id = json["id"]?.integer,
            let role = json["role"]?.string,
            let peer = json["peer"]?.string,
            let speaks = json["speaks"]?.boolean
        else { return nil }
        self.init(
            id: id,
            role: role,
            peer: peer,
            userAgent: json["user_agent"]?.string,
            connectedAt: json["connected_at"]?.date,
            speaks: speaks
        )
    }
}

extension StatusDocument.Counters {
    fileprivate init?(json: JSONValue) {
        guard let accepted = json["handshakes_accepted"]?.integer,
            let refused = json["handshakes_refused"]?.integer,
            let events = json["events"]?.integer,
            let calls = json["api_calls"]?.integer,
            let framesBad = json["frames_bad"]?.integer
        else { return nil }
        self.init(
            handshakesAccepted: accepted,
            handshakesRefused: refused,
            events: events,
            calls: calls,
            framesBad: framesBad
        )
    }
}

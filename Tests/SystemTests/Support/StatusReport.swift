/// The part of `status --json` that tests look at.
struct StatusReport: Decodable {
    struct Endpoint: Decodable {
        let listeners: [Listener]
    }

    struct Listener: Decodable {
        let host: String
        let port: Int
        let tls: Bool
        let state: String
    }

    struct Bot: Decodable {
        let selfID: String
        let name: String?
        let implementation: String?
        let version: String?
        let state: String
        let events: Int
        let bytesIn: Int
        /// Milliseconds; nil until it has answered a ping.
        let roundTrip: Double?
        let links: [Link]

        private enum CodingKeys: String, CodingKey {
            case selfID = "self_id"
            case name
            case implementation
            case version = "implementation_version"
            case state
            case events
            case bytesIn = "bytes_in"
            case roundTrip = "rtt_ms"
            case links
        }
    }

    struct Link: Decodable {
        let id: Int
    }

    struct Counters: Decodable {
        let accepted: Int
        let refused: Int
        let events: Int
        let bad: Int

        private enum CodingKeys: String, CodingKey {
            case accepted = "handshakes_accepted"
            case refused = "handshakes_refused"
            case events
            case bad = "frames_bad"
        }
    }

    struct Finding: Decodable {
        let id: String
        let severity: String
        let subject: String
        let title: String
        let evidence: String
        let fix: [String]
        let count: Int
    }

    let pid: Int32
    let endpoint: Endpoint
    let bots: [Bot]
    let counters: Counters
    let findings: [Finding]

    var ports: [Int] { self.endpoint.listeners.filter { $0.state == "listening" }.map(\.port) }
}

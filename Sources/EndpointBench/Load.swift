import Foundation

/// What a loader is told, as JSON in its arguments.
struct Load: Codable, Sendable {
    enum Kind: String, Codable, Sendable {
        case events
        case handshakes
        case refusals
        case idle
        /// Calls through the control socket, answered by a bot of the loader.
        case calls
        /// Pings of one bot, one after the other, while the others send events.
        case pongs
    }

    var kind: Kind
    var port: Int
    var connections: Int
    var messageBytes: Int
    var count: Int
    /// For calls.
    var controlSocket: String?

    init(
        kind: Kind,
        port: Int,
        connections: Int,
        messageBytes: Int,
        count: Int,
        controlSocket: String? = nil
    ) {
        self.kind = kind
        self.port = port
        self.connections = connections
        self.messageBytes = messageBytes
        self.count = count
        self.controlSocket = controlSocket
    }

    init?(json: String) {
        guard let load = try? JSONDecoder().decode(Load.self, from: Data(json.utf8)) else { return nil }
        self = load
    }
}

/// What a loader measured, as one line of JSON on its standard output.
struct LoadResult: Codable, Sendable {
    var seconds: Double
    var count: Int
    var bytes: Int
    /// Growth of the endpoint's resident memory, filled in by the parent.
    var serverBytes = 0
    /// Milliseconds a call: median, 99th of a hundred, worst.
    var latencies: [Double] = []
}

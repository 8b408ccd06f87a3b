import Foundation

/// What a loader is told, as JSON in its arguments.
struct Load: Codable, Sendable {
    enum Kind: String, Codable, Sendable {
        case events
        case handshakes
        case refusals
        case idle
    }

    var kind: Kind
    var port: Int
    var connections: Int
    var messageBytes: Int
    var count: Int

    init(kind: Kind, port: Int, connections: Int, messageBytes: Int, count: Int) {
        self.kind = kind
        self.port = port
        self.connections = connections
        self.messageBytes = messageBytes
        self.count = count
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
}

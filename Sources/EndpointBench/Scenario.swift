/// One thing that is measured.
struct Scenario: Sendable {
    enum Subject: Sendable {
        case endpoint
        /// NIO's own decoder, frames counted and nothing else.
        case library(unmasks: Bool)
        /// The built console as a process of its own.
        case console
    }

    var group: String
    var name: String
    var kind: Load.Kind
    var connections: Int
    var messageBytes: Int
    /// Messages in all; handshakes for `handshakes`.
    var count: Int
    var runs = 3
    var subject = Subject.endpoint
    /// Terminals of 200x60 that watch the events meanwhile.
    var terminals = 0
    /// Whether the first of them takes nothing.
    var isOneStopped = false

    var events: Int { self.count }

    func load(port: Int, controlSocket: String? = nil) -> Load {
        Load(
            kind: self.kind,
            port: port,
            connections: self.connections,
            messageBytes: self.messageBytes,
            count: self.count,
            controlSocket: controlSocket
        )
    }

    static let all: [Scenario] = [
        Scenario(
            group: "events",
            name: "events, 1 connection",
            kind: .events,
            connections: 1,
            messageBytes: 600,
            count: 1_000_000
        ),
        Scenario(
            group: "events",
            name: "events, 10 connections",
            kind: .events,
            connections: 10,
            messageBytes: 600,
            count: 1_000_000
        ),
        Scenario(
            group: "events",
            name: "  NIO's decoder, unmasked",
            kind: .events,
            connections: 10,
            messageBytes: 600,
            count: 1_000_000,
            subject: .library(unmasks: true)
        ),
        Scenario(
            group: "events",
            name: "  NIO's decoder, heads alone",
            kind: .events,
            connections: 10,
            messageBytes: 600,
            count: 1_000_000,
            subject: .library(unmasks: false)
        ),
        Scenario(
            group: "events",
            name: "events, 100 connections",
            kind: .events,
            connections: 100,
            messageBytes: 600,
            count: 1_000_000
        ),
        Scenario(
            group: "large",
            name: "messages of 1 MiB",
            kind: .events,
            connections: 1,
            messageBytes: 1 << 20,
            count: 1000
        ),
        Scenario(
            group: "large",
            name: "messages of 50 MiB",
            kind: .events,
            connections: 1,
            messageBytes: 50 << 20,
            count: 20
        ),
        Scenario(
            group: "handshakes",
            name: "handshakes, full verdict",
            kind: .handshakes,
            connections: 64,
            messageBytes: 0,
            count: 20_000
        ),
        Scenario(
            group: "handshakes",
            name: "wrong keys, full refusal",
            kind: .refusals,
            connections: 64,
            messageBytes: 0,
            count: 20_000
        ),
        Scenario(
            group: "idle",
            name: "10,000 idle connections",
            kind: .idle,
            connections: 10_000,
            messageBytes: 0,
            count: 10_000,
            runs: 1
        ),
        Scenario(
            group: "journal",
            name: "console, journal on",
            kind: .events,
            connections: 10,
            messageBytes: 600,
            count: 400_000,
            subject: .console
        ),
        Scenario(
            group: "calls",
            name: "console, calls, 1 at a time",
            kind: .calls,
            connections: 1,
            messageBytes: 0,
            count: 10_000,
            subject: .console
        ),
        Scenario(
            group: "calls",
            name: "console, calls, 64 in flight",
            kind: .calls,
            connections: 64,
            messageBytes: 0,
            count: 100_000,
            subject: .console
        ),
    ]
}

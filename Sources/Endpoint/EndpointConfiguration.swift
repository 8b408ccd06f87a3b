package import Certificates
package import NIOCore

/// How the endpoint listens and what it allows. Values; changed as a whole while running.
package struct EndpointConfiguration: Equatable, Sendable {
    /// One address to listen on. `0.0.0.0` takes `::` along where the host can (dual stack); port 0 takes a free one.
    package struct Listener: Equatable, Hashable, Sendable {
        package var host: String
        package var port: Int
        /// What it shows to TLS clients; nil for plain `ws://`.
        package var certificate: CertificateFiles?

        package init(host: String, port: Int, certificate: CertificateFiles? = nil) {
            self.host = host
            self.port = port
            self.certificate = certificate
        }

        /// Whether both are one socket, however it is spoken to.
        func isSamePlace(as other: Listener) -> Bool { self.host == other.host && self.port == other.port }
    }

    package var listeners: [Listener]
    /// The path bots are told to use; `/onebot/v11` and `/` are accepted beside it.
    package var path: String
    package var aliases: [String]
    /// Largest message of a bot, in bytes, all fragments together.
    package var maxMessageBytes: Int
    /// Links in all; each bot may hold four.
    package var maxConnections: Int
    package var pingInterval: TimeAmount
    package var lostAfter: TimeAmount
    package var limits: HandshakeLimits
    /// Bytes that may wait for the journal before bots are slowed down. Holds for the run.
    package var journalQueueBytes = 16 << 20
    /// How long a close of ours waits for the peer's answer.
    package var closePatience: TimeAmount = .seconds(3)
    /// Bytes of calls that may wait for a bot that does not take them in; four times as many for all bots. Holds for the
    /// run.
    package var unsentCallBytes = 64 << 20

    package init(
        listeners: [Listener],
        path: String = "/onebot/v11/ws",
        aliases: [String] = [],
        maxMessageBytes: Int = 64 << 20,
        maxConnections: Int = 1024,
        pingInterval: TimeAmount = .seconds(15),
        lostAfter: TimeAmount = .seconds(45),
        limits: HandshakeLimits = HandshakeLimits()
    ) {
        self.listeners = listeners
        self.path = path
        self.aliases = aliases
        self.maxMessageBytes = maxMessageBytes
        self.maxConnections = maxConnections
        self.pingInterval = pingInterval
        self.lostAfter = lostAfter
        self.limits = limits
    }

    /// All unfinished messages together may hold two of the largest.
    var budgetBytes: Int {
        let (twice, overflow) = self.maxMessageBytes.multipliedReportingOverflow(by: 2)
        return overflow ? .max : max(twice, 16 << 20)
    }
}

/// Bounds on connections that have not finished their handshake.
package struct HandshakeLimits: Equatable, Sendable {
    /// Largest request head, in bytes.
    package var headBytes = 8192
    /// Time for the whole request head.
    package var deadline: TimeAmount = .seconds(10)
    /// Time for the rest of a TLS hello that has begun, which only tells more about a mistake.
    package var hello: TimeAmount = .seconds(1)
    /// Unfinished handshakes in all; the oldest gives way.
    package var pending = 8192
    /// Unfinished handshakes of one address; its oldest gives way.
    package var pendingPerAddress = 4096
    /// Of those, ones that have begun TLS, which costs memory.
    package var pendingTLS = 2048
    package var pendingTLSPerAddress = 1024

    package init() {}
}

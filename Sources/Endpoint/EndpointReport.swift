package import Certificates
package import NIOCore

package import struct Foundation.Date

/// The endpoint at one moment, as plain values.
package struct EndpointReport: Sendable {
    package var takenAt: NIODeadline
    package var wallTime: Date
    package var listeners: [ListenerReport]
    package var bots: [BotRegistry.Bot]
    /// Live links, oldest first.
    package var links: [LinkReport]
    package var handshakesAccepted: Int
    package var handshakesRefused: Int
    /// What ended links carried.
    package var past: LinkCounters
    /// Calls that wait for their answers, by account.
    package var openCalls: [String: Int]
    /// Oldest first.
    package var attempts: [LedgerEntry]
    /// Addresses refused for guessing or scanning, and those that the operator blocked.
    package var blocked: [BlockedPeer]
    /// Addresses that have connected and have not yet been judged.
    package var pending: Set<String>
    package var meters = EndpointMeters()

    /// The last message that somebody else sent a bot, on any of its links.
    package func lastMessage(of bot: BotRegistry.Bot) -> NIODeadline? {
        let live = self.links.lazy.filter { $0.selfID == bot.selfID }.compactMap(\.session.tally.lastMessage).max()
        return [live, bot.trace.lastMessage].compactMap(\.self).max()
    }

    /// Whether QQ is gone while the bot is connected. A message says that it is back, unless the heartbeats still say
    /// otherwise.
    package func offline(_ bot: BotRegistry.Bot) -> BotTrace.Offline? {
        guard let offline = bot.trace.offline else { return nil }
        if self.links.contains(where: { $0.selfID == bot.selfID && $0.online == false }) { return offline }
        return (self.lastMessage(of: bot) ?? .distantPast) >= offline.moment ? nil : offline
    }

    /// Wall-clock time of a deadline, as seen now.
    package func date(_ deadline: NIODeadline) -> Date {
        self.wallTime.addingTimeInterval(Double((deadline - self.takenAt).nanoseconds) / 1_000_000_000)
    }
}

package struct ListenerReport: Equatable, Sendable {
    package var host: String
    /// The port it really has, also when a free one was asked for.
    package var port: Int
    /// Why it does not listen; nil while it does.
    package var failure: ListenFailure?
    /// Nil where plain `ws://` is spoken.
    package var certificate: CertificateReport?

    package init(
        host: String,
        port: Int,
        failure: ListenFailure?,
        certificate: CertificateReport? = nil
    ) {
        self.host = host
        self.port = port
        self.failure = failure
        self.certificate = certificate
    }
}

/// What a listener shows to TLS clients.
package struct CertificateReport: Equatable, Sendable {
    package var files: CertificateFiles
    package var summary: CertificateSummary
    /// Why the files, as they are now, are not served: an earlier state of them is.
    package var problem: CertificateProblem?
}

/// Why an address could not be listened on.
package enum ListenFailure: Error, Equatable, Sendable {
    case inUse(port: Int)
    case notPermitted(port: Int)
    case addressNotHere(host: String)
    case certificate(CertificateProblem)
    case other(String)
}

/// One live link.
package struct LinkReport: Sendable {
    package var id: Int
    package var selfID: String?
    package var role: LinkRole
    package var peer: String
    package var userAgent: String?
    package var connectedAt: NIODeadline
    package var lastHeard: NIODeadline
    package var lastText: NIODeadline?
    package var lastEvent: NIODeadline?
    package var lastHeartbeat: NIODeadline?
    package var announcedHeartbeatMilliseconds: Int?
    package var measuredHeartbeat: TimeAmount?
    /// What the last heartbeat says of QQ; nil when it does not.
    package var online: Bool?
    package var counters: LinkCounters
    package var roundTrip: (last: Double, median: Double, worst: Double)?
    /// For the doctor.
    package var session = LinkSession()
}

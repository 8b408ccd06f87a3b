package import Snapshot

package import struct Foundation.Date

/// What is wrong with the way to the endpoint, as far as that can be seen from here: NET.
package enum ReachSymptom: Equatable, Sendable {
    /// What the doorbell knows of packets for our port.
    package enum Packets: Equatable, Sendable {
        /// None has come since.
        case none(since: Date)
        /// Some have, this many.
        case some(Int)
        /// Cannot be seen; the command shows them by hand.
        case unseen(command: String?)
    }

    /// A connection attempt that was heard and never came.
    package struct Ring: Equatable, Sendable {
        package var address: String
        package var interface: String
        package var count: Int
        package var first: Date

        package init(address: String, interface: String, count: Int, first: Date) {
            self.address = address
            self.interface = interface
            self.count = count
            self.first = first
        }
    }

    /// The network of containers, and the URL that they reach us by.
    package struct Bridge: Equatable, Sendable {
        package var interface: String
        package var url: String

        package init(interface: String, url: String) {
            self.interface = interface
            self.url = url
        }
    }

    /// NET-01. The neighbours listen on ports that bots are often sent to; the URL is the one to give to a bot.
    case nothingYet(seconds: Double, packets: Packets, neighbours: [MachineFacts.Listening], url: String)
    /// NET-02: bots in containers have to dial the bridge's address.
    case containerLoopback(bridges: [Bridge], bots: [ProcessFacts])
    /// NET-03.
    case loopbackOnly(host: String, why: LoopbackEvidence)
    /// NET-06, with the URL that is right.
    case localhostIsIPv6(url: String)
    /// NET-07. Without a ring it is the firewall's own list that says so.
    case firewallDrops(
        ring: Ring?,
        verdict: MachineFacts.Firewall.Verdict,
        tool: String?,
        command: String?,
        othersComeIn: Bool
    )
    /// NET-08.
    case provider(vendor: String?, seconds: Double)
    /// NET-09. Without a ring it is the firewall's own list that says so.
    case bridgeDropped(interface: String, ring: Ring?, isClosed: Bool, command: String?)
    /// NET-10.
    case privateOnly(addresses: [String], isWSL: Bool, operatorAt: String?)
    /// NET-11.
    case queueOverflow(count: Int, backlog: Int)
    /// NET-12: something else takes what is meant for us.
    case captured(by: String?, address: String?)

    /// Why listening on loopback alone looks like a mistake.
    package enum LoopbackEvidence: Equatable, Sendable {
        case ring(Ring)
        case containedBots([ProcessFacts])
        case bridges([String])
        case remoteOperator(String)
    }

    package var id: FindingID {
        switch self {
        case .nothingYet: .net01
        case .containerLoopback: .net02
        case .loopbackOnly: .net03
        case .localhostIsIPv6: .net06
        case .firewallDrops: .net07
        case .provider: .net08
        case .bridgeDropped: .net09
        case .privateOnly: .net10
        case .queueOverflow: .net11
        case .captured: .net12
        }
    }

    func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}

extension ProcessFacts {
    /// `napcat (pid 812)`.
    var named: String { "\(self.name) (pid \(self.pid))" }
}

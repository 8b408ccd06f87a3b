import Foundation
import TerminalTesting
import Testing

/// What happens on the way to the built program, in networks of their own: firewalls that drop, cables that are pulled.
@Suite(
    .enabled(if: TestNetwork.obstacle == nil, "\(TestNetwork.obstacle ?? "")"),
    .serialized
)
struct NetworkFaultTests {
    private static let settings = """
        endpoint: { host: 0.0.0.0, port: \(TestNetwork.port), ping_interval_s: 1, lost_after_s: 5 }

        """

    private static func serve(_ home: ConsoleHome, in network: TestNetwork) async throws {
        let ip = try #require(TestNetwork.tool("ip"))
        let server = try home.start(ip, ["netns", "exec", network.serving, home.program, "run", "--headless"])
        try await server.wait(forErrors: "listening") { $0.contains("listening on ws://") }
        _ = try await home.key()
    }

    /// A bot on the other side, as it tries again and again.
    private static func bot(_ home: ConsoleHome, in network: TestNetwork) throws -> RunningCommand {
        let ip = try #require(TestNetwork.tool("ip"))
        let url = "ws://\(TestNetwork.server):\(TestNetwork.port)/onebot/v11/ws"
        return try home.start(
            ip,
            ["netns", "exec", network.calling, home.program, "simulate", "--url", url, "--heartbeat", "1", "--quiet"]
        )
    }

    @Test(
        "packets that the host's firewall drops are told, with the command against it, and no more when a bot gets in",
        arguments: [(nil, "NET-07"), ("br-0123456789ab", "NET-09")] as [(String?, String)]
    )
    func firewall(bridge: String?, id: String) async throws {
        let network = try TestNetwork(bridge: bridge)
        try await withConsoleHome(settings: Self.settings) { home in
            try network.nft("add table inet filter")
            try network.nft("add chain inet filter input { type filter hook input priority 0; policy accept; }")
            try network.nft("add rule inet filter input iifname \(bridge ?? "eth0") tcp dport \(TestNetwork.port) drop")
            try await Self.serve(home, in: network)
            let bot = try Self.bot(home, in: network)
            let report = try await home.status(until: "the firewall is named") { report in
                report.findings.contains { $0.id == id && $0.fix.contains { $0.contains("nft insert rule") } }
            }
            let finding = try #require(report.findings.first { $0.id == id })
            #expect(finding.severity == "error", "\(finding)")
            bot.kill()
            try network.nft("flush chain inet filter input")
            let next = try Self.bot(home, in: network)
            try await home.status(until: "the bot is in and nothing is wrong") { report in
                report.bots.contains { $0.state == "online" } && !report.findings.contains { $0.id == id }
            }
            next.kill()
        }
    }

    @Test("a link whose cable was pulled is lost by the network, and back without a word when it is put in again")
    func cable() async throws {
        let network = try TestNetwork()
        try await withConsoleHome(settings: Self.settings) { home in
            try await Self.serve(home, in: network)
            let bot = try Self.bot(home, in: network)
            // One that has never been heard to live is left to TCP; what it sends at its beginning says nothing of that.
            try await home.status(until: "the bot answers a ping") { $0.bots.first?.roundTrip != nil }
            try network.connect(false)
            let report = try await home.status(until: "the link is lost") { report in
                report.findings.contains { $0.id == "LIVE-03" }
            }
            let finding = try #require(report.findings.first { $0.id == "LIVE-03" })
            #expect(finding.evidence.contains("network"), "\(finding)")
            try network.connect(true)
            try await home.status(until: "the bot is back") { report in
                report.bots.first?.state == "online" && !report.findings.contains { $0.id == "LIVE-03" }
            }
            bot.kill()
        }
    }
}

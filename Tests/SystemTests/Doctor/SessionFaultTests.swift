import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// Bots that connect and then go wrong, against the built program, and what its doctor says of each.
@Suite(.serialized)
struct SessionFaultTests {
    private static let settings = """
        endpoint:
          host: 127.0.0.1
          port: 0
          max_message_mib: 1

        """

    @Test("each mistake of a connected bot is named with its id, and a healthy bot beside them has none")
    func faults() async throws {
        try await withConsoleHome(settings: Self.settings) { home in
            _ = try await home.serve()
            let (port, key) = (try await home.port(), try await home.key())
            let healthy = try await TestBot.online(port: port, key: key, from: "127.0.2.250")

            var bots: [(bot: TestBot, selfID: String, fault: SessionFault)] = []
            for (offset, fault) in SessionFault.all.enumerated() {
                let selfID = "\(1_000_030_000 + offset)"
                let source = "127.0.2.\(offset + 1)"
                let bot =
                    fault.isIntroduced
                    ? try await TestBot.online(port: port, key: key, selfID: selfID, from: source)
                    : try await Self.connect(port: port, key: key, selfID: selfID, role: fault.role, from: source)
                try await fault.make(bot, selfID)
                bots.append((bot, selfID, fault))
            }
            let report = try await home.status(until: "every mistake is named") { report in
                bots.allSatisfy { bot in
                    report.findings.contains { $0.id == bot.fault.id && $0.subject == bot.selfID }
                }
            }
            for (_, selfID, fault) in bots {
                let finding = try #require(report.findings.first { $0.id == fault.id && $0.subject == selfID })
                #expect((finding.title + finding.evidence).contains(says: fault.says), "\(fault.name): \(finding)")
                #expect(!finding.title.isEmpty && !finding.fix.isEmpty, "\(fault.name)")
            }
            #expect(report.findings.filter { $0.subject == "1000010001" && $0.severity != "notice" }.isEmpty)
            for bot in bots { await bot.bot.close() }
            await healthy.close()
        }
    }

    private static func connect(
        port: Int,
        key: String,
        selfID: String,
        role: String,
        from source: String
    ) async throws -> TestBot {
        let bot = try await TestBot(port: port, from: source)
        let headers = TestBot.napCatHeaders(selfID: selfID, key: key).map { name, value in
            (name, name == "x-client-role" ? role : value)
        }
        let answer = try await bot.request(headers: headers)
        try #require(answer.status == 101, "\(answer.body)")
        return bot
    }

    @Test("QQ that goes offline runs the operator's command within seconds, and again when it is back")
    func alarm() async throws {
        try await withConsoleHome(settings: nil) { home in
            let script = home.folder + "/alarm.sh"
            let told = home.folder + "/told"
            try "#!/bin/sh\ncat >> '\(told)'\n".write(toFile: script, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
            try home.writeSettings(
                "endpoint: { host: 127.0.0.1, port: 0 }\nalarms:\n  - { on: [LIVE-08], command: [\"\(script)\"] }\n"
            )
            _ = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            func heartbeat(online: Bool) -> String {
                #"{"time":1,"self_id":1000010001,"post_type":"meta_event","meta_event_type":"heartbeat","#
                    + #""interval":30000,"status":{"online":\#(online),"good":true}}"#
            }
            func wasTold(_ change: String) -> Bool {
                let text = (try? String(contentsOfFile: told, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").contains { line in
                    let json = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                    return json?["change"] as? String == change && json?["id"] as? String == "LIVE-08"
                        && json?["subject"] as? String == "1000010001"
                }
            }
            try await bot.send(heartbeat(online: false))
            try await wait(until: "the command was told that QQ is offline") { wasTold("appeared") }
            try await bot.send(heartbeat(online: true))
            try await wait(until: "the command was told that QQ is back") { wasTold("cleared") }
            await bot.close()
        }
    }
}

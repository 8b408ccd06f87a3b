import Foundation
package import Snapshot

/// A report for an issue thread: what was found and what it was found by, without anything that is somebody's own.
package struct ReportText {
    /// What the report says of this machine and program beside the evidence.
    package struct Facts: Equatable, Sendable {
        package var kernel: String
        package var system: String

        package init(kernel: String, system: String) {
            self.kernel = kernel
            self.system = system
        }
    }

    /// Attempts told at most.
    private static let attempts = 60

    private let evidence: Evidence
    private let diagnosis: Diagnosis
    private let language: Language
    private let facts: Facts
    private var scrubber: Scrubber

    package init(_ evidence: Evidence, _ diagnosis: Diagnosis, language: Language, facts: Facts, scrubber: Scrubber) {
        self.evidence = evidence
        self.diagnosis = diagnosis
        self.language = language
        self.facts = facts
        self.scrubber = scrubber
    }

    private var date: String { self.evidence.now.ISO8601Format() }

    private func say(_ english: String, zh chinese: String) -> String {
        self.language == .english ? english : chinese
    }

    /// The report, ending in a line break.
    ///
    /// - Parameter redact: Takes our keys out of a text; first, because what is scrubbed is not to be known again.
    package mutating func text(redacting redact: (String) -> String = { $0 }) -> String {
        var lines = self.head + [""] + self.findings + ["", self.say("## Checked", zh: "## 已检查"), ""]
        lines += self.diagnosis.checks.map { "- \($0.kind.rawValue): \($0.state.rawValue) \($0.detail)" }
        lines += ["", self.say("## Bots", zh: "## 机器人"), ""] + self.bots
        lines += ["", self.say("## Last attempts to connect", zh: "## 最近的连接尝试"), ""] + self.ledger
        return lines.map { redact(self.scrubber.scrub(redact($0))) }.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        let snapshot = self.evidence.snapshot
        let uptime = Int(max(0, min(1e9, self.evidence.now.timeIntervalSince(snapshot.console.startedAt))) / 60)
        return [
            "# OneBot Console \(snapshot.console.version)",
            "",
            "- \(self.facts.system), Linux \(self.facts.kernel)",
            self.say("- written \(self.date) UTC", zh: "- 生成于 \(self.date) UTC"),
            self.say("- up \(uptime) min", zh: "- 已运行 \(uptime) 分钟"),
        ]
            + snapshot.endpoint.listeners.map { listener in
                "- \(listener.host):\(listener.port)\(snapshot.endpoint.path) \(listener.state.rawValue)"
            } + [
                self.say(
                    "- \(snapshot.counters.handshakesAccepted) handshakes accepted, "
                        + "\(snapshot.counters.handshakesRefused) refused, \(snapshot.counters.events) events",
                    zh: "- 接受连接 \(snapshot.counters.handshakesAccepted) 次，"
                        + "拒绝 \(snapshot.counters.handshakesRefused) 次，事件 \(snapshot.counters.events) 个"
                )
            ]
    }

    private var findings: [String] {
        guard !self.diagnosis.findings.isEmpty else {
            return [self.say("Nothing was found.", zh: "没有发现问题。")]
        }
        return self.diagnosis.findings.flatMap { finding in
            let text = self.diagnosis.text(of: finding, self.language)
            return [
                "## \(finding.id.rawValue) (\(finding.severity.rawValue), \(finding.certainty.rawValue)) \(text.title)",
                "", text.evidence, "",
            ] + text.steps.enumerated().map { "\($0.offset + 1). \($0.element)" } + [""]
        }
    }

    private var bots: [String] {
        self.evidence.snapshot.bots.map { bot in
            let software = [bot.implementation, bot.implementationVersion].compactMap { $0 }.joined(separator: " ")
            let roles = bot.links.map(\.role.rawValue).joined(separator: ", ")
            return "- \(bot.selfID) \(software) \(bot.state.rawValue) \(roles); messages \(bot.events.messages), "
                + "meta \(bot.events.metas), calls \(bot.calls) (\(bot.callFailures) failed)"
        }
    }

    /// Only paths that frameworks are known for say something to strangers.
    private static func knownPath(_ path: String) -> String {
        let parts = path.split(separator: "/")
        let isKnown = parts.allSatisfy { part in
            ["onebot", "v11", "v12", "ws", "cqhttp", "api", "event", "OneBotv11"].contains(part)
        }
        return isKnown ? path : "<path of \(parts.count) parts>"
    }

    /// Products and versions, without what stands in brackets behind them: names of machines and people do.
    private static func product(_ userAgent: String) -> String {
        String(userAgent.prefix { $0 != "(" }.prefix(40))
    }

    private var ledger: [String] {
        self.evidence.attempts.suffix(Self.attempts).map { attempt in
            let ago = Int(max(0, min(1e9, self.evidence.now.timeIntervalSince(attempt.time))))
            let details: [String?] = [
                "\(ago) s ago", attempt.address, attempt.firstBytes.rawValue, attempt.method,
                attempt.path.map(Self.knownPath), attempt.userAgent.map(Self.product), attempt.selfID, attempt.role,
                attempt.proxyMarks.joined(separator: "+"),
                "\(attempt.status)", attempt.cause, attempt.end.rawValue,
            ]
            return "- " + details.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " | ")
        }
    }
}

import Logging
import Snapshot

/// The lines about alarms in the log. They name the program and the host of a webhook: arguments and the rest of an
/// address may hold a token.
struct AlarmLog: Sendable {
    let logger: Logger

    /// - Parameters:
    ///   - output: The end of what a command printed, shown if it failed.
    ///   - number: The rule's place in the list, from 1; nil when it is no more.
    func attempted(_ outcome: AlarmOutcome, output: String, rule: AlarmRule, number: Int?) {
        var metadata: Logger.Metadata = [
            "finding": "\(oneLine(outcome.id, limit: 40))", "about": "\(oneLine(outcome.subject, limit: 80))",
            "change": "\(outcome.change.rawValue)",
        ]
        if let number { metadata["rule"] = "\(number)" }
        switch rule.action {
        case .command(let argv): metadata["command"] = "\(oneLine(argv.first ?? "", limit: 256))"
        case .webhook(let url): metadata["host"] = "\(oneLine(WebhookAction.host(of: url), limit: 256))"
        }
        switch outcome.result {
        case .done(let milliseconds):
            metadata["ms"] = "\(milliseconds)"
            self.logger.info("alarm told", metadata: metadata)
        case .failed:
            metadata["reason"] = "\(AlarmPhrases(.english).outcome(outcome))"
            if !output.isEmpty { metadata["output"] = "\(output)" }
            self.logger.warning("alarm not told", metadata: metadata)
        }
    }

    func dropped(_ count: Int, inAll: Int, number: Int) {
        self.logger.warning(
            "alarms dropped, too many wait",
            metadata: ["rule": "\(number)", "count": "\(count)", "in_all": "\(inAll)"]
        )
    }
}

import Snapshot

extension LifeSymptom {
    /// The words for how links ended.
    func englishEnding(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        switch self {
        case .lost(let time, let silence, let loss):
            let why =
                switch loss {
                case .network: "Data of ours was no longer acknowledged: most likely the network on the way is down."
                case .frozen:
                    "Its machine still acknowledged data: most likely the bot's process stands still."
                case .unknown: "Whether the network or the process failed cannot be seen from here."
                }
            return FindingText(
                title: "\(who) fell silent and has not come back",
                evidence: "Nothing was heard for \(context.duration(silence)); at \(context.clock(time)) the link was "
                    + "given up. \(why)",
                steps: loss == .frozen
                    ? ["Restart the bot program.", "Look at memory and load of its machine."]
                    : [
                        "See whether the bot's machine is up: ping it from here.",
                        "See whether the bot program still runs there, and restart it where it does not come back.",
                    ],
                clears: "goes away when a new link of the bot carries traffic"
            )
        case .cut(_, let isReset, let lifetime, let company, let back):
            let how = isReset ? "reset (RST)" : "closed (FIN)"
            let state =
                back.map { "It is back since \(context.clock($0)), not yet for ten minutes." }
                ?? "It has not come back."
            return FindingText(
                title: back == nil
                    ? "\(who) vanished without a goodbye" : "\(who) vanished without a goodbye and is back",
                evidence: "At \(context.clock(finding.since)), after \(context.duration(lifetime)), TCP was \(how) "
                    + "without a close frame\(finding.count > 1 ? ", \(finding.count) times within the hour" : ""). "
                    + "\(company.english(context)) \(state)",
                steps: company.isNetwork
                    ? [
                        "See whether the network or a proxy between the bots and this machine was restarted.",
                        "Look at the machine that these bots run on: was it restarted, or short of memory?",
                    ]
                    : [
                        "Look into the bot's log at that time: was it restarted, or did it crash?",
                        "Where it runs in a container: docker ps -a shows restarts and exit codes (137: out of memory).",
                        "Where it happens again and again, look for a proxy on the way that cuts links.",
                    ],
                clears: "goes away when the bot has been back for ten minutes"
            )
        case .roundTime(let seconds, let isIdle, let matching, let all, let kind):
            let listed = matching.prefix(8).map { "\(Int(min($0, 1e9).rounded()))" }.joined(separator: ", ")
            let what = isIdle ? "after \(seconds) s without traffic" : "at an age of \(seconds) s"
            return FindingText(
                title: "links of \(who) are cut \(what)",
                evidence: "\(matching.count) of the last \(all) links ended \(what): \(listed) s. Most likely the time "
                    + "limit of a proxy, NAT or load balancer on the way.",
                steps: [
                    "Raise the limit: nginx proxy_read_timeout and proxy_send_timeout 3600s; for load balancers the "
                        + "idle timeout.",
                    isIdle
                        ? "Or set the heartbeat below \(seconds / 2) s: \(kind.place(.english))."
                        : "Or let the bot dial this machine directly, without the proxy.",
                ],
                clears: "goes away when a link lives longer than \(context.duration(Double(3 * seconds)))"
            )
        default: return self.english(context)
        }
    }
}

extension LifeSymptom.Company {
    var isNetwork: Bool { if case .others = self { true } else { false } }

    fileprivate func english(_ context: FindingContext) -> String {
        switch self {
        case .others(let count):
            "\(context.count(count, "other bot")) from there dropped within five seconds: most likely the network or "
                + "their machine."
        case .alone(let staying):
            "\(context.count(staying, "other bot")) from there stayed: most likely its own process."
        case .onlyOne: "Whether its process ended or the network cut it cannot be seen from here."
        }
    }
}

import Snapshot

extension LifeSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .lost, .cut, .roundTime: self.englishEnding(context)
        default: self.englishState(context)
        }
    }

    private func englishState(_ context: FindingContext) -> FindingText {
        let who = context.who
        switch self {
        case .silentStart(let since, let events, let kind):
            let heard =
                events > 0
                ? "\(context.count(events, "event")) came since, so it works all the same." : "Nothing was heard since."
            return FindingText(
                title: "\(who) has not introduced itself",
                evidence: "Connected since \(context.clock(since)), without a lifecycle event. \(heard)",
                steps: events > 0
                    ? ["Nothing has to be done; an update of the bot program may bring the event."]
                    : [
                        "See whether the account is logged in: NapCat's WebUI, or the bot's log.",
                        "See whether a bot dials here at all: a framework or a test client says nothing either.",
                        "Restart \(kind.name(.english)) once it is logged in.",
                    ],
                clears: "goes away with a lifecycle event, a heartbeat or an answer to a call"
            )
        case .noHeartbeat(let last, let kind):
            let heard = last.map { "The last heartbeat came at \(context.clock($0))" } ?? "No heartbeat has come"
            return FindingText(
                title: "\(who) sends no heartbeats",
                evidence: "\(heard), while events do come. Without heartbeats a quiet bot and a dead one look alike.",
                steps: [
                    "Open \(kind.place(.english)).",
                    "Set the heartbeat interval to 30000 ms and save.",
                ],
                clears: "goes away after two heartbeats"
            )
        case .wrongInterval(let announced, let measured):
            return FindingText(
                title: "\(who) does not keep the heartbeat interval it announces",
                evidence: "It announces \(announced) ms and sends every \(measured) ms. What is measured is used.",
                steps: ["Nothing has to be done; an update of the bot program may mend it."],
                clears: "goes away when both agree within 30 percent"
            )
        case .fakeDeath(let last, let expected, let sends, let kind):
            return FindingText(
                title: "\(who) says it is well, but \(expected == nil ? "sends hang" : "messages stay away")",
                evidence: [
                    expected.map { expected in
                        let since = last.map { " since \(context.clock($0))" } ?? ""
                        return "No message came\(since), where about \(Int(min(expected, 1e9))) were to be expected by "
                            + "other days."
                    },
                    sends > 0 ? "\(context.count(sends, "send")) got no answer." : nil,
                    "Heartbeats or other calls go on, so most likely its QQ has got stuck.",
                ].compactMap { $0 }.joined(separator: " "),
                steps: [
                    "Restart \(kind.name(.english)) (docker restart NAME, where it runs in a container).",
                    "Send the bot a private message, and let it send one.",
                    "Where it stays so, log the account in again.",
                ],
                clears: "goes away with a message and a send that is answered"
            )
        case .onlyMetas(let since, let beats, let kind):
            return FindingText(
                title: "\(who) has sent nothing but heartbeats",
                evidence:
                    "\(context.count(beats, "heartbeat")) since \(context.clock(since)), but no message, notice or "
                    + "request. Nobody may have written to it, or the bot does not pass on what it gets.",
                steps: [
                    "Send the bot a private message now, from another account.",
                    "Where it does not appear under Events, look into the log of \(kind.name(.english)) whether it "
                        + "arrives there.",
                    "Look for filters in the bot's settings, and log in again: a new device may not be in step yet.",
                ],
                clears: "goes away with the first message, notice or request"
            )
        case .lost, .cut, .roundTime: return self.englishEnding(context)
        }
    }
}

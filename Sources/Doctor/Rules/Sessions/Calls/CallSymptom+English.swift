import Snapshot

extension CallSymptom {
    func english(_ context: FindingContext) -> FindingText {
        switch self {
        case .missingPath, .pathForm, .unreachableURL, .expiredLink, .tooBig: self.englishFile(context)
        default: self.englishCall(context)
        }
    }

    private func englishCall(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        let times = context.count(finding.count, "time")
        switch self {
        case .unknownOutcome(let action, let seconds, let target):
            let to = target.map { " to \($0)" } ?? ""
            return FindingText(
                title: "\(action) of \(who): no answer, may be done",
                evidence:
                    "\(times), last\(to) at \(last): no answer within \(context.duration(seconds)). The message may "
                    + "have been delivered. It was not repeated.",
                steps: [
                    "Look into the chat before you send it again, or it may stand there twice.",
                    "Large files take NapCat long (10 s and 1 s for every 256 KiB): give such calls a longer time-out.",
                ],
                clears: "goes away when this action has succeeded, a late answer has come, or after an hour"
            )
        case .neverAnswered(let action, let others):
            return FindingText(
                title: "\(action) hangs on \(who)",
                evidence: "\(times) without answer, last at \(last). "
                    + (others
                        ? "Other calls were answered meanwhile." : "No other call has been answered since, either."),
                steps: others
                    ? [
                        "Do without this action, or try it again after an update of the bot.",
                        "Look into the bot's log at that time.",
                    ]
                    : [
                        "Look into the bot's log: does the call arrive there?",
                        "Restart the bot program.",
                    ],
                clears: "goes away when this action is answered, or the bot has connected anew"
            )
        case .unsupported(let action, let software):
            return FindingText(
                title: "\(who) does not know \"\(action)\"",
                evidence: "\(software ?? "The bot program") refused it as unknown \(times), last at \(last).",
                steps: [
                    "See in the documentation of the bot program how this action is called there, if it has it.",
                    "Update the bot program.",
                ],
                clears: "goes away when this action succeeds, or the bot has connected anew"
            )
        case .badParameters(let action, let wording):
            return FindingText(
                title: "\(who) rejects the parameters of \(action)",
                evidence: "\(times), last at \(last)." + (wording.isEmpty ? "" : " It says: \(wording)"),
                steps: [
                    "Compare the parameters with the documentation of the action; ids must be numbers there.",
                    "The call and its answer stand under API.",
                ],
                clears: "goes away when this action succeeds"
            )
        case .swallowed(let obstacle, let action, let target, let wording):
            let place = target ?? "the chat"
            return FindingText(
                title: "\(who): \(obstacle.english)",
                evidence: "\(action) to \(place) \(times), last at \(last). "
                    + (obstacle == .noMessageID
                        ? "The bot answered ok but named no message; most likely QQ swallowed it."
                        : "The bot says: \(wording)"),
                steps: obstacle.englishSteps(place),
                clears: "goes away when a send succeeds"
            )
        case .oddAnswers(let late, let foreign):
            let parts = [
                late > 0 ? "\(context.count(late, "answer")) came after the call had been given up" : nil,
                foreign > 0 ? "\(context.count(foreign, "answer")) belonged to no call of this console" : nil,
            ]
            return FindingText(
                title: "\(who) answers late, or to calls that are not ours",
                evidence: parts.compactMap { $0 }.joined(separator: "; ") + "; last at \(last).",
                steps: [
                    late > 0
                        ? "Give slow actions a longer time-out; a late answer means that the call was carried out."
                        : "After a restart of this console that is usual: the calls were made before it.",
                    "Where it goes on, see whether another program shares this link by a relay.",
                ],
                clears: "goes away when none has come for an hour"
            )
        default: return self.englishFile(context)
        }
    }
}

extension CallSymptom.Obstacle {
    fileprivate var english: String {
        switch self {
        case .riskControl: "QQ refuses its messages (risk control)"
        case .muted: "QQ refuses its messages, it is muted"
        case .notMember: "QQ refuses its messages, it is not in the group"
        case .notFriend: "QQ refuses its messages, they are not friends"
        case .tooOften: "QQ refuses its messages, they come too often"
        case .noMessageID: "a message was taken, most likely not delivered"
        }
    }

    fileprivate func englishSteps(_ place: String) -> [String] {
        switch self {
        case .riskControl, .noMessageID:
            [
                "Look into \(place) with another account: is the message there?",
                "Send less and vary the text for some hours; log in to the account on a phone and look for a warning.",
            ]
        case .muted: ["Ask an administrator of \(place) to lift the mute, or wait for its end."]
        case .notMember: ["See whether the account is still in \(place), and invite it again."]
        case .notFriend: ["Add \(place) as a friend of the account first."]
        case .tooOften: ["Send more slowly: at most one message a second in one chat."]
        }
    }
}

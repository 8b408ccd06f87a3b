import Snapshot

extension EventSymptom {
    func english(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        switch self {
        case .stringMessages(let kind):
            return FindingText(
                title: "\(who) reports messages as CQ strings",
                evidence: "\(context.count(finding.count, "message")) came as a string instead of an array, last at "
                    + "\(last). Programs that expect arrays do not understand them.",
                steps: kind.arrayFormat(.english),
                clears: "goes away with the first message that is an array"
            )
        case .ownMessages(let kind):
            return FindingText(
                title: "\(who) reports its own messages",
                evidence: "\(context.count(finding.count, "message")) that the bot sent itself came as events, last at "
                    + "\(last). A program that answers them answers itself for ever.",
                steps: [
                    "Open \(kind.place(.english)).",
                    "Switch off \"report self messages\" (NapCat: reportSelfMessage) and save.",
                ],
                clears: "goes away when none has come for 24 hours"
            )
        case .twice(let first, let second, let kind):
            let by = second.map { "by \(first.text) and by \($0.text)" } ?? "on one link, \(first.text)"
            return FindingText(
                title: "messages of \(who) arrive twice",
                evidence: "\(context.count(finding.count, "message")) came twice within ten seconds, \(by); last at "
                    + "\(last). Every command would be answered twice.",
                steps: second == nil
                    ? [
                        "Restart \(kind.name(.english)): events that double on one link are a fault of the bot.",
                        "Where it stays so, update it, and look for a second entry with this address in it.",
                    ]
                    : [
                        "Open \(kind.place(.english)) and look for two enabled entries with this address.",
                        "See whether two programs are logged in with this account.",
                        "Keep one and disable the other.",
                    ],
                clears: "goes away when none came twice for 30 minutes"
            )
        case .stale(let kind):
            return FindingText(
                title: "\(who) sends old messages again",
                evidence:
                    "\(context.count(finding.count, "message")) were older than two minutes when they came, last at "
                    + "\(last). Most likely collected while the bot was offline or not connected.",
                steps: [
                    "Programs behind the console should look at the time of a message before they answer.",
                    "To be rid of them switch off \"report offline messages\" in \(kind.name(.english)), where it has that.",
                ],
                clears: "goes away when no old message has come for ten minutes"
            )
        case .skew(let seconds, let isTimeZone, let ours):
            return self.englishSkew(context, seconds: seconds, isTimeZone: isTimeZone, ours: ours)
        case .raw(let kind):
            return FindingText(
                title: "\(who) sends events in debug mode",
                evidence:
                    "\(context.count(finding.count, "event")) carried the raw message besides (raw), last at \(last). "
                    + "That makes them many times larger.",
                steps: [
                    "Open \(kind.place(.english)).",
                    "Switch off debug and save.",
                ],
                clears: "goes away after fifty events without it"
            )
        case .textIDs:
            return FindingText(
                title: "\(who) uses ids that are no numbers",
                evidence: "\(context.count(finding.count, "event")) carried ids as text. They are kept as text here; "
                    + "other programs may stumble over them.",
                steps: ["Nothing has to be done; bots of QQ's official platform (Gensokyo) have such ids."],
                clears: "stands as a note while such ids come"
            )
        case .unknownFrames:
            return FindingText(
                title: "\(who) sends frames that are not OneBot 11",
                evidence:
                    "Within the last hour at least \(context.count(finding.count, "frame")) were JSON, but neither "
                    + "event nor answer; last at \(last). The bot's page shows samples.",
                steps: [
                    "See whether it is a bot that dials here, and not another program.",
                    "Update the bot program, or switch its protocol to OneBot 11.",
                ],
                clears: "goes away when none has come for an hour"
            )
        case .sharedGroup(let group, let others, let count):
            let more = count > others.count ? " and \(count - others.count) more" : ""
            return FindingText(
                title: "\(who) and \(context.count(count, "other account")) are in one group",
                evidence: "In group \(group) the same messages came by \(who) and by "
                    + "\(others.joined(separator: ", "))\(more), at least \(finding.count) of them; last at \(last). A "
                    + "program that serves all of them answers every command more than once.",
                steps: [
                    "Choose one account for that group, and let the program ignore the group for the others.",
                    "Or take the others out of the group.",
                ],
                clears: "goes away when no message has come by both for 30 minutes"
            )
        }
    }

    private func englishSkew(
        _ context: FindingContext,
        seconds: Double,
        isTimeZone: Bool,
        ours: MachineFacts.ClockState
    ) -> FindingText {
        let state =
            switch ours {
            case .synchronised: "This machine's clock is synchronised, so the bot's is wrong."
            case .unsynchronised: "This machine's clock is not synchronised, so it may be ours that is wrong."
            case .unknown: "Which of the two is wrong cannot be seen from here."
            }
        let side = seconds > 0 ? "behind" : "ahead of"
        return FindingText(
            title: "the clock of \(context.who) differs by \(context.duration(abs(seconds)))",
            evidence:
                "Its events are \(context.duration(abs(seconds))) \(side) this machine's time (median of the last "
                + "five). " + (isTimeZone ? "Exactly eight hours: a time zone is mistaken for the time." : state),
            steps: isTimeZone
                ? [
                    "Set the time zone of the bot's machine instead of moving its clock: timedatectl set-timezone "
                        + "Asia/Shanghai",
                    "In a container set TZ=Asia/Shanghai and restart it.",
                ]
                : [
                    "On the machine whose clock is wrong: sudo timedatectl set-ntp true",
                    "Look at it there: timedatectl status",
                ],
            clears: "goes away when the median of five events differs by five seconds or less"
        )
    }
}

extension BotKind {
    /// Where the format of messages is chosen.
    func arrayFormat(_ language: Language) -> [String] {
        switch (self, language) {
        case (.goCQHTTP, .english):
            ["In config.yml set message: post-format: array", "Restart go-cqhttp."]
        case (.goCQHTTP, .chinese): ["在 config.yml 的 message 下设置 post-format: array", "重启 go-cqhttp。"]
        case (_, .english):
            [
                "Open \(self.place(.english)).",
                "Set the message format (messagePostFormat) to Array and save.",
            ]
        case (_, .chinese):
            ["打开\(self.place(.chinese).afterChinese)。", "把“消息格式”（messagePostFormat）改为 Array 并保存。"]
        }
    }
}

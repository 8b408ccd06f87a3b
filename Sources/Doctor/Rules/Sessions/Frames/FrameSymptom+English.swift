import Snapshot

extension FrameSymptom {
    func english(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        switch self {
        case .tooBigForUs(let reason):
            return FindingText(
                title: "\(who) sends messages larger than this console takes",
                evidence: "\(context.count(finding.count, "link")) had to be closed for it, last at \(last)"
                    + (reason.isEmpty ? "." : ": \(reason)."),
                steps: [
                    "Raise the limit: 8 Settings, largest message.",
                    "Or let the bot report files by URL instead of base64.",
                ],
                clears: "goes away when none has come for 24 hours"
            )
        case .unreadable(let closed):
            return FindingText(
                title: "\(who) sends frames that cannot be read",
                evidence: "\(context.count(finding.count, "frame")) of the last hour were no JSON or no UTF-8, last at "
                    + "\(last)."
                    + (closed ? " For broken UTF-8 the link had to be closed (1007)." : " The link was kept."),
                steps: [
                    "Look at the samples on the bot's page: is it a OneBot program at all?",
                    "Update the bot program.",
                ],
                clears: "goes away when none has come for an hour"
            )
        case .brokenProtocol(let reason):
            return FindingText(
                title: "\(who) breaks the WebSocket protocol",
                evidence: "\(context.count(finding.count, "link")) had to be closed for it (1002), last at \(last)"
                    + (reason.isEmpty ? "." : ": \(reason)."),
                steps: [
                    "See whether a proxy or accelerator on the way changes WebSocket frames; dial directly for a test.",
                    "Switch off compression in the bot or proxy: none was agreed on.",
                    "Update the bot program.",
                ],
                clears: "goes away when a link has lasted for ten minutes"
            )
        case .binary:
            return FindingText(
                title: "\(who) sends binary frames",
                evidence:
                    "\(context.count(finding.count, "binary frame")), last at \(last). OneBot 11 has text frames only.",
                steps: [
                    "See whether the bot is set to OneBot 12 or msgpack, and switch it to OneBot 11 with JSON.",
                    "Update the bot program.",
                ],
                clears: "goes away when none has come for an hour"
            )
        }
    }
}

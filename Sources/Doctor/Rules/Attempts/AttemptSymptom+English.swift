extension AttemptSymptom {
    func english(_ context: FindingContext) -> FindingText {
        let finding = context.finding
        switch self {
        case .retiredKey(let retiredAt, _, let userAgent, let selfID):
            let who = [userAgent.map { "User-Agent \($0)" }, selfID.map { "QQ \($0)" }].compactMap { $0 }
            let from = who.isEmpty ? context.subject : "\(context.subject) (\(who.joined(separator: ", ")))"
            let replaced = retiredAt.map { "the one replaced at \(context.clock($0))" } ?? "one replaced earlier"
            return FindingText(
                title: "\(context.subject) sends the previous access key",
                evidence:
                    "\(finding.count) refused handshakes from \(from) since \(context.clock(finding.since)), last at "
                    + "\(context.clock(finding.last)). Its key equals \(replaced).",
                steps: [
                    "On that machine open NapCat → Network configuration.",
                    "Put the present access key (c copies it) into the WebSocket client's Token.",
                    "Save, then switch the client off and on: NapCat keeps the old token until it reconnects.",
                ],
                clears: "goes away when it connects with the present key"
            )
        }
    }
}

extension SessionSymptom {
    func english(_ context: FindingContext) -> FindingText {
        let finding = context.finding
        switch self {
        case .accountGone(let reason):
            let said = reason.isEmpty ? "It gave no reason." : "It said: \(reason)."
            return FindingText(
                title: "QQ \(context.subject) was offline when its link ended",
                evidence:
                    "At \(context.clock(finding.since)) the bot reported that QQ is not online. \(said) Since then its "
                    + "link has ended; whether QQ is back cannot be seen.",
                steps: [
                    "Start the bot program, or see whether it runs.",
                    "Open NapCat's WebUI, look at the login state, and log in again where it is needed.",
                ],
                clears: "goes away when the bot is back and reports online"
            )
        case .accountOffline(let reason):
            let said = reason.isEmpty ? "It gives no reason." : "It says: \(reason)."
            return FindingText(
                title: "QQ \(context.subject) is offline although its link is up",
                evidence: "Since \(context.clock(finding.since)) the bot itself reports that QQ is not online. \(said)",
                steps: [
                    "NapCat: restart it (R in 2 Connect); if it then wants a login, x there shows the code.",
                    "Another NapCat than the one in 2 Connect: restart it, then log in on its WebUI's page.",
                    "Other programs: log in again there, by quick login or the new QR code.",
                ],
                clears: "goes away when the bot reports online again and an event or a call has passed"
            )
        case .identity(let symptom): return symptom.english(context)
        case .life(let symptom): return symptom.english(context)
        case .event(let symptom): return symptom.english(context)
        case .call(let symptom): return symptom.english(context)
        case .frame(let symptom): return symptom.english(context)
        }
    }
}

import Snapshot

/// What is wrong with bots that are connected, or were a moment ago.
package enum SessionSymptom: Equatable, Sendable {
    /// LIVE-08: QQ is gone while the link is up.
    case accountOffline(reason: String)
    /// LIVE-08: QQ was gone when the last link ended, and nobody has said that it is back.
    case accountGone(reason: String)
    /// Who is connected, how often, and by what right: ID, HS-08, AUTH-12, TLS-04.
    case identity(IdentitySymptom)
    /// Whether the bot lives: LIVE.
    case life(LifeSymptom)
    /// What it reports: EVT.
    case event(EventSymptom)
    /// What became of calls: API, FILE, FRM-01.
    case call(CallSymptom)
    /// Frames that break rules: FRM-02 … FRM-05.
    case frame(FrameSymptom)

    package var id: FindingID {
        switch self {
        case .accountOffline, .accountGone: .live08
        case .identity(let symptom): symptom.id
        case .life(let symptom): symptom.id
        case .event(let symptom): symptom.id
        case .call(let symptom): symptom.id
        case .frame(let symptom): symptom.id
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}

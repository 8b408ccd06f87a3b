import Snapshot

/// What is wrong with bots that are connected, or were a moment ago.
package enum SessionSymptom: Equatable, Sendable {
    /// LIVE-08: QQ is gone while the link is up.
    case accountOffline(reason: String)

    package var id: FindingID {
        switch self {
        case .accountOffline: .live08
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}

import Snapshot

/// What is wrong with this machine, with the way to it, or with this console's settings.
package enum MachineSymptom: Equatable, Sendable {
    /// SEC-06: the port that scanners try is reachable from outside.
    case defaultPort(address: String)

    package var id: FindingID {
        switch self {
        case .defaultPort: .sec06
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}

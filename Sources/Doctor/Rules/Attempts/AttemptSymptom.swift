import Snapshot

package import struct Foundation.Date

/// What is wrong with attempts to connect.
package enum AttemptSymptom: Equatable, Sendable {
    /// AUTH-09: the key is one that was replaced at `retiredAt`.
    case retiredKey(retiredAt: Date?, graceEndsAt: Date?, userAgent: String?, selfID: String?)

    package var id: FindingID {
        switch self {
        case .retiredKey: .auth09
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}

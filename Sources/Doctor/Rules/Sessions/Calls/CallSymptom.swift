/// What became of calls to a bot.
package enum CallSymptom: Equatable, Sendable {
    /// What keeps a message from being delivered.
    package enum Obstacle: Equatable, Hashable, Sendable, CaseIterable {
        case riskControl, muted, notMember, notFriend, tooOften
        /// The bot said `ok`, but named no message.
        case noMessageID
    }

    /// What is odd about a path.
    package enum PathFlaw: Equatable, Hashable, Sendable, CaseIterable {
        case windows, percentEncoded, twoSlashes, relative
    }

    /// Where a bot is, seen from here.
    package enum Place: Equatable, Hashable, Sendable, CaseIterable {
        case sameMachine, container, elsewhere
    }

    /// API-01: a send without answer, which may have been delivered.
    case unknownOutcome(action: String, seconds: Double, target: String?)
    /// API-02: an action that is never answered; `others`: other calls are.
    case neverAnswered(action: String, others: Bool)
    /// API-03.
    case unsupported(action: String, software: String?)
    /// API-04.
    case badParameters(action: String, wording: String)
    /// API-05.
    case swallowed(Obstacle, action: String, target: String?, wording: String)
    /// API-06: answers after their time, and answers to no call of ours.
    case oddAnswers(late: Int, foreign: Int)
    /// FILE-01.
    case missingPath(String?, Place)
    /// FILE-02.
    case pathForm(String, PathFlaw)
    /// FILE-03.
    case unreachableURL(host: String?, Place, isPrivate: Bool)
    /// FILE-04.
    case expiredLink(host: String?)
    /// FRM-01: in bytes.
    case tooBig(action: String, bytes: Int, limit: Int, kind: BotKind)

    package var id: FindingID {
        switch self {
        case .unknownOutcome: .api01
        case .neverAnswered: .api02
        case .unsupported: .api03
        case .badParameters: .api04
        case .swallowed: .api05
        case .oddAnswers: .api06
        case .missingPath: .file01
        case .pathForm: .file02
        case .unreachableURL: .file03
        case .expiredLink: .file04
        case .tooBig: .frm01
        }
    }
}

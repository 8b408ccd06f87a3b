package import Snapshot

/// What is wrong with what a bot reports.
package enum EventSymptom: Equatable, Sendable {
    /// EVT-01: messages are CQ strings.
    case stringMessages(BotKind)
    /// EVT-02: the bot reports what it sends itself.
    case ownMessages(BotKind)
    /// EVT-03: messages come twice; `second` is nil where they come twice on one link.
    case twice(first: LinkName, second: LinkName?, kind: BotKind)
    /// EVT-04: old messages come again.
    case stale(BotKind)
    /// EVT-05: the bot's clock differs by this many seconds; positive where it is behind ours.
    case skew(seconds: Double, isTimeZone: Bool, ours: MachineFacts.ClockState)
    /// EVT-06: events carry the raw message.
    case raw(BotKind)
    /// EVT-07: ids that are no numbers.
    case textIDs
    /// EVT-08: JSON that is no OneBot v11.
    case unknownFrames
    /// EVT-09: others of our bots are in the same group; at most three are named.
    case sharedGroup(group: Int64, others: [String], otherCount: Int)

    package var id: FindingID {
        switch self {
        case .stringMessages: .evt01
        case .ownMessages: .evt02
        case .twice: .evt03
        case .stale: .evt04
        case .skew: .evt05
        case .raw: .evt06
        case .textIDs: .evt07
        case .unknownFrames: .evt08
        case .sharedGroup: .evt09
        }
    }
}

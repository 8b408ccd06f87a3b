/// The boxes of the Overview.
package enum OverviewBox: Int, CaseIterable, Sendable {
    case connect
    case bots
    case attention
}

/// The Overview as one terminal has it.
package struct OverviewState: Equatable, Sendable {
    package var focus = OverviewBox.bots
    package var connectRow = 0
    /// Place in what needs attention.
    package var cursor = FindingCursor()
}

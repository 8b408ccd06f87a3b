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
    /// Identity of the line of attention the cursor is on.
    package var attention: String?
    package var attentionRow = 0
    package var attentionTop = 0
}

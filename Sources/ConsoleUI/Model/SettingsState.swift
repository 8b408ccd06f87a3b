package import Snapshot
package import Terminal

/// The form as one terminal has it.
package struct SettingsState: Equatable, Sendable {
    package var selected = SettingRow.field(.host)
    package var top = 0
    package var open: OpenField?
    var keys = KeyPageState()
}

/// A field that is being typed in.
package struct OpenField: Equatable, Sendable {
    package var field: SettingField
    package var editor: LineEditor
    /// Whether anything was typed: a secret's field opens empty, and Enter must not clear it.
    package var touched = false
    /// What the typed text is worth, or why it was refused.
    package var verdict: SettingJudgement.Verdict?
    /// Whether the value is on its way into force.
    package var pending = false
}

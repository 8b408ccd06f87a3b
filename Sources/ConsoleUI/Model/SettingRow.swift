/// A row of the Settings that the cursor can be on.
package enum SettingRow: Equatable, Sendable {
    case field(SettingField)
    /// Opens the list of keys.
    case keys
    /// An alarm by its place in the snapshot.
    case alarm(Int)

    /// The field of the row; nil for an alarm.
    package var field: SettingField? {
        if case .field(let field) = self { field } else { nil }
    }
}

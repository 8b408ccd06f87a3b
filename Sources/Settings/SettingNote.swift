/// Something about the settings that works but should be known.
package enum SettingNote: Equatable, Sendable {
    /// A key of the file that means nothing to us; kept as it is.
    case unknownKey(path: String, suggestion: String?, place: SettingProblem.Place)
    /// A variable with our prefix that means nothing to us.
    case unknownVariable(name: String, suggestion: String?)
    /// A key that is easily guessed (SEC-02).
    case weakKey(path: String, [KeyStrength.Weakness])
    /// Anybody may connect (SEC-01).
    case anonymousAllowed
    /// No settings file could be made; everything comes from elsewhere.
    case fileNotMade(FileTrouble, file: String)
}

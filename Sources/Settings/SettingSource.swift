/// Where a setting's value came from, strongest first.
package enum SettingSource: Sendable, Hashable {
    case argument
    /// Pinned by the environment variable of this name.
    case environment(String)
    case file
    case builtIn

    /// Whether the settings file is too weak to change the value.
    package var isPinned: Bool {
        switch self {
        case .argument, .environment: true
        case .file, .builtIn: false
        }
    }
}

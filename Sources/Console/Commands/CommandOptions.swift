package import Snapshot

/// The options that every command takes.
package struct CommandOptions: Equatable, Sendable {
    /// `--config`
    package var settingsFile: String?
    /// `--state-dir`
    package var stateFolder: String?
    /// `--lang`
    package var language: Language?

    package init(settingsFile: String? = nil, stateFolder: String? = nil, language: Language? = nil) {
        self.settingsFile = settingsFile
        self.stateFolder = stateFolder
        self.language = language
    }

    /// - Parameter languageCode: `en` or `zh`.
    package init(settingsFile: String?, stateFolder: String?, languageCode: String?) {
        self.init(
            settingsFile: settingsFile,
            stateFolder: stateFolder,
            language: languageCode.flatMap(Language.init(rawValue:))
        )
    }
}

extension Language {
    /// The operator's language as the C library finds it (POSIX, environment variables): the first of the three
    /// variables that is set and not empty counts. Anything but Chinese is English.
    package init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
    }
}

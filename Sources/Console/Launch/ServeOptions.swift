package import Snapshot

/// Everything a serving process is told when it starts.
package struct ServeOptions: Sendable {
    /// The settings file, absolute; it need not exist yet.
    package var settingsFile: String
    /// Prepared and checked.
    package var stateFolder: StateFolder
    /// `--lang`: wins over the setting.
    package var language: Language?
    /// In which language whoever starts the process is told why it cannot serve.
    package var spokenLanguage: Language
    /// `--set`, by path of the setting; never a secret. They win over everything and are not saved.
    package var settings: [String: String]
    /// In the foreground: the log goes to standard error, too.
    package var headless: Bool
    /// How it is written there.
    package var logFormat: LogFormat
    /// To be told when it serves, or why it cannot.
    package var readiness: Readiness
    /// What the program has left that ran in this process before.
    var inherited = Inheritance(.none)

    package init(
        settingsFile: String,
        stateFolder: StateFolder,
        language: Language? = nil,
        spokenLanguage: Language = .english,
        settings: [String: String] = [:],
        headless: Bool = false,
        logFormat: LogFormat = .text,
        readiness: Readiness = Readiness(descriptor: nil)
    ) {
        self.settingsFile = settingsFile
        self.stateFolder = stateFolder
        self.language = language
        self.spokenLanguage = spokenLanguage
        self.settings = settings
        self.headless = headless
        self.logFormat = logFormat
        self.readiness = readiness
    }
}

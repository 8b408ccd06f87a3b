/// The languages in which a problem, a note or a report can be worded.
package enum SettingsLanguage: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case chinese = "zh"
}

/// The setting `language`: which language the console speaks.
package enum LanguageChoice: String, Sendable, Hashable, CaseIterable {
    /// By `LC_ALL`, `LC_MESSAGES` and `LANG`.
    case auto
    case english = "en"
    case chinese = "zh"
}

package import OneBot

/// Where a setting's value came from, strongest first.
package enum SettingOrigin: Equatable, Hashable, Sendable {
    case argument
    /// Pinned by an environment variable of this name; not to be edited on the screen.
    case environment(String)
    case file
    case builtIn
}

/// One setting for the screen: its path in the settings file and its value as text.
package struct SettingFacts: Equatable, Sendable {
    /// For example `endpoint.port`.
    package var path: String
    /// As it is shown. Empty for a secret, and without what is secret in a URL.
    package var value: String
    package var origin: SettingOrigin
    /// As it is typed, where ``value`` does not show all of it.
    package var whole: Secret?

    package init(path: String, value: String, origin: SettingOrigin, whole: Secret? = nil) {
        self.path = path
        self.value = value
        self.origin = origin
        self.whole = whole
    }

    /// What stands in the field when it is opened.
    package var typed: String { self.whole?.exposed ?? self.value }
}

/// What a value typed into a field is worth, judged while it is typed. The texts are in the operator's language.
package struct SettingJudgement: Equatable, Sendable {
    package enum Verdict: Equatable, Sendable {
        /// Good, with a word on why (`free`, `unchanged`); may be empty.
        case accepted(String)
        /// Good, but the operator should know something.
        case acceptedWithWarning(String)
        case refused(String)
    }

    package var path: String
    /// The text that was judged, to tell a late answer from the one for what stands there now.
    package var text: String
    package var verdict: Verdict

    package init(path: String, text: String, verdict: Verdict) {
        self.path = path
        self.text = text
        self.verdict = verdict
    }
}

package import Snapshot

/// A short text in every language of the console. Both are demanded, so that none can be forgotten.
package struct Words: Equatable, Sendable {
    package let english: String
    package let chinese: String

    package init(en english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The text in a language.
    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: self.english
        case .chinese: self.chinese
        }
    }
}

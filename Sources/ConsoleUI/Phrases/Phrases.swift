package import Snapshot

/// Every text of the screen as typed functions, once in each language: a text that one language lacks does not compile.
/// The requirements and both translations of a topic stand in the file of the topic.
package protocol Phrases: FramePhrases, TimePhrases, OverviewPhrases, AddressPhrases, CopyPhrases, BotPhrases,
    BotDetailPhrases,
    ConnectPhrases, NapCatPhrases, PreviewPhrases, DoctorPhrases, RemedyPhrases, SelfTestPhrases, AlarmPhrases,
    SettingsPhrases, KeyPhrases, DialogPhrases, LogPhrases,
    EventPhrases, ApiPhrases, CommandPhrases, Sendable
{}

package struct EnglishPhrases: Phrases {
    package init() {}
}

package struct ChinesePhrases: Phrases {
    package init() {}
}

extension Language {
    /// The texts of the language.
    package var phrases: any Phrases {
        switch self {
        case .english: EnglishPhrases()
        case .chinese: ChinesePhrases()
        }
    }
}

import Snapshot
import Testing

@testable import Console

@Suite struct LanguageTests {
    @Test(
        "the language is the locale's, by the first variable that is set",
        arguments: [
            ([:], Language.english), (["LANG": "zh_CN.UTF-8"], .chinese), (["LANG": "en_US.UTF-8"], .english),
            (["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], .english), (["LC_ALL": "", "LANG": "zh_TW"], .chinese),
            (["LC_MESSAGES": "zh_CN", "LANG": "en_US"], .chinese), (["LC_CTYPE": "zh_CN.UTF-8"], .english),
            (["LANG": "ZH"], .chinese), (["LANG": "de_DE.UTF-8"], .english),
        ]
    )
    func locale(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }

    @Test("--lang wins over the locale")
    func option() {
        let context = CommandContext(
            options: CommandOptions(settingsFile: nil, stateFolder: nil, languageCode: "en"),
            environment: ["LANG": "zh_CN.UTF-8"]
        )
        #expect(context.language == .english)
    }

    @Test(
        "every problem of a state folder has a sentence with a way out in both languages",
        arguments: [
            StateFolderProblem.notAFolder(path: "/x"), .foreignOwner(path: "/x", owner: 1),
            .writableByOthers(path: "/x"),
            .openToOthers(path: "/x"), .unsafeSocketFolder(path: "/x"), .held(pid: 42), .held(pid: nil),
            .system(path: "/x", errno: 13),
        ]
    )
    func stateFolder(problem: StateFolderProblem) {
        let english = CommandPhrases(.english).stateFolderProblem(problem)
        let chinese = CommandPhrases(.chinese).stateFolderProblem(problem)
        #expect(english != chinese)
        for sentence in [english, chinese] {
            #expect(sentence.contains("--state-dir") || sentence.contains("onebot-console"))
            #expect(!sentence.contains("\n"))
        }
    }
}

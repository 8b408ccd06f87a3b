import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("The words of findings on attempts")
struct AttemptTextTests {
    private static func text(
        _ symptom: AttemptSymptom,
        _ subject: Subject,
        _ language: Language,
        count: Int
    ) -> FindingText {
        let finding = Finding(
            subject: subject,
            symptom: .attempt(symptom),
            severity: .error,
            certainty: .proved,
            since: Evidence.start,
            last: Evidence.start.addingTimeInterval(120),
            count: count
        )
        return symptom.text(
            FindingContext(
                finding: finding,
                language: language,
                port: 8021,
                path: "/onebot/v11/ws",
                keyLength: 32,
                address: count == 1 ? nil : "ws://192.168.1.5:8021/onebot/v11/ws"
            )
        )
    }

    /// Columns on the screen: those beyond the Latin and the signs take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }

    private static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x2E80...0xFFEF).contains($0.value) }
    }

    @Test("each symptom has its words in both languages", arguments: [1, 12])
    func words(count: Int) {
        for (symptom, subject) in AttemptSymptoms.all {
            let english = Self.text(symptom, subject, .english, count: count)
            let chinese = Self.text(symptom, subject, .chinese, count: count)
            for text in [english, chinese] {
                #expect(Self.width(text.title) <= 72, "\(text.title)")
                #expect(!text.title.hasSuffix(".") && !text.title.hasSuffix("。"), "\(text.title)")
                #expect(!text.evidence.isEmpty && !text.clears.isEmpty && !text.steps.isEmpty)
                #expect(text.steps.allSatisfy { !$0.isEmpty })
                #expect(!"\(text)".contains("Optional"), "\(text)")
            }
            let mixed = ([english.title, english.evidence, english.clears] + english.steps).filter(Self.hasChinese)
            #expect(mixed == [])
            #expect(english.steps.count == chinese.steps.count, "\(english.title)")
            for words in [chinese.title, chinese.evidence, chinese.clears] {
                #expect(Self.hasChinese(words), "\(words)")
            }
            #expect(!chinese.evidence.contains("） "), "\(chinese.evidence)")
            #expect(chinese.steps.allSatisfy { Self.hasChinese($0) }, "\(chinese.steps)")
        }
    }

    @Test("the words name what the operator needs")
    func content() {
        func whole(_ symptom: AttemptSymptom, _ language: Language) -> String {
            "\(Self.text(symptom, .address("10.0.0.9"), language, count: 12))"
        }
        for language in Language.allCases {
            let path = whole(
                .wrongPath(path: "/onebot", framework: "Koishi", differsInCase: false, AttemptSymptoms.caller),
                language
            )
            for part in [
                "10.0.0.9", "/onebot", "Koishi", "ws://192.168.1.5:8021/onebot/v11/ws", "1000010003", "OneBot/11",
            ] {
                #expect(path.contains(part), "\(part)")
            }
            #expect(whole(.key(.different(length: 12), AttemptSymptoms.caller), language).contains("12"))
            #expect(whole(.key(.different(length: 12), AttemptSymptoms.caller), language).contains("32"))
            #expect(whole(.tlsToPlainPort(serverName: "bot.example.org", tlsPort: 8443), language).contains("8443"))
            #expect(whole(.storm(perMinute: 12, reason: .auth07, AttemptSymptoms.caller), language).contains("AUTH-07"))
            #expect(whole(.forwardProxy(via: nil, AttemptSymptoms.caller), language).contains("NO_PROXY=192.168.1.5"))
            #expect(
                whole(.missingUpgrade(.upgrade(marks: []), AttemptSymptoms.caller), language).contains(
                    "proxy_set_header Upgrade"
                )
            )
        }
        #expect(
            Self.text(.key(.empty, AttemptSymptoms.caller), .address("10.0.0.9"), .english, count: 12).evidence
                .contains("3 more")
        )
    }

    @Test("a page of a browser is not told how to set up a bot", arguments: Language.allCases)
    func page(language: Language) {
        let caller = Caller(userAgent: "Mozilla/5.0")
        let text = Self.text(.key(.different(length: 3), caller), .address("10.0.0.9"), language, count: 1)
        #expect(!text.steps.isEmpty)
        #expect(!text.steps.contains { $0.contains("NapCat") }, "\(text.steps)")
    }

    @Test("no key of the evidence is in any text")
    func secrecy() {
        let mistakes = KeyFacts.Mistake.allCases.enumerated().map { index, mistake in
            AttemptFacts.wrongKey(mistake, "AUTH-03", from: "10.0.0.\(index)") {
                $0.cause = mistake == .retired ? "AUTH-09" : "AUTH-04"
            }
        }
        let evidence = Evidence.of(mistakes + [.stranger("/.env", "HS-01"), .refused("HS-01") { $0.path = "/ws" }])
        let key = evidence.snapshot.access.key.exposed
        var examiner = Examiner(rules: [AttemptRules()])
        let diagnosis = examiner.examine(evidence)
        #expect(diagnosis.findings.count > 10)
        #expect(key.count == 32)
        for finding in diagnosis.findings {
            for language in Language.allCases {
                let words = "\(diagnosis.text(of: finding, language))"
                #expect(!words.contains(key) && !words.contains(key.prefix(8)))
            }
        }
    }
}

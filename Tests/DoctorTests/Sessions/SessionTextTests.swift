import Doctor
import DoctorTesting
import Foundation
import Snapshot
import Testing

@Suite("The words of findings on bots")
struct SessionTextTests {
    private static let ids: Set<FindingID> = [
        .id02, .id03, .id04, .id06, .hs08, .auth12, .tls04, .live01, .live02, .live03, .live04, .live05, .live06,
        .live08,
        .live09, .live10, .evt01, .evt02, .evt03, .evt04, .evt05, .evt06, .evt07, .evt08, .evt09, .api01, .api02,
        .api03,
        .api04, .api05, .api06, .file01, .file02, .file03, .file04, .frm01, .frm02, .frm03, .frm04, .frm05,
    ]

    @Test("every id has a sample")
    func complete() {
        #expect(Set(SessionSymptoms.all.map(\.id)) == Self.ids)
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.contains {
            (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFF60).contains($0.value)
        }
    }

    /// Columns of a terminal: Han characters and their punctuation take two.
    private static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + (self.isHan($1) || "“”…".contains($1) ? 2 : 1) }
    }

    @Test("words are there in both languages, and fit", arguments: SessionSymptoms.all, [Severity.notice, .warning])
    func words(_ symptom: SessionSymptom, severity: Severity) {
        let bots: [Subject] = [.bot("1234567890"), .address("192.168.100.200")]
        for subject in bots {
            for language in [Language.english, .chinese] {
                let finding = Finding(
                    subject: subject,
                    symptom: .session(symptom),
                    severity: severity,
                    certainty: .proved,
                    since: Scene.ago(3000),
                    last: Scene.ago(1),
                    count: severity == .notice ? 1 : 12
                )
                let text = symptom.text(
                    FindingContext(
                        finding: finding,
                        language: language,
                        port: 8021,
                        path: "/onebot/v11/ws",
                        keyLength: 32,
                        address: severity == .notice ? nil : "ws://192.168.1.2:8021/onebot/v11/ws"
                    )
                )
                #expect(Self.width(text.title) <= 72, "\(text.title)")
                #expect(text.title.contains(subject.text))
                #expect(!text.title.hasSuffix(".") && !text.title.hasSuffix("。"))
                #expect(!text.steps.isEmpty)
                for line in [text.title, text.evidence, text.clears] + text.steps {
                    #expect(!line.isEmpty && !line.contains("\n") && !line.contains("  "), "\(line)")
                    switch language {
                    case .english: #expect(!line.contains(where: Self.isHan), "\(line)")
                    case .chinese: #expect(line.contains(where: Self.isHan) || line.contains("config.yml"), "\(line)")
                    }
                }
            }
        }
    }

    @Test("what others wrote is cut to one line")
    func foreignWords() {
        var scene = Scene()
        let long = String(repeating: "很长\n", count: 500)
        scene.bot.evidence.offline = .init(since: Scene.ago(10), reason: long)
        scene.bot.trouble(long, .failed(retcode: 1400, wording: long))
        scene.bot.trouble("send_msg", .failed(retcode: 1200, wording: "ENOENT"), file: .path(long))
        scene.bot.facts.links[0].userAgent = long
        scene.link.network = .public
        var examiner = Examiner(rules: [SessionRule()])
        let diagnosis = examiner.examine(scene.evidence)
        #expect(diagnosis.findings.count == 4)
        for finding in diagnosis.findings {
            for language in [Language.english, .chinese] {
                let text = diagnosis.text(of: finding, language)
                #expect(([text.title, text.evidence] + text.steps).allSatisfy { $0.count < 500 && !$0.contains("\n") })
            }
        }
    }
}

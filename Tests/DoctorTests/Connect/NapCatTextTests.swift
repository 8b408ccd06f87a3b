import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("The words of findings on NapCat")
struct NapCatTextTests {
    private static func finding(_ symptom: NapCatSymptom, _ subject: Subject) -> Finding {
        Finding(
            subject: subject,
            symptom: .napcat(symptom),
            severity: .warning,
            certainty: .likely,
            since: sampleTime,
            last: sampleTime
        )
    }

    @Test("every id has a sample")
    func complete() {
        let wanted: Set<FindingID> = [
            .panel01, .panel02, .panel03, .panel04, .sec06, .sec07, .sec08, .net01, .net02, .auth13, .file01,
        ]
        #expect(Set(NapCatSymptoms.all.map(\.0.id)) == wanted)
    }

    @Test("whole, short and in their own language", arguments: NapCatSymptoms.all.indices)
    func words(_ index: Int) {
        let (symptom, subject) = NapCatSymptoms.all[index]
        let diagnosis = Diagnosis(port: 8021, path: "/onebot/v11/ws", keyLength: 32)
        let texts = Language.allCases.map { ($0, diagnosis.text(of: Self.finding(symptom, subject), $0)) }
        #expect(Set(texts.map(\.1.steps.count)).count == 1, "\(texts)")
        for (language, text) in texts {
            let all = [text.title, text.evidence, text.clears] + text.steps
            #expect(Words.columns(text.title) <= 72, "\(text.title)")
            #expect(!text.title.hasSuffix(".") && !text.title.hasSuffix("。"))
            #expect(!text.steps.isEmpty)
            for part in all {
                #expect(
                    !part.isEmpty && !part.contains("\n") && !part.contains("  ") && !part.contains("Optional"),
                    "\(part)"
                )
                #expect(!part.contains(".."), "\(part)")
                #expect(!part.contains("0123456789abcdef"))
                // NapCat's own words are Chinese.
                let foreign = part.replacing("二维码已过期", with: "").replacing("我的连接", with: "")
                #expect(language == .chinese || !Words.hasChinese(foreign), "\(part)")
            }
            if language == .chinese {
                #expect([text.title, text.evidence, text.clears].allSatisfy(Words.hasChinese), "\(all)")
            }
        }
    }

    @Test(
        "what mends it is named",
        arguments: [
            (NapCatSymptom.panelTokenWeak([.famous], NapCatSymptoms.place()), [["2 Connect: s", "2 连接中按 s"]]),
            (
                .panelOpen(address: nil, cloud: nil, NapCatSymptoms.place(), .own),
                [["w in 2 Connect", "2 连接中按 w"], ["webui.json"]]
            ),
            (
                .panelOpen(address: nil, cloud: nil, NapCatSymptoms.place(), .published),
                [["127.0.0.1:6099:6099"], ["docker compose up -d"]]
            ),
            (.defaultPanelPort(address: nil, .own), [["w in 2 Connect", "2 连接中按 w"], ["8 Settings", "8 设置"]]),
            (
                .defaultPanelPort(address: nil, .published),
                [["NAPCAT_EXPOSE_PORT"], ["docker compose up -d"], ["8 Settings", "8 设置"]]
            ),
            (
                .panelLocked(.tokenRefused, NapCatSymptoms.place()),
                [["t in 2 Connect", "2 连接中按 t"], ["docker logs nekro_napcat"]]
            ),
            (.panelLocked(.codeNeeded, NapCatSymptoms.place()), [["d in 2 Connect", "2 连接中按 d"]]),
            (
                .loginNeeded(isOffline: true, reason: nil, hasCode: false, NapCatSymptoms.place()),
                [["docker restart nekro_napcat"], ["If it then wants a login, x in 2 Connect", "重启后若要求登录，在 2 连接中按 x"]]
            ),
            (
                .ownLoopback(entry: "ws", source: .webUI, url: NapCatLook.url),
                [
                    ["2 Connect: a mends it through", "2 连接：按 a 通过"], [NapCatLook.url],
                    ["WebSocket client", "WebSocket 客户端"],
                ]
            ),
            (
                .ownLoopback(entry: "ws", source: .file(path: NapCatSymptoms.file), url: NapCatLook.url),
                [["2 Connect: a mends the file", "2 连接：按 a 修好该文件"], ["restarted", "重启"]]
            ),
            (.panelTokenWeak([.missing], NapCatSymptoms.place()), [["2 Connect: s", "2 连接中按 s"], ["webui.json"]]),
        ]
    )
    func remedies(_ symptom: NapCatSymptom, _ parts: [[String]]) {
        let finding = Self.finding(symptom, .listener(host: "127.0.0.1", port: 6099))
        for (index, language) in [Language.english, .chinese].enumerated() {
            let steps = Diagnosis(port: 8021, path: "/").text(of: finding, language).steps.joined(separator: "\n")
            for words in parts { #expect(steps.contains(words[min(index, words.count - 1)]), "\(steps)") }
        }
    }

    @Test("commands fit what is known of containers")
    func docker() {
        func steps(_ container: String?, _ hasEngine: Bool) -> String {
            let place = NapCatSymptoms.place(container: container, hasEngine: hasEngine)
            return NapCatTrouble.refused(host: "127.0.0.1", port: 6099).words(.english, at: place).steps.joined(
                separator: "\n"
            )
        }
        #expect(steps("my napcat", true).contains("docker logs 'my napcat'"))
        #expect(steps(nil, false).contains("(in Docker: docker logs napcat)."))
        #expect(!steps(nil, true).contains("docker"))
    }

    // MARK: - Secrecy

    private static let secret = "S3cret-0f-NapCat"

    /// Whatever may hold a key or token does.
    private static func leaky(_ trouble: NapCatTrouble?, _ fault: NapCatConfiguration.Fault) -> NapCatLook {
        .healthy { look in
            look.trouble = trouble
            look.configuration?.clients = [
                .init(
                    name: "ws",
                    isEnabled: true,
                    url: "ws://me:\(self.secret)@172.17.0.1:8021/?access_token=\(self.secret)",
                    pointsHere: true,
                    faults: [fault]
                )
            ]
        }
    }

    private static let faults: [NapCatConfiguration.Fault] = [
        .disabled, .otherKey, .noKey, .unsendableKey, .badURL, .ownLoopback, .stringFormat, .twice(name: "ws2"),
        .otherPath("/ws?access_token=\(secret)"), .otherScheme,
        .otherAddress("ws://me:\(secret)@192.168.100.20:8021/onebot/v11/ws?access_token=\(secret)"),
    ]

    private static let troubles: [NapCatTrouble?] = [
        nil, .redirected(to: "https://panel.example/login?token=\(secret)"),
        .redirected(to: "//me:\(secret)@panel.example/#\(secret)"), .redirected(to: "me:\(secret)@panel.example"),
        .redirected(to: "/login?token=\(secret)"), .tokenRefused,
    ]

    @Test("no key or token is in any text, wherever it came from", arguments: troubles)
    func secrecy(_ trouble: NapCatTrouble?) {
        for webUI in [
            "http://me:\(Self.secret)@127.0.0.1:6099/webui?token=\(Self.secret)", "napcat?token=\(Self.secret)",
        ] {
            for fault in Self.faults {
                for isUp in [true, false] {
                    var row = NapCatCase("", look: Self.leaky(trouble, fault))
                    if !isUp, let trouble { row.evidence.snapshot.napcat.look?.webUI = .down(trouble) }
                    row.evidence.snapshot.napcat.webUI = webUI
                    row.evidence.snapshot.napcat.token = Secret(Self.secret)
                    row.evidence.machine?.listening.append(.init(address: "0.0.0.0", port: 6099))
                    row.evidence.machine?.add("203.0.113.7", .public)
                    self.check(row.evidence)
                }
            }
        }
    }

    private func check(_ evidence: Evidence) {
        let key = evidence.snapshot.access.key.exposed
        var examiner = Examiner()
        let diagnosis = examiner.examine(evidence)
        var words: [String] = []
        for language in Language.allCases {
            words += diagnosis.findings.map { "\(diagnosis.text(of: $0, language)) \($0.subject.text)" }
            words += ConnectGuide(evidence.snapshot, language: language, findings: diagnosis.findings).steps.map {
                "\($0)"
            }
        }
        #expect(words.count >= 12)
        for text in words { #expect(!text.contains(Self.secret) && !text.contains(key), "\(text)") }
    }
}

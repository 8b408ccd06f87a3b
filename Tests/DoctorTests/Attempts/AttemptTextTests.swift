import Doctor
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("The words of findings on attempts")
struct AttemptTextTests {
    private static let caller = Caller(
        userAgent: "OneBot/11",
        selfIDs: ["1000010002", "1000010003", "1000010004"],
        others: 3
    )
    private static let troubles: [KeyTrouble] = [
        .absent, .empty, .different(length: 12), .different(length: nil), .differsInCase, .invisible(position: 4),
        .invisible(position: nil), .schemeTypedIn, .quoted, .cut(length: 8, isBeginning: true),
        .cut(length: 8, isBeginning: false), .cut(length: 8, isBeginning: nil), .cut(length: nil, isBeginning: nil),
        .percentEncoded, .retired(at: Evidence.start, graceEndsAt: nil),
        .retired(at: Evidence.start, graceEndsAt: Evidence.start.addingTimeInterval(600)),
        .retired(at: nil, graceEndsAt: nil), .unknownScheme, .signature, .panelToken, .boundElsewhere,
    ]

    private static let ofClients: [AttemptSymptom] = ClientKindSample.all.flatMap { agent -> [AttemptSymptom] in
        let caller = Caller(userAgent: agent)
        return [.key(.empty, caller), .wrongPath(path: "/ws", framework: "Koishi", differsInCase: false, caller)]
    }

    private static let framework = Caller(userAgent: "Python/3.11 websockets/12.0", looksLikeFramework: true)
    private static let longPath = "/" + String(repeating: "long/", count: 50)

    private static let ofHandshakes: [AttemptSymptom] = [
        .key(.absent, Self.framework),
        .wrongPath(path: "/ws", framework: nil, differsInCase: true, Caller()),
        .wrongPath(path: Self.longPath, framework: nil, differsInCase: false, Self.caller),
        .pathVariant(path: "//onebot/v11/ws/", Self.caller),
        .httpReporting(isSigned: true, Self.caller),
        .httpReporting(isSigned: false, Caller()),
        .panelRequest(path: "/webui", panel: "http://127.0.0.1:6099/webui"),
        .missingUpgrade(.upgrade(marks: ["Via"]), Self.caller),
        .missingUpgrade(.upgrade(marks: []), Self.caller),
        .missingUpgrade(.rest, Self.caller),
        .bareConnections(.silent),
        .bareConnections(.garbled),
        .bareConnections(.proxyProtocol),
        .bareConnections(.http2),
        .bareConnections(.tooLarge),
        .browser(userAgent: "Mozilla/5.0", path: "/"),
        .browser(userAgent: nil, path: nil),
        .forwardProxy(via: "1.1 gate (squid)", Self.caller),
        .forwardProxy(via: nil, Self.caller),
        .keySwallowed(marks: ["Via", "X-Real-IP"], Self.caller),
        .tlsToPlainPort(serverName: "bot.example.org", tlsPort: 8443),
        .tlsToPlainPort(serverName: nil, tlsPort: nil),
    ]

    private static let ofCallers: [AttemptSymptom] = [
        .badIdentity(.selfID, Self.caller),
        .badIdentity(.role("Master"), Self.caller),
        .badIdentity(.never(links: 1), Caller()),
        .badIdentity(.never(links: 2), Caller()),
        .oneBot12(path: "/onebot/v12/ws", Self.caller),
        .storm(perMinute: 12, reason: .auth03, Self.caller),
        .storm(perMinute: 12, reason: nil, Self.caller),
        .guessing(blockedUntil: Evidence.start.addingTimeInterval(600), acceptedAt: nil),
        .guessing(blockedUntil: nil, acceptedAt: Evidence.start),
        .scanning(paths: ["/.env", "CONNECT"]),
        .paused(Self.caller),
    ]

    private static let ofMachine: [AttemptSymptom] =
        [FindingID.hs09, .hs11, .sec03, .tls01, .auth01].map {
            AttemptSymptom.crowd($0, addresses: 30, busiest: [.init(address: "203.0.113.7", count: 9)])
        } + [
            .slowAnswers(worstMilliseconds: 2100, addresses: 1, load: 3.26, processors: 2),
            .slowAnswers(worstMilliseconds: 900, addresses: 2, load: nil, processors: 1),
            .full(links: 64),
        ]

    private static let ofBot: [AttemptSymptom] = [
        .fifthLink(address: "10.0.0.9", silent: 0),
        .fifthLink(address: "10.0.0.9", silent: 2),
        .storm(perMinute: 12, reason: .sec05, Self.caller),
    ]

    /// Every symptom there is, with its subject.
    private static let symptoms: [(AttemptSymptom, Subject)] = {
        let ofKeys = Self.troubles.map { AttemptSymptom.key($0, Self.caller) }
        let ofAddress = ofKeys + Self.ofClients + Self.ofHandshakes + Self.ofCallers
        return ofAddress.map { ($0, Subject.address("198.51.100.123")) }
            + Self.ofMachine.map { ($0, Subject.machine) }
            + Self.ofBot.map { ($0, Subject.bot("1000010002")) }
    }()

    private enum ClientKindSample {
        static let all = ["LLOneBot/6.1", "Lagrange.OneBot", "CQHttp/4.15.0", "Gensokyo/1", nil]
    }

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
        for (symptom, subject) in Self.symptoms {
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
                .wrongPath(path: "/onebot", framework: "Koishi", differsInCase: false, Self.caller),
                language
            )
            for part in [
                "10.0.0.9", "/onebot", "Koishi", "ws://192.168.1.5:8021/onebot/v11/ws", "1000010003", "OneBot/11",
            ] {
                #expect(path.contains(part), "\(part)")
            }
            #expect(whole(.key(.different(length: 12), Self.caller), language).contains("12"))
            #expect(whole(.key(.different(length: 12), Self.caller), language).contains("32"))
            #expect(whole(.tlsToPlainPort(serverName: "bot.example.org", tlsPort: 8443), language).contains("8443"))
            #expect(whole(.storm(perMinute: 12, reason: .auth07, Self.caller), language).contains("AUTH-07"))
            #expect(whole(.forwardProxy(via: nil, Self.caller), language).contains("NO_PROXY=192.168.1.5"))
            #expect(
                whole(.missingUpgrade(.upgrade(marks: []), Self.caller), language).contains("proxy_set_header Upgrade")
            )
        }
        #expect(
            Self.text(.key(.empty, Self.caller), .address("10.0.0.9"), .english, count: 12).evidence.contains("3 more")
        )
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

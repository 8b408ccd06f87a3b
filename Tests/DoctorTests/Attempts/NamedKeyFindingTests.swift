import Doctor
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("Findings on named keys")
struct NamedKeyFindingTests {
    private static func bound(
        _ boundTo: String?,
        at seconds: TimeInterval = 0,
        _ selfID: String? = "1000010002",
        isCut: Bool = false
    ) -> AttemptFacts {
        .wrongKey(.boundElsewhere, "SEC-05", at: seconds, selfID) {
            $0.key?.name = "left"
            $0.key?.boundTo = boundTo
            if isCut { $0.status = 0 }
        }
    }

    private static func text(_ evidence: Evidence, _ language: Language) throws -> String {
        let observation = try #require(AttemptRules().observe(evidence).first)
        let finding = Finding(
            subject: .address("10.0.0.9"),
            symptom: observation.symptom,
            severity: .warning,
            certainty: .proved,
            since: Evidence.start,
            last: Evidence.start,
            count: 1
        )
        let text = observation.symptom.text(
            FindingContext(
                finding: finding,
                language: language,
                port: 8021,
                path: "/onebot/v11/ws",
                keyLength: 32,
                address: nil
            )
        )
        return ([text.title, text.evidence] + text.steps).joined(separator: "\n")
    }

    @Test("SEC-05 says which key, whom it is for, and who used it")
    func account() throws {
        let evidence = Evidence.of([Self.bound("1000010001")])
        #expect(evidence.told == ["SEC-05 10.0.0.9 warning"])
        let english = try Self.text(evidence, .english)
        #expect(english.contains(#"Key "left" is bound to 1000010001, but 1000010002 used it."#))
        #expect(try Self.text(evidence, .chinese).contains("密钥“left”绑定 1000010001，却被 1000010002 使用。"))
    }

    @Test("SEC-05 says from where the key is good, where its address was not right")
    func address() throws {
        var evidence = Evidence.of([Self.bound(nil)])
        evidence.snapshot.access.named = [
            NamedKey(name: "left", key: Secret("x"), from: ["192.168.0.0/16", "fd00::/8"])
        ]
        let english = try Self.text(evidence, .english)
        #expect(english.contains(#"Key "left" is good from 192.168.0.0/16, fd00::/8 alone, but 10.0.0.9 used it."#))
        #expect(try Self.text(evidence, .chinese).contains("192.168.0.0/16、fd00::/8"))
    }

    @Test("a bot that is cut for its events is told until it comes otherwise: being let in again mends nothing")
    func cut() {
        let cut = Self.bound("1000010001", isCut: true)
        let told = ["SEC-05 10.0.0.9 warning"]
        #expect(Evidence.of([.accepted(at: -1, nil), cut]).told == told)
        #expect(Evidence.of([cut, .accepted(at: 1, nil)]).told == told)
        #expect(Evidence.of([cut, .accepted(at: 1, nil)], bots: [.live("", since: 1)]).told.contains(told[0]))
        #expect(Evidence.of([cut, .accepted(at: 1)]).told == [])
        #expect(Evidence.of([cut], now: 901).told == [])
    }

    @Test("a revoked key is told by its name, and is not offered to be accepted again")
    func revoked() throws {
        let evidence = Evidence.of([
            .wrongKey(.retired, "AUTH-09") {
                $0.key?.name = "left"
                $0.key?.retiredAt = Evidence.start.addingTimeInterval(-60)
            }
        ])
        #expect(evidence.told == ["AUTH-09 10.0.0.9 error"])
        #expect(AttemptRules().observe(evidence).first?.remedy == nil)
        #expect(try Self.text(evidence, .english).contains(#"sends the revoked key "left""#))
        #expect(try Self.text(evidence, .chinese).contains("已吊销的密钥“left”"))
    }

    @Test("a near miss of a named key says which key to paste")
    func near() throws {
        let evidence = Evidence.of([
            .wrongKey(.cut, "AUTH-07") {
                $0.key?.name = "left"
                $0.key?.isBeginning = true
            }
        ])
        let english = try Self.text(evidence, .english)
        #expect(english.contains(#"key "left" (8 Settings, Keys: c copies it)"#))
        #expect(english.contains("Only the first 12 characters of the key arrived."))
        #expect(try Self.text(evidence, .chinese).contains("密钥“left”"))
    }
}

import Doctor
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("The examiner")
struct ExaminerTests {
    /// Says what it was told to say.
    private struct Says: Rule {
        var observations: [Observation]

        func observe(_ evidence: Evidence) -> [Observation] { self.observations }
    }

    private static func offline(_ selfID: String, severity: Severity = .error) -> Observation {
        Observation(.session(.accountOffline(reason: "")), of: .bot(selfID), severity: severity)
    }

    @Test("a finding keeps the time of its first observation while it stands, and begins anew when it comes back")
    func since() {
        let start = Evidence.sample()
        var examiner = Examiner(rules: [Says(observations: [Self.offline("1")])])
        #expect(examiner.examine(start).findings.map(\.since) == [start.now])
        #expect(examiner.examine(.sample(after: 5)).findings.map(\.since) == [start.now])

        var healthy = Examiner(rules: [OnlyBefore(seconds: 10)])
        #expect(healthy.examine(start).findings.count == 1)
        #expect(healthy.examine(.sample(after: 20)).findings.isEmpty)
        let again = healthy.examine(.sample(after: 5))
        #expect(again.findings.map(\.since) == [Evidence.sample(after: 5).now])
    }

    /// Finds something in the first seconds of the sample time.
    private struct OnlyBefore: Rule {
        var seconds: TimeInterval

        func observe(_ evidence: Evidence) -> [Observation] {
            evidence.now < Evidence.sample(after: self.seconds).now ? [ExaminerTests.offline("1")] : []
        }
    }

    @Test("the worst stand first, and one key stands once")
    func order() {
        var examiner = Examiner(rules: [
            Says(observations: [
                Self.offline("1", severity: .notice), Self.offline("2"), Self.offline("2"),
                Self.offline("3", severity: .warning),
            ])
        ])
        let findings = examiner.examine(.sample()).findings
        #expect(findings.map(\.subject) == [.bot("2"), .bot("3"), .bot("1")])
    }

    @Test("no family of ids pushes others out of the list, and what the list has no room for still stands")
    func shares() {
        let crowd = (0..<250).map { number in
            Observation(
                .attempt(.key(.empty, Caller())),
                of: .address("2a00::\(String(number, radix: 16))"),
                severity: .error
            )
        }
        let bots = (0..<30).map { Self.offline("\($0)", severity: .warning) }
        var examiner = Examiner(rules: [Says(observations: crowd + bots)])
        let diagnosis = examiner.examine(.sample())
        #expect(diagnosis.findings.count == Examiner.limit)
        #expect(diagnosis.findings.count { $0.id == .live08 } == 30)
        #expect(diagnosis.findings.map(\.severity) == diagnosis.findings.map(\.severity).sorted(by: >))
        #expect(Set(diagnosis.everything.map(\.key)) == Set((crowd + bots).map(\.key)))
        #expect(diagnosis.everything.count == 280)
    }

    @Test("each of two large families has its share, the worst of it first")
    func worstOfFamily() {
        let links = (0..<300).map { Self.offline("\($0)", severity: $0 < 50 ? .error : .notice) }
        let keys = (0..<300).map { number in
            Observation(.attempt(.key(.empty, Caller())), of: .address("10.0.0.\(number)"), severity: .error)
        }
        var examiner = Examiner(rules: [Says(observations: links + keys)])
        let found = examiner.examine(.sample()).findings
        #expect(found.count { $0.id == .live08 } == 100)
        #expect(found.count { $0.id == .live08 && $0.severity == .error } == 50)
    }
}

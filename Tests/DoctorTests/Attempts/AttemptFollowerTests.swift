import Doctor
import Snapshot
import Testing

@Suite("What findings on attempts explain")
struct AttemptFollowerTests {
    private static func ids(cause: FindingID) -> Set<FindingID> {
        Followers.attemptEdges.filter { $0.cause(cause) }.reduce(into: []) { $0.formUnion($1.followers) }
    }

    @Test("the edges")
    func edges() {
        let reach = Set(FindingID.allCases.filter { $0.family == "NET" })
        let live: Set<FindingID> = [.live01, .live02, .live03, .live04, .live05, .live06, .live09, .live10]
        for id in FindingID.allCases where id.family == "AUTH" && id != .auth12 {
            #expect(Self.ids(cause: id) == reach.union(live).union(id == .auth09 ? [.auth12] : []))
        }
        #expect(Self.ids(cause: .auth12).isEmpty)
        #expect(Self.ids(cause: .hs06) == [.auth11, .auth01, .auth02])
        for id in [FindingID.tls01, .hs01, .hs03, .id05] { #expect(Self.ids(cause: id) == reach) }
        #expect(Self.ids(cause: .id04) == [.id03])
        #expect(!FindingID.allCases.contains { Self.ids(cause: $0).contains(.live07) })
    }

    @Test("a proxy that takes the upgrade away explains the missing key, and a storm is told beside its cause")
    func hidden() {
        let missing = AttemptFacts.refused("HS-06", at: 12, status: 426) { $0.proxyMarks = ["Via"] }
        let keyless = (0..<11).map { second in
            AttemptFacts.wrongKey(.absent, "AUTH-01", at: Double(second)) { $0.proxyMarks = ["Via"] }
        }
        var examiner = Examiner(rules: Rules.attempts)
        let found = examiner.examine(.of(keyless + [missing])).findings.map(\.id)
        #expect(found == [.hs06, .live07])
        #expect(examiner.examine(.of(keyless)).findings.map(\.id) == [.auth11, .live07])
    }
}

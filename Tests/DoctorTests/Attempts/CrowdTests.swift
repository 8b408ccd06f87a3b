import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Crowds of strangers")
struct CrowdTests {
    private static func wrongKeys(_ count: Int, network: NetworkClass, _ address: (Int) -> String) -> [AttemptFacts] {
        (1...count).map { number in
            .wrongKey(.different, "AUTH-03", at: Double(number), from: address(number), "\(10_000 + number)") {
                $0.network = network
            }
        }
    }

    private static let crowds: [AttemptRow] = [
        AttemptRow(
            "twenty-one strangers who say that they are bots are one line",
            .of(Self.wrongKeys(21, network: .public) { "203.0.113.\($0)" }),
            "AUTH-03 host warning"
        ),
        AttemptRow(
            "so many of one network of IPv6 are one line",
            .of(Self.wrongKeys(230, network: .public) { "2a00:1:2:3::\(String($0, radix: 16))" }, now: 240),
            "AUTH-03 host warning"
        ),
        AttemptRow(
            "bots of our own networks are one line that stays an error",
            .of(Self.wrongKeys(21, network: .lan) { "10.0.1.\($0)" }),
            "AUTH-03 host error"
        ),
    ]

    @Test("whoever is or was let in is told apart from a crowd")
    func known() {
        let strangers = Self.wrongKeys(40, network: .public) { "203.0.113.\($0)" }
        let evidence = Evidence.of(
            strangers + [.accepted(at: 0.5, from: "203.0.113.1", "7")],
            bots: [.live("8", from: "203.0.113.2")]
        )
        #expect(evidence.told == ["AUTH-03 203.0.113.1 error", "AUTH-03 203.0.113.2 error", "AUTH-03 host warning"])
    }

    @Test("addresses of one network of IPv6 count as one")
    func networks() {
        let attempts =
            Self.wrongKeys(30, network: .public) { "2a00:1:2:3::\($0)" }
            + Self.wrongKeys(2, network: .public) { "2a00:1:2:\($0 + 3)::1" }
        guard
            case .attempt(.crowd(.auth03, let addresses, let busiest))? = AttemptRules().observe(.of(attempts)).first?
                .symptom
        else {
            Issue.record("not a crowd")
            return
        }
        #expect(addresses == 3)
        #expect(busiest.first?.address == "2a00:1:2:3::/64")
        #expect(busiest.first?.count == 30)
    }

    @Test("a crowd explains nothing of a bot or of the way to us")
    func explainsNothing() {
        let attempts = Self.wrongKeys(21, network: .public) { "203.0.113.\($0)" }
        let crowd = AttemptRules().observe(.of(attempts))
        let offline = Observation(
            .session(.life(.lost(at: Evidence.start, silence: 100, .unknown))),
            of: .bot("10001"),
            severity: .warning
        )
        let closed = Observation(
            .machine(.reach(.queueOverflow(count: 1, backlog: 128))),
            of: .machine,
            severity: .warning
        )
        #expect(Followers.hidden(crowd + [offline, closed]) == crowd + [offline, closed])
    }

    @Test("what is told", arguments: Self.crowds)
    func told(_ row: AttemptRow) {
        #expect(row.evidence.told == row.told)
    }

    @Test("a crowd counts and names its busiest")
    func crowd() {
        let attempts = (1...30).flatMap { host in
            (0...(host % 4)).map { AttemptFacts.bare(at: Double($0), from: "203.0.113.\(host)") }
        }
        guard
            case .attempt(.crowd(.hs09, let addresses, let busiest))? = AttemptRules().observe(.of(attempts)).first?
                .symptom
        else {
            Issue.record("not a crowd")
            return
        }
        #expect(addresses == 30)
        #expect(busiest.map(\.count) == [4, 4, 4])
    }
}

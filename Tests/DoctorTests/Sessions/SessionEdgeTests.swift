import Doctor
import DoctorTesting
import Foundation
import Snapshot
import Testing

@Suite("What of one bot goes without saying")
struct SessionEdgeTests {
    private static let name = LinkName(peer: "10.0.0.1:5", userAgent: nil)

    /// Something with that id, whatever it is.
    private static func observation(_ id: FindingID, of subject: Subject) -> Observation? {
        (SessionSymptoms.all.first { $0.id == id }).map {
            Observation(.session($0), of: subject, severity: .warning)
        }
    }

    @Test(
        "a cause hides its followers of the same bot, and of no other",
        arguments: [
            (FindingID.live08, [FindingID.live09, .live10, .api05]), (.live03, [.live05]), (.live06, [.live05]),
            (.id04, [.id03, .live05]), (.hs08, [.live01, .evt08]), (.id06, [.api02, .live01]),
        ]
    )
    func hides(_ cause: FindingID, followers: [FindingID]) throws {
        let first = try #require(Self.observation(cause, of: .bot("1")))
        for id in FindingID.allCases where id != cause {
            guard let same = Self.observation(id, of: .bot("1")), let other = Self.observation(id, of: .bot("2")) else {
                continue
            }
            let left = Followers.hidden([first, same, other])
            #expect(left == (followers.contains(id) ? [first, other] : [first, same, other]), "\(cause) and \(id)")
        }
    }

    @Test("bots behind one address do not hide each other's findings")
    func oneAddress() {
        var scene = Scene([.healthy(), .healthy("10002", link: 2)])
        scene.bots[0].lose(.lost, ago: 100)
        scene.bots[1].lose(.finished, ago: 100)
        var examiner = Examiner(rules: [SessionRule()])
        let found = examiner.examine(scene.evidence).findings
        #expect(
            Set(found.map(\.key)) == [
                .init(id: .live03, subject: .bot("10001")), .init(id: .live05, subject: .bot("10002")),
            ]
        )
    }
}

import Foundation

@testable import Alarms

extension AlarmFinding {
    /// A finding whose texts do not matter.
    static func sample(
        _ id: String = "LIVE-08",
        _ subject: String = "1000010001",
        title: String = "The account is offline",
        evidence: String = "online: false",
        count: Int = 3
    ) -> AlarmFinding {
        AlarmFinding(
            id: id,
            severity: "error",
            subject: subject,
            title: title,
            evidence: evidence,
            fix: ["Log in again."],
            since: Date(timeIntervalSince1970: 1_700_000_000),
            last: Date(timeIntervalSince1970: 1_700_000_060.5),
            count: count
        )
    }
}

extension AlarmNotice {
    static func appeared(_ id: String = "LIVE-08", _ subject: String = "1000010001") -> AlarmNotice {
        AlarmNotice(.sample(id, subject), .appeared)
    }
}

import Doctor
import Foundation
import Snapshot
import Testing

extension AttemptFacts {
    /// NapCat's handshake, refused, `seconds` after the start of the sample time.
    static func refused(
        _ cause: String,
        at seconds: TimeInterval = 0,
        from address: String = "10.0.0.9",
        _ selfID: String? = "1000010002",
        status: Int = 403,
        _ change: (inout AttemptFacts) -> Void = { _ in }
    ) -> AttemptFacts {
        var attempt = AttemptFacts(
            time: Evidence.start.addingTimeInterval(seconds),
            address: address,
            path: "/onebot/v11/ws",
            role: selfID == nil ? nil : "Universal",
            userAgent: selfID == nil ? nil : "OneBot/11",
            selfID: selfID,
            status: status,
            cause: cause,
            answerMilliseconds: 2
        )
        change(&attempt)
        return attempt
    }

    static func wrongKey(
        _ mistake: KeyFacts.Mistake,
        _ cause: String,
        at seconds: TimeInterval = 0,
        from address: String = "10.0.0.9",
        _ selfID: String? = "1000010002",
        fingerprint: Int = 1,
        _ change: (inout AttemptFacts) -> Void = { _ in }
    ) -> AttemptFacts {
        self.refused(cause, at: seconds, from: address, selfID) {
            $0.key = KeyFacts(mistake: mistake, length: 12, fingerprint: fingerprint)
            change(&$0)
        }
    }

    static func accepted(
        at seconds: TimeInterval = 0,
        from address: String = "10.0.0.9",
        _ selfID: String? = "1000010002",
        _ change: (inout AttemptFacts) -> Void = { _ in }
    ) -> AttemptFacts {
        var attempt = self.refused("", at: seconds, from: address, selfID, status: 101)
        attempt.cause = nil
        attempt.end = .upgraded
        attempt.key = KeyFacts(length: 32)
        change(&attempt)
        return attempt
    }

    /// Somebody of the internet, who asks for something.
    static func stranger(
        _ path: String = "/",
        _ cause: String = "HS-11",
        at seconds: TimeInterval = 0,
        from address: String = "203.0.113.7",
        _ change: (inout AttemptFacts) -> Void = { _ in }
    ) -> AttemptFacts {
        self.refused(cause, at: seconds, from: address, nil, status: 404) {
            $0.path = path
            $0.network = .public
            $0.asksUpgrade = false
            $0.hasWebSocketKey = false
            change(&$0)
        }
    }

    /// A connection without a request.
    static func bare(
        _ bytes: FirstBytes = .none,
        at seconds: TimeInterval = 0,
        from address: String = "203.0.113.7",
        cause: String = "HS-09",
        network: NetworkClass = .public
    ) -> AttemptFacts {
        AttemptFacts(
            time: Evidence.start.addingTimeInterval(seconds),
            address: address,
            network: network,
            firstBytes: bytes,
            method: nil,
            httpVersion: nil,
            asksUpgrade: false,
            hasWebSocketKey: false,
            status: bytes == .none ? 0 : 400,
            cause: cause,
            end: bytes == .none ? .peerClosed : .refused
        )
    }
}

extension BotFacts {
    static func live(
        _ selfID: String,
        from address: String = "10.0.0.9",
        since seconds: TimeInterval = 0,
        links: Int = 1,
        state: State = .online
    ) -> BotFacts {
        BotFacts(
            selfID: selfID,
            state: state,
            links: (0..<links).map { index in
                LinkFacts(
                    id: index + 1,
                    role: .universal,
                    peer: "\(address):\(40_000 + index)",
                    connectedAt: Evidence.start.addingTimeInterval(seconds),
                    speaks: index == 0
                )
            },
            peer: "\(address):40000"
        )
    }
}

extension Evidence {
    static func of(
        _ attempts: [AttemptFacts],
        now: TimeInterval = 60,
        bots: [BotFacts] = [],
        _ change: (inout Evidence) -> Void = { _ in }
    ) -> Evidence {
        var evidence = Evidence.sample(after: now, bots: bots)
        evidence.attempts = attempts.sorted { $0.time < $1.time }
        change(&evidence)
        return evidence
    }

    /// `AUTH-03 10.0.0.9 error`, of the rules over attempts alone.
    var told: [String] {
        AttemptRules().observe(self).map { "\($0.id.rawValue) \($0.subject.text) \($0.severity.rawValue)" }.sorted()
    }
}

/// One row of a table.
struct AttemptRow: CustomTestStringConvertible, Sendable {
    var name: String
    var evidence: Evidence
    var told: [String]

    init(_ name: String, _ evidence: Evidence, _ told: String...) {
        self.name = name
        self.evidence = evidence
        self.told = told
    }

    var testDescription: String { self.name }
}

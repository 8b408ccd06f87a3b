package import Doctor
import Foundation
import Snapshot

/// Every symptom of bots, in every variant that has words of its own.
package enum SessionSymptoms {
    private static let first = LinkName(peer: "192.168.100.200:50112", userAgent: "OneBot/11")
    private static let second = LinkName(peer: "[fd00::1234]:50113", userAgent: "LLOneBot/4.1.2")
    private static let time = sampleTime.addingTimeInterval(-4000)

    package static let all: [SessionSymptom] =
        [
            .accountOffline(reason: ""), .accountOffline(reason: "KickedOffLine"), .accountGone(reason: ""),
            .accountGone(reason: "KickedOffLine"),
        ]
        + identity.map { .identity($0) } + life.map { .life($0) } + events.map { .event($0) } + calls.map { .call($0) }
        + frames.map { .frame($0) }

    private static let identity: [IdentitySymptom] =
        [true, false].map { .otherAccount(own: "10001", named: "10002", byHeader: $0) } + [
            .manyLinks(speaking: [first, second], silent: []),
            .manyLinks(speaking: [first, first], silent: [second]),
            .manyLinks(speaking: [first], silent: [second]),
            .pingPong(first, second, takeovers: 3),
            .framework(first),
            .olderKey(links: 1, all: 1),
            .olderKey(links: 2, all: 3),
            .clearText(first),
        ]
        + BotKind.allCases.flatMap { kind in
            [LinkFacts.LinkRole.api, .event].map { .halfLink(has: $0, since: time, kind: kind) }
        }

    private static let companies: [LifeSymptom.Company] = [
        .others(1), .others(7), .alone(staying: 1), .alone(staying: 9), .onlyOne,
    ]

    private static let life: [LifeSymptom] =
        [
            .silentStart(since: time, events: 0, kind: .other), .silentStart(since: time, events: 1, kind: .napcat),
            .noHeartbeat(last: nil, kind: .napcat), .noHeartbeat(last: time, kind: .lagrange),
            .lost(at: time, silence: 45, .network), .lost(at: time, silence: 45, .frozen),
            .lost(at: time, silence: .infinity, .unknown), .wrongInterval(announced: 30, measured: 30_000),
            .fakeDeath(lastMessage: time, expected: 12.3, failedSends: 2, kind: .napcat),
            .fakeDeath(lastMessage: nil, expected: 1e300, failedSends: 0, kind: .other),
            .fakeDeath(lastMessage: time, expected: nil, failedSends: 3, kind: .llbot),
            .onlyMetas(since: time, heartbeats: 20, kind: .other),
            .onlyMetas(since: time, heartbeats: 1, kind: .goCQHTTP),
            .roundTime(seconds: 3600, isIdle: true, matching: [3600, 1e300, 3601], of: 16, kind: .napcat),
            .roundTime(seconds: 60, isIdle: false, matching: [60, 60, 60], of: 3, kind: .other),
        ]
        + companies.flatMap { company in
            [nil, time].map { .cut(at: time, isReset: $0 == nil, lifetime: 1e300, company, back: $0) }
        }

    private static let events: [EventSymptom] =
        BotKind.allCases.flatMap { kind in
            [
                .stringMessages(kind), .ownMessages(kind), .stale(kind), .raw(kind),
                .twice(first: first, second: nil, kind: kind), .twice(first: first, second: second, kind: kind),
            ]
        } + [
            .textIDs, .unknownFrames, .sharedGroup(group: 123_456_789, others: ["10002"], otherCount: 1),
            .sharedGroup(group: .max, others: ["10002", "10003", "10004"], otherCount: 999),
            .skew(seconds: 28_800, isTimeZone: true, ours: .unknown),
        ]
        + [MachineFacts.ClockState.synchronised, .unsynchronised, .unknown].map {
            .skew(seconds: -12.5, isTimeZone: false, ours: $0)
        }

    private static let action = "get_group_member_lis…"

    private static let calls: [CallSymptom] =
        [
            .unknownOutcome(action: "send_group_forward_msg", seconds: 30, target: "20002"),
            .unknownOutcome(action: "send_msg", seconds: 30, target: nil),
            .neverAnswered(action: action, others: true), .neverAnswered(action: action, others: false),
            .unsupported(action: action, software: "NapCat.Onebot 4.9.0"), .unsupported(action: action, software: nil),
            .badParameters(action: action, wording: ""), .badParameters(action: action, wording: "group_id"),
            .oddAnswers(late: 1, foreign: 0), .oddAnswers(late: 0, foreign: 2), .oddAnswers(late: 3, foreign: 2),
            .pathForm("E:/a", .windows), .pathForm("a", .relative), .pathForm("/%E5", .percentEncoded),
            .pathForm("file://a", .twoSlashes), .expiredLink(host: "gchat.qpic.cn"), .expiredLink(host: nil),
            .tooBig(action: "send_group_msg", bytes: 55_000_000, limit: 52_428_800, kind: .napcat),
            .tooBig(action: "send_group_msg", bytes: 55_000_000, limit: 16_777_216, kind: .other),
        ]
        + CallSymptom.Obstacle.allCases.flatMap { obstacle in
            ["20002", nil].map { .swallowed(obstacle, action: "send_msg", target: $0, wording: "result 120") }
        }
        + CallSymptom.Place.allCases.flatMap { place in
            [
                .missingPath("/root/a.jpg", place), .missingPath(nil, place),
                .unreachableURL(host: "127.0.0.1", place, isPrivate: true),
                .unreachableURL(host: nil, place, isPrivate: false),
            ]
        }

    private static let frames: [FrameSymptom] = [
        .tooBigForUs(reason: ""), .tooBigForUs(reason: "message of more than 67108864 bytes"),
        .unreadable(closed: true), .unreadable(closed: false), .brokenProtocol(reason: ""),
        .brokenProtocol(reason: "frame without mask"), .binary,
    ]
}

package import Doctor
import Foundation
import Snapshot

/// Every symptom of attempts to connect, in every variant that has words of its own.
package enum AttemptSymptoms {
    package static let caller = Caller(
        userAgent: "OneBot/11",
        selfIDs: ["1000010002", "1000010003", "1000010004"],
        others: 3
    )
    private static let troubles: [KeyTrouble] = [
        .absent, .empty, .different(length: 12), .different(length: nil), .differsInCase, .invisible(position: 4),
        .invisible(position: nil), .schemeTypedIn, .quoted, .cut(length: 8, isBeginning: true),
        .cut(length: 8, isBeginning: false), .cut(length: 8, isBeginning: nil), .cut(length: nil, isBeginning: nil),
        .percentEncoded, .retired(at: sampleTime, graceEndsAt: nil),
        .retired(at: sampleTime, graceEndsAt: sampleTime.addingTimeInterval(600)),
        .retired(at: nil, graceEndsAt: nil), .unknownScheme, .signature, .panelToken,
        .revoked(name: "left", at: nil), .boundElsewhere(KeyBinding()),
        .boundElsewhere(KeyBinding(name: "left", account: "1000010001")),
        .boundElsewhere(KeyBinding(name: "left", ranges: ["10.0.0.0/8"])),
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
        .plainToTLSPort(Self.caller),
        .plainToTLSPort(Caller()),
    ]

    private static let faults: [AttemptFacts.TLSFault] = [
        .oldVersion, .nothingInCommon, .otherAlert, .leftInHandshake, .garbled,
    ]

    private static let distrusts: [AttemptSymptom] =
        AttemptFacts.TLSFault.allCases.filter { !Self.faults.contains($0) }.map {
            AttemptSymptom.certificateRefused(.init(fault: $0, serverName: "bots.example.org", certificate: .sample))
        } + [
            .certificateRefused(.init(fault: .unknownCA)),
            .certificateRefused(.init(fault: .certificateExpired, certificate: .expiredSample)),
            .certificateRefused(.init(fault: .unknownCA, certificate: .leafSample)),
        ]

    private static let ofCallers: [AttemptSymptom] = [
        .badIdentity(.selfID, Self.caller),
        .badIdentity(.role("Master"), Self.caller),
        .badIdentity(.never(links: 1), Caller()),
        .badIdentity(.never(links: 2), Caller()),
        .oneBot12(path: "/onebot/v12/ws", Self.caller),
        .storm(perMinute: 12, reason: .auth03, Self.caller),
        .storm(perMinute: 12, reason: nil, Self.caller),
        .guessing(blockedUntil: sampleTime.addingTimeInterval(600), acceptedAt: nil),
        .guessing(blockedUntil: nil, acceptedAt: sampleTime),
        .scanning(paths: ["/.env", "CONNECT"]),
        .paused(Self.caller),
    ]

    private static let ofMachine: [AttemptSymptom] =
        [FindingID.hs09, .hs11, .sec03, .tls01, .tls02, .tls03, .auth01].map {
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
    package static let all: [(AttemptSymptom, Subject)] = {
        let ofKeys = Self.troubles.map { AttemptSymptom.key($0, Self.caller) }
        let ofTLS = Self.faults.map { AttemptSymptom.bareConnections(.tls($0)) } + Self.distrusts
        let ofAddress = ofKeys + Self.ofClients + Self.ofHandshakes + ofTLS + Self.ofCallers
        return ofAddress.map { ($0, Subject.address("198.51.100.123")) }
            + Self.ofMachine.map { ($0, Subject.machine) }
            + Self.ofBot.map { ($0, Subject.bot("1000010002")) }
    }()

    private enum ClientKindSample {
        static let all = ["LLOneBot/6.1", "Lagrange.OneBot", "CQHttp/4.15.0", "Gensokyo/1", nil]
    }
}

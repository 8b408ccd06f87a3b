package import Snapshot

package import struct Foundation.Date

/// What is wrong with attempts to connect.
package enum AttemptSymptom: Equatable, Sendable {
    /// What is missing of a WebSocket handshake.
    package enum Missing: Equatable, Sendable {
        /// `Upgrade`, though a WebSocket client asked; with the marks that a proxy left.
        case upgrade(marks: [String])
        /// Something else of a valid opening handshake.
        case rest
    }

    /// What a connection without a request was.
    package enum Bare: Equatable, Sendable {
        case silent, garbled, proxyProtocol, http2, tooLarge
        /// TLS was begun and not agreed on, by something else than our certificate.
        case tls(AttemptFacts.TLSFault)
    }

    /// Why a peer does not take our certificate.
    package struct Distrust: Equatable, Sendable {
        package var fault: AttemptFacts.TLSFault
        /// The host that it asked for.
        package var serverName: String?
        /// What it was shown, where that is still served.
        package var certificate: CertificateFacts?

        package init(
            fault: AttemptFacts.TLSFault,
            serverName: String? = nil,
            certificate: CertificateFacts? = nil
        ) {
            self.fault = fault
            self.serverName = serverName
            self.certificate = certificate
        }
    }

    package enum BadIdentity: Equatable, Sendable {
        case selfID
        case role(String)
        /// It never said whose it is: neither by a header nor by an event.
        case never(links: Int)
    }

    package struct Busy: Equatable, Sendable {
        package var address: String
        package var count: Int

        package init(address: String, count: Int) {
            self.address = address
            self.count = count
        }
    }

    /// HS-01, with the programs whose path it is.
    case wrongPath(path: String, framework: String?, differsInCase: Bool, Caller)
    /// HS-02: accepted all the same.
    case pathVariant(path: String, Caller)
    /// HS-03
    case httpReporting(isSigned: Bool, Caller)
    /// HS-05: somebody looks for the panel of a bot, which is at `panel`.
    case panelRequest(path: String, panel: String)
    /// HS-06
    case missingUpgrade(Missing, Caller)
    /// HS-09
    case bareConnections(Bare)
    /// HS-10
    case slowAnswers(worstMilliseconds: Int, addresses: Int, load: Double?, processors: Int)
    /// HS-11
    case browser(userAgent: String?, path: String?)
    /// HS-12
    case forwardProxy(via: String?, Caller)
    /// AUTH-01 … AUTH-10, SEC-05
    case key(KeyTrouble, Caller)
    /// AUTH-11
    case keySwallowed(marks: [String], Caller)
    /// TLS-01, with the name that was dialled and a port of ours that does speak TLS.
    case tlsToPlainPort(serverName: String?, tlsPort: Int?)
    /// TLS-02
    case plainToTLSPort(Caller)
    /// TLS-03
    case certificateRefused(Distrust)
    /// ID-01
    case badIdentity(BadIdentity, Caller)
    /// ID-03: a fifth link, with how many of the four are silent.
    case fifthLink(address: String, silent: Int)
    /// ID-05
    case oneBot12(path: String?, Caller)
    /// LIVE-07: attempts within the busiest minute, and what they failed by; nil where they were accepted.
    case storm(perMinute: Int, reason: FindingID?, Caller)
    /// SEC-03
    case guessing(blockedUntil: Date?, acceptedAt: Date?)
    case scanning(paths: [String])
    /// PAUSED
    case paused(Caller)
    /// FULL: links that are held.
    case full(links: Int)
    /// Many addresses that did the same.
    case crowd(FindingID, addresses: Int, busiest: [Busy])

    package var id: FindingID {
        switch self {
        case .wrongPath: .hs01
        case .pathVariant: .hs02
        case .httpReporting: .hs03
        case .panelRequest: .hs05
        case .missingUpgrade: .hs06
        case .bareConnections: .hs09
        case .slowAnswers: .hs10
        case .browser: .hs11
        case .forwardProxy: .hs12
        case .key(let trouble, _): trouble.id
        case .keySwallowed: .auth11
        case .tlsToPlainPort: .tls01
        case .plainToTLSPort: .tls02
        case .certificateRefused: .tls03
        case .badIdentity: .id01
        case .fifthLink: .id03
        case .oneBot12: .id05
        case .storm: .live07
        case .guessing, .scanning: .sec03
        case .paused: .paused
        case .full: .full
        case .crowd(let id, _, _): id
        }
    }

    package func text(_ context: FindingContext) -> FindingText {
        switch context.language {
        case .english: self.english(context)
        case .chinese: self.chinese(context)
        }
    }
}

/// How a key is wrong, with what may be told of it: never the key.
package enum KeyTrouble: Equatable, Sendable {
    case absent
    case empty
    /// Lengths in bytes.
    case different(length: Int?)
    case differsInCase
    /// The position of the first character that does not belong there, from 1.
    case invisible(position: Int?)
    case schemeTypedIn
    case quoted
    /// Which end of the key came; nil where that is not known.
    case cut(length: Int?, isBeginning: Bool?)
    case percentEncoded
    /// Replaced at `at`; still accepted until `graceEndsAt`, where that is given.
    case retired(at: Date?, graceEndsAt: Date?)
    case unknownScheme
    /// The HMAC of HTTP reporting instead of a key.
    case signature
    case panelToken
    /// A further key that was taken away.
    case revoked(name: String, at: Date?)
    case boundElsewhere(KeyBinding)

    package var id: FindingID {
        switch self {
        case .absent: .auth01
        case .empty: .auth02
        case .different, .differsInCase: .auth03
        case .invisible: .auth04
        case .schemeTypedIn: .auth05
        case .quoted: .auth06
        case .cut: .auth07
        case .percentEncoded: .auth08
        case .retired, .revoked: .auth09
        case .unknownScheme, .signature, .panelToken: .auth10
        case .boundElsewhere: .sec05
        }
    }
}

/// What a further key is bound to, where somebody used it otherwise.
package struct KeyBinding: Equatable, Sendable {
    /// Nil where an earlier version wrote the attempt down.
    package var name: String?
    /// The account that it is bound to, where another one used it; nil where its address was not right.
    package var account: String?
    /// The address ranges that it is good from, where its address was not right.
    package var ranges: [String]

    package init(name: String? = nil, account: String? = nil, ranges: [String] = []) {
        self.name = name
        self.account = account
        self.ranges = ranges
    }
}

/// Who made the attempts of a finding, as far as they said.
package struct Caller: Equatable, Sendable {
    /// Accounts named at most.
    package static let named = 3

    package var userAgent: String?
    /// The newest first.
    package var selfIDs: [String]
    /// Accounts beyond those.
    package var others: Int
    /// It may be a framework that takes us for a bot (HS-08).
    package var looksLikeFramework: Bool
    /// The further key that the presented one comes near to; nil: the access key, or none.
    package var keyName: String?

    package init(
        userAgent: String? = nil,
        selfIDs: [String] = [],
        others: Int = 0,
        looksLikeFramework: Bool = false,
        keyName: String? = nil
    ) {
        self.userAgent = userAgent
        self.selfIDs = selfIDs
        self.others = others
        self.looksLikeFramework = looksLikeFramework
        self.keyName = keyName
    }

    package var kind: ClientKind { ClientKind(userAgent: self.userAgent) }
}

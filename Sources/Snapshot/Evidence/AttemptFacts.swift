package import struct Foundation.Date

/// One connection attempt as the ledger has it; never holds the key that was sent.
package struct AttemptFacts: Equatable, Sendable {
    /// What the connection's first bytes were.
    package enum FirstBytes: String, Equatable, Sendable, CaseIterable {
        case none, http, http2, tls, proxy, ssh, socks, windows, other
    }

    /// Why a connection came no further than TLS.
    package enum TLSFault: String, Equatable, Hashable, Sendable, CaseIterable {
        /// Alerts of the peer on our certificate.
        case unknownCA, badCertificate, unsupportedCertificate, certificateRevoked, certificateExpired
        case certificateUnknown
        /// It went away as soon as TLS was there, without a word.
        case leftAfterHandshake
        /// It offers nothing newer than TLS 1.1.
        case oldVersion
        case nothingInCommon, otherAlert, leftInHandshake, garbled
    }

    package enum End: String, Equatable, Sendable, CaseIterable {
        case upgraded, refused, peerClosed, peerReset, gaveWay, timedOut
        /// Cut without an answer: the address is blocked and went on.
        case dropped
    }

    package var time: Date
    /// Address without port.
    package var address: String
    /// Port of the peer.
    package var port: Int
    /// Port of ours that was reached; 0 where it is not known.
    package var localPort: Int
    package var network: NetworkClass
    package var firstBytes: FirstBytes
    /// The name that a TLS ClientHello asks for (SNI, RFC 6066 §3).
    package var serverName: String?
    /// The request came by TLS.
    package var isTLS: Bool
    package var tlsFault: TLSFault?
    package var method: String?
    /// `1.0`, `1.1`.
    package var httpVersion: String?
    package var path: String?
    package var queryNames: [String]
    package var asksUpgrade: Bool
    /// `Sec-WebSocket-Key` is there, whatever became of `Upgrade`.
    package var hasWebSocketKey: Bool
    /// The target was a whole URL, as for a forward proxy (RFC 9112 §3.2.2).
    package var isAbsoluteForm: Bool
    /// `X-Signature` is there: the HMAC of HTTP reporting.
    package var hasSignature: Bool
    package var subprotocols: String?
    package var role: String?
    package var userAgent: String?
    package var selfID: String?
    /// Headers that a proxy leaves, by name.
    package var proxyMarks: [String]
    /// The value of `Via`.
    package var via: String?
    /// What the key was like; nil when the request did not come so far.
    package var key: KeyFacts?
    /// HTTP status we answered; 101 when accepted, 0 when there was nothing to answer.
    package var status: Int
    /// Id of the catalogue that says what was wrong (`HS-01`, `AUTH-03` …); nil when accepted.
    package var cause: String?
    /// From accepting the TCP connection to our answer, in milliseconds.
    package var answerMilliseconds: Double
    package var end: End

    package init(
        time: Date,
        address: String,
        port: Int = 0,
        localPort: Int = 0,
        network: NetworkClass = .lan,
        firstBytes: FirstBytes = .http,
        serverName: String? = nil,
        isTLS: Bool = false,
        tlsFault: TLSFault? = nil,
        method: String? = "GET",
        httpVersion: String? = "1.1",
        path: String? = nil,
        queryNames: [String] = [],
        asksUpgrade: Bool = true,
        hasWebSocketKey: Bool = true,
        isAbsoluteForm: Bool = false,
        hasSignature: Bool = false,
        subprotocols: String? = nil,
        role: String? = nil,
        userAgent: String? = nil,
        selfID: String? = nil,
        proxyMarks: [String] = [],
        via: String? = nil,
        key: KeyFacts? = nil,
        status: Int,
        cause: String? = nil,
        answerMilliseconds: Double = 0,
        end: End = .refused
    ) {
        self.time = time
        self.address = address
        self.port = port
        self.localPort = localPort
        self.network = network
        self.firstBytes = firstBytes
        self.serverName = serverName
        self.isTLS = isTLS
        self.tlsFault = tlsFault
        self.method = method
        self.httpVersion = httpVersion
        self.path = path
        self.queryNames = queryNames
        self.asksUpgrade = asksUpgrade
        self.hasWebSocketKey = hasWebSocketKey
        self.isAbsoluteForm = isAbsoluteForm
        self.hasSignature = hasSignature
        self.subprotocols = subprotocols
        self.role = role
        self.userAgent = userAgent
        self.selfID = selfID
        self.proxyMarks = proxyMarks
        self.via = via
        self.key = key
        self.status = status
        self.cause = cause
        self.answerMilliseconds = answerMilliseconds
        self.end = end
    }

    package var isAccepted: Bool { self.status == 101 }
    /// In bytes.
    package var keyLength: Int? { self.key?.length }
}

/// A key that came with an attempt, as far as it may be told: never the key.
package struct KeyFacts: Equatable, Sendable {
    package enum Mistake: String, Equatable, Hashable, Sendable, CaseIterable {
        case absent, empty, invisibleCharacters, schemeTypedIn, quoted, differsInCase, cut, percentEncoded, retired
        case unknownScheme, different, boundElsewhere
        /// The token of NapCat's WebUI.
        case panelToken
    }

    /// Nil: it was accepted.
    package var mistake: Mistake?
    /// In bytes.
    package var length: Int?
    /// Where the first character stands that does not belong there, from 1 (AUTH-04).
    package var oddPosition: Int?
    /// Which part of ours it is, when it is cut: the first characters or the last (AUTH-07).
    package var isBeginning: Bool?
    /// When the key was replaced (AUTH-09).
    package var retiredAt: Date?
    /// Until when it is still accepted (AUTH-09).
    package var graceEndsAt: Date?
    /// Tells different wrong keys of one address apart; means nothing beyond this run.
    package var fingerprint: Int?
    /// Which character stands at `oddPosition`: its Unicode number.
    package var oddCharacter: UInt32?
    /// The name of the further key that it is, or was, or comes near to.
    package var name: String?
    /// The account that this key is bound to, where another one used it; nil where its address was not right (SEC-05).
    package var boundTo: String?

    package init(
        mistake: Mistake? = nil,
        length: Int? = nil,
        oddPosition: Int? = nil,
        isBeginning: Bool? = nil,
        retiredAt: Date? = nil,
        graceEndsAt: Date? = nil,
        fingerprint: Int? = nil,
        oddCharacter: UInt32? = nil,
        name: String? = nil,
        boundTo: String? = nil
    ) {
        self.mistake = mistake
        self.length = length
        self.oddPosition = oddPosition
        self.isBeginning = isBeginning
        self.retiredAt = retiredAt
        self.graceEndsAt = graceEndsAt
        self.fingerprint = fingerprint
        self.oddCharacter = oddCharacter
        self.name = name
        self.boundTo = boundTo
    }
}

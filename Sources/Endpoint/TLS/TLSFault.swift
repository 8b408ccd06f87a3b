import NIOSSL

/// Why a connection came no further than TLS.
package enum TLSFault: String, Codable, Equatable, Hashable, Sendable, CaseIterable {
    /// Alerts of the peer on our certificate (RFC 8446 §6.2): 48, 42, 43, 44, 45 and 46.
    case unknownCA
    case badCertificate
    case unsupportedCertificate
    case certificateRevoked
    case certificateExpired
    case certificateUnknown
    /// It went away as soon as TLS was there, without a word: a client that looks at the certificate when the handshake
    /// is done.
    case leftAfterHandshake
    /// It offers nothing newer than TLS 1.1.
    case oldVersion
    /// No cipher or curve in common.
    case nothingInCommon
    /// Another alert of the peer.
    case otherAlert
    /// It ended in the middle of the handshake: where it had been shown our certificate, most likely for that. So do
    /// Node's clients.
    case leftInHandshake
    /// What came is no TLS.
    case garbled

    /// Whether it is most likely our certificate that the peer does not like.
    package var isOfCertificate: Bool {
        switch self {
        case .unknownCA, .badCertificate, .unsupportedCertificate, .certificateRevoked, .certificateExpired,
            .certificateUnknown, .leftAfterHandshake:
            true
        case .oldVersion, .nothingInCommon, .otherAlert, .leftInHandshake, .garbled: false
        }
    }

    /// What BoringSSL calls each in its errors.
    private static let names: [(String, TLSFault)] = [
        ("ALERT_UNKNOWN_CA", .unknownCA), ("ALERT_BAD_CERTIFICATE", .badCertificate),
        ("ALERT_UNSUPPORTED_CERTIFICATE", .unsupportedCertificate),
        ("ALERT_CERTIFICATE_REVOKED", .certificateRevoked), ("ALERT_CERTIFICATE_EXPIRED", .certificateExpired),
        ("ALERT_CERTIFICATE_UNKNOWN", .certificateUnknown), ("ALERT_", .otherAlert),
        ("UNSUPPORTED_PROTOCOL", .oldVersion), ("WRONG_VERSION_NUMBER", .oldVersion),
        ("NO_SHARED_CIPHER", .nothingInCommon), ("NO_SHARED_GROUP", .nothingInCommon),
        ("NO_COMMON_SIGNATURE_ALGORITHMS", .nothingInCommon),
    ]

    /// What an alert of the peer says, by its number (RFC 8446 §6).
    init(alert: UInt8) {
        self =
            switch alert {
            case 42: .badCertificate
            case 43: .unsupportedCertificate
            case 44: .certificateRevoked
            case 45: .certificateExpired
            case 46: .certificateUnknown
            case 48: .unknownCA
            default: .otherAlert
            }
    }

    /// Nil for an error that is none of TLS.
    init?(_ error: any Error) {
        let cause: BoringSSLError
        switch error {
        case NIOSSLError.handshakeFailed(let inner): cause = inner
        case let inner as BoringSSLError: cause = inner
        case NIOSSLError.readInInvalidTLSState:
            self = .garbled
            return
        default: return nil
        }
        guard case .sslError(let stack) = cause else {
            self = .leftInHandshake
            return
        }
        if stack.contains(.eofDuringHandshake) {
            self = .leftInHandshake
            return
        }
        let text = stack.map(\.description).joined(separator: " ")
        self = Self.names.first { text.contains($0.0) }?.1 ?? .garbled
    }
}

package import struct Foundation.Date

/// Why a certificate cannot be used, with the file that is to blame. No key is in it.
package enum CertificateProblem: Error, Equatable, Sendable {
    case unreadable(file: String, errno: Int32)
    /// Larger than any certificate; most likely another file.
    case tooLarge(file: String)
    /// There is no certificate in it.
    case noCertificate(file: String)
    /// There is one, and it cannot be understood.
    case badCertificate(file: String)
    /// There is no private key in it.
    case noKey(file: String)
    /// The key is protected by a pass phrase, which nobody could type at a start.
    case keyIsEncrypted(file: String)
    /// The key cannot be understood, or is of a kind that is not known here.
    case badKey(file: String)
    /// The key is not the certificate's.
    case doesNotMatch(certificate: String, key: String)
    case expired(file: String, at: Date)
    case notYetValid(file: String, from: Date)
    /// The TLS library does not take it, in its words.
    case refused(file: String, reason: String)

    /// Whether it may go away without a change of the files: with a permission, a clock, a free descriptor.
    package var mayPass: Bool {
        switch self {
        case .unreadable, .notYetValid: true
        case .tooLarge, .noCertificate, .badCertificate, .noKey, .keyIsEncrypted, .badKey, .doesNotMatch, .expired,
            .refused:
            false
        }
    }
}

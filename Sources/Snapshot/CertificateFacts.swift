package import struct Foundation.Date

/// The certificate that a listener shows to TLS clients.
package struct CertificateFacts: Equatable, Sendable {
    /// The common name, or the first of ``names``.
    package var name: String
    /// Host names and addresses that it is good for.
    package var names: [String]
    package var validFrom: Date
    package var validUntil: Date
    /// SHA-256, as `AB:CD:…`.
    package var fingerprint: String
    /// Nobody else vouches for it.
    package var isSelfSigned: Bool
    /// `tls self-signed` has made it.
    package var isOurs: Bool
    /// Certificates behind it in its file.
    package var chainLength: Int
    /// Its file.
    package var file: String
    /// Why its files, as they are now, are not served.
    package var reloadTrouble: CertificateTrouble?

    package init(
        name: String,
        names: [String] = [],
        validFrom: Date,
        validUntil: Date,
        fingerprint: String = "",
        isSelfSigned: Bool = false,
        isOurs: Bool = false,
        chainLength: Int = 0,
        file: String = "",
        reloadTrouble: CertificateTrouble? = nil
    ) {
        self.name = name
        self.names = names
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.fingerprint = fingerprint
        self.isSelfSigned = isSelfSigned
        self.isOurs = isOurs
        self.chainLength = chainLength
        self.file = file
        self.reloadTrouble = reloadTrouble
    }
}

/// Why a certificate cannot be used, with the file that is to blame.
package enum CertificateTrouble: Error, Equatable, Sendable {
    /// In the system's words.
    case unreadable(file: String, reason: String)
    case tooLarge(file: String)
    case noCertificate(file: String)
    case badCertificate(file: String)
    case noKey(file: String)
    case keyIsEncrypted(file: String)
    case badKey(file: String)
    case doesNotMatch(certificate: String, key: String)
    case expired(file: String, at: Date)
    case notYetValid(file: String, from: Date)
    /// In the TLS library's words.
    case refused(file: String, reason: String)
}

import Crypto
package import Foundation
import NIOSSL

/// What may be told of a certificate.
package struct CertificateSummary: Equatable, Sendable {
    /// The common name; where there is none, the first of ``names``.
    package var name: String
    /// Host names and addresses that it is good for.
    package var names: [String]
    package var validFrom: Date
    package var validUntil: Date
    /// SHA-256 of the certificate, as `AB:CD:…`.
    package var fingerprint: String
    /// Nobody else vouches for it.
    package var isSelfSigned: Bool
    /// This program has made it.
    package var isOurs: Bool
    /// Certificates behind it in its file.
    package var chainLength: Int

    /// The organization that certificates of this program name.
    package static let organization = "OneBot Console"

    init(_ certificate: NIOSSLCertificate, der: [UInt8], chainLength: Int) {
        let fields = CertificateFields(der)
        self.names = fields.names
        self.name = fields.commonName ?? self.names.first ?? ""
        self.validFrom = Date(timeIntervalSince1970: Double(certificate.notValidBefore))
        self.validUntil = Date(timeIntervalSince1970: Double(certificate.notValidAfter))
        self.fingerprint = Self.fingerprint(SHA256.hash(data: der))
        self.isSelfSigned = fields.isSelfSigned
        self.isOurs = self.isSelfSigned && fields.organization == Self.organization
        self.chainLength = chainLength
    }

    private static func fingerprint(_ digest: some Sequence<UInt8>) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: ":")
    }
}

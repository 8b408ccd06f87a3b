import Certificates
import Crypto
package import Foundation
package import OneBot
import SwiftASN1
import X509

/// A certificate that vouches for itself, with a new key (P-256, which every TLS 1.2 client knows).
package struct SelfSignedCertificate: Sendable {
    /// Clocks of bots may be behind.
    private static let backdated: TimeInterval = 86_400

    /// In PEM.
    package let certificate: String
    /// In PEM.
    package let privateKey: Secret

    /// - Parameters:
    ///   - names: Host names and IP addresses that bots dial.
    ///   - validFrom: The first moment, less a day for clocks that are behind.
    ///   - validUntil: The last.
    /// - Throws: What the libraries cannot put into a certificate.
    package init(names: [String], validFrom: Date, validUntil: Date) throws {
        let key = P256.Signing.PrivateKey()
        let own = Certificate.PrivateKey(key)
        let common = names.first ?? "localhost"
        let subject = try DistinguishedName {
            OrganizationName(CertificateSummary.organization)
            // At most 64 characters (RFC 5280, ub-common-name); all names stand in the extension.
            CommonName(String(common.prefix(64)))
        }
        let alternatives = names.map { name in
            IPText.bytes(name).map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(name)
        }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: own.publicKey,
            notValidBefore: validFrom.addingTimeInterval(-Self.backdated),
            notValidAfter: validUntil,
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                // No key usage: without "signs certificates", which is for authorities alone, BoringSSL and OpenSSL 1.1
                // would not take it for its own issuer.
                Critical(BasicConstraints.notCertificateAuthority)
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(alternatives)
                SubjectKeyIdentifier(hash: own.publicKey)
            },
            issuerPrivateKey: own
        )
        self.certificate = try certificate.serializeAsPEM().pemString + "\n"
        self.privateKey = Secret(key.pemRepresentation + "\n")
    }
}

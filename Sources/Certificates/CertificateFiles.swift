/// Where a certificate and its key stand.
package struct CertificateFiles: Equatable, Hashable, Sendable {
    /// PEM file with the certificate, and behind it those that vouch for it.
    package var certificate: String
    /// PEM file with the private key.
    package var privateKey: String

    package init(certificate: String, privateKey: String) {
        self.certificate = certificate
        self.privateKey = privateKey
    }
}

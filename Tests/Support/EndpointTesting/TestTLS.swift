import NIOCore
import NIOSSL

/// How a client of a test speaks TLS.
package struct TestTLS: Sendable {
    /// The PEM of the one certificate that is trusted; nil trusts any.
    package var trusted: String?
    /// Asked for, and compared with the certificate's names where one is trusted.
    package var serverName: String?
    /// Nothing newer than TLS 1.2.
    package var isOld: Bool

    package init(trusting trusted: String? = nil, serverName: String? = nil, isOld: Bool = false) {
        self.trusted = trusted
        self.serverName = serverName
        self.isOld = isOld
    }

    func handler() throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if self.isOld { configuration.maximumTLSVersion = .tlsv12 }
        configuration.shutdownTimeout = .milliseconds(200)
        if let trusted = self.trusted {
            configuration.trustRoots = .certificates(
                try NIOSSLCertificate.fromPEMBytes(Array(trusted.utf8))
            )
        } else {
            configuration.certificateVerification = .none
        }
        return try NIOSSLClientHandler(
            context: try NIOSSLContext(configuration: configuration),
            serverHostname: self.serverName
        )
    }
}

import NIOCore
import NIOSSL

/// The TLS of a bot that dials `wss://`.
enum DialledTLS {
    private static let trusting = Result { try Self.context(verifies: false) }
    private static let verifying = Result { try Self.context(verifies: true) }

    /// - Parameter verifies: Whether the certificate must be trusted and be for that host.
    /// - Throws: What the TLS library has against it.
    static func handler(host: String, verifies: Bool) throws -> NIOSSLClientHandler {
        let context = try (verifies ? Self.verifying : Self.trusting).get()
        do {
            return try NIOSSLClientHandler(context: context, serverHostname: host)
        } catch let error as NIOSSLExtraError where error == .cannotUseIPAddressInSNI {
            // An address is compared with those of the certificate; it is never asked for (RFC 6066 §3).
            return try NIOSSLClientHandler(context: context, serverHostname: nil)
        }
    }

    private static func context(verifies: Bool) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = .seconds(1)
        if !verifies { configuration.certificateVerification = .none }
        return try NIOSSLContext(configuration: configuration)
    }
}

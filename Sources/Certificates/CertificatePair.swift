package import Foundation
package import NIOCore
package import NIOSSL
import SwiftASN1

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A certificate with its key, read and found to belong together.
package struct CertificatePair: Sendable {
    package let summary: CertificateSummary
    /// For a server's connections, by TLS 1.2 and 1.3.
    package let context: NIOSSLContext

    /// Larger files are no certificates.
    static let largestFile = 1 << 20

    /// Reads both files. Waits for the disk.
    ///
    /// - Parameter now: When it must be valid; nil takes one that has expired, too.
    /// - Throws: ``CertificateProblem``, which names the file.
    package init(_ files: CertificateFiles, validAt now: Date?) throws(CertificateProblem) {
        let (chain, summary) = try Self.chain(files.certificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try Self.key(files.privateKey))
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = Self.shutdownPatience
        do {
            self.context = try NIOSSLContext(configuration: configuration)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw .doesNotMatch(certificate: files.certificate, key: files.privateKey)
        } catch {
            throw .refused(file: files.certificate, reason: "\(error)")
        }
        self.summary = summary
        guard let now else { return }
        guard summary.validUntil > now else { throw .expired(file: files.certificate, at: summary.validUntil) }
        guard summary.validFrom <= now else { throw .notYetValid(file: files.certificate, from: summary.validFrom) }
    }

    /// What a certificate's file holds, whatever its key. Waits for the disk.
    ///
    /// - Throws: ``CertificateProblem``, which names the file.
    package static func summary(of file: String) throws(CertificateProblem) -> CertificateSummary {
        try Self.chain(file).summary
    }

    private static func chain(
        _ file: String
    ) throws(CertificateProblem) -> (certificates: [NIOSSLCertificate], summary: CertificateSummary) {
        let documents = Self.documents(try Self.read(file)).filter { $0.discriminator == "CERTIFICATE" }
        guard let first = documents.first else { throw .noCertificate(file: file) }
        do {
            let chain = try documents.map { try NIOSSLCertificate(bytes: $0.derBytes, format: .der) }
            return (chain, CertificateSummary(chain[0], der: first.derBytes, chainLength: chain.count - 1))
        } catch {
            throw .badCertificate(file: file)
        }
    }

    /// How long the end of a connection waits for the peer's goodbye (RFC 8446 §6.1): nothing hangs on it.
    package static let shutdownPatience: TimeAmount = .seconds(1)

    private static func key(_ file: String) throws(CertificateProblem) -> NIOSSLPrivateKey {
        let text = try Self.read(file)
        if text.contains("ENCRYPTED") { throw .keyIsEncrypted(file: file) }
        guard let document = Self.documents(text).first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") }) else {
            throw .noKey(file: file)
        }
        do {
            return try NIOSSLPrivateKey(bytes: Array(document.pemString.utf8), format: .pem)
        } catch {
            throw .badKey(file: file)
        }
    }

    /// All blocks of a PEM file; of one that breaks off there are none.
    private static func documents(_ text: String) -> [PEMDocument] {
        // What cannot be read as PEM has no blocks, which is what the callers say.
        (try? PEMDocument.parseMultiple(pemString: text)) ?? []
    }

    private static func read(_ file: String) throws(CertificateProblem) -> String {
        guard !file.utf8.contains(0) else { throw .unreadable(file: file, errno: ENOENT) }
        // Not to wait for a writer, should it be a pipe.
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(file: file, errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Self.next(descriptor, &buffer)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(file: file, errno: errno) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
            guard bytes.count <= Self.largestFile else { throw .tooLarge(file: file) }
        }
    }

    private static func next(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, &buffer, buffer.count)
        #elseif canImport(Musl)
        Musl.read(descriptor, &buffer, buffer.count)
        #endif
    }
}

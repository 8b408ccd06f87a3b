import Certificates
import Foundation
import NIOSSL

/// A certificate that is served, ready for connections.
struct ServedCertificate: Sendable {
    let files: CertificateFiles
    let summary: CertificateSummary
    let context: NIOSSLContext
    /// What the files were when they were read.
    let stamp: CertificateStamp

    /// Reads the files, off the event loops.
    ///
    /// - Parameter now: When it must be valid; nil takes one that has expired, too.
    @concurrent
    static func load(_ files: CertificateFiles, validAt now: Date?) async throws(CertificateProblem) -> Self {
        let stamp = CertificateStamp(files)
        let pair = try CertificatePair(files, validAt: now)
        return ServedCertificate(files: files, summary: pair.summary, context: pair.context, stamp: stamp)
    }
}

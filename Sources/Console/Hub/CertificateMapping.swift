import Certificates
import Endpoint
import Glibc
import Settings
import Snapshot

/// Certificates in the snapshot's words.
extension CertificateFacts {
    init(_ summary: CertificateSummary, file: String, problem: CertificateProblem?) {
        self.init(
            name: summary.name,
            names: summary.names,
            validFrom: summary.validFrom,
            validUntil: summary.validUntil,
            fingerprint: summary.fingerprint,
            isSelfSigned: summary.isSelfSigned,
            isOurs: summary.isOurs,
            chainLength: summary.chainLength,
            file: file,
            reloadTrouble: problem.map(CertificateTrouble.init)
        )
    }
}

extension CertificateTrouble {
    init(_ problem: CertificateProblem) {
        self =
            switch problem {
            case .unreadable(let file, let code): .unreadable(file: file, reason: String(cString: strerror(code)))
            case .tooLarge(let file): .tooLarge(file: file)
            case .noCertificate(let file): .noCertificate(file: file)
            case .badCertificate(let file): .badCertificate(file: file)
            case .noKey(let file): .noKey(file: file)
            case .keyIsEncrypted(let file): .keyIsEncrypted(file: file)
            case .badKey(let file): .badKey(file: file)
            case .doesNotMatch(let certificate, let key): .doesNotMatch(certificate: certificate, key: key)
            case .expired(let file, let date): .expired(file: file, at: date)
            case .notYetValid(let file, let date): .notYetValid(file: file, from: date)
            case .refused(let file, let reason): .refused(file: file, reason: reason)
            }
    }
}

extension CertificateFiles {
    /// Those of all listeners.
    static func all(_ endpoint: EndpointSettings) -> [CertificateFiles] {
        ([endpoint.tls] + endpoint.extraListeners.map(\.tls)).compactMap { CertificateFiles($0) }
    }

    /// Nil where TLS is off.
    init?(_ tls: TLSSettings) {
        guard tls.enabled else { return nil }
        self.init(certificate: tls.certificate, privateKey: tls.privateKey)
    }
}

import Foundation
package import Snapshot

extension CertificateFacts {
    /// Self-signed, of this console.
    package static let sample = CertificateFacts(
        name: "bots.example.org",
        names: ["bots.example.org", "192.168.100.20"],
        validFrom: sampleTime.addingTimeInterval(-86_400),
        validUntil: sampleTime.addingTimeInterval(10 * 86_400),
        fingerprint: Array(repeating: "AB", count: 32).joined(separator: ":"),
        isSelfSigned: true,
        isOurs: true,
        file: "/etc/onebot-console/tls/certificate.pem"
    )

    /// Of an authority, without what vouches for it.
    package static let leafSample = CertificateFacts(
        name: "bots.example.org",
        names: ["bots.example.org"],
        validFrom: sampleTime.addingTimeInterval(-86_400),
        validUntil: sampleTime.addingTimeInterval(60 * 86_400),
        file: "/etc/ssl/bots/cert.pem"
    )

    package static let expiredSample = CertificateFacts(
        name: "bots.example.org",
        validFrom: sampleTime.addingTimeInterval(-90 * 86_400),
        validUntil: sampleTime.addingTimeInterval(-86_400),
        chainLength: 1,
        file: "/etc/ssl/bots/fullchain.pem"
    )
}

extension CertificateTrouble {
    /// Each kind there is.
    package static let samples: [CertificateTrouble] = [
        .unreadable(file: "/etc/ssl/a.pem", reason: "Permission denied"), .tooLarge(file: "/etc/ssl/a.pem"),
        .noCertificate(file: "/etc/ssl/a.pem"), .badCertificate(file: "/etc/ssl/a.pem"),
        .noKey(file: "/etc/ssl/a.key"), .keyIsEncrypted(file: "/etc/ssl/a.key"), .badKey(file: "/etc/ssl/a.key"),
        .doesNotMatch(certificate: "/etc/ssl/a.pem", key: "/etc/ssl/a.key"),
        .expired(file: "/etc/ssl/a.pem", at: sampleTime), .notYetValid(file: "/etc/ssl/a.pem", from: sampleTime),
        .refused(file: "/etc/ssl/a.pem", reason: "unsupported"),
    ]
}

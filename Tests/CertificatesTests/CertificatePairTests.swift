import Certificates
import CertificatesTesting
import Foundation
import Testing

@Suite("Certificates and keys from files")
struct CertificatePairTests {
    @Test("A self-signed certificate is read as it was made")
    func whole() throws {
        let folder = try CertificateFolder()
        let made = try folder.write(names: ["bots.example.org", "192.0.2.7", "2001:db8::7"])
        let pair = try CertificatePair(folder.files, validAt: Date())
        #expect(pair.summary == made)
        #expect(pair.summary.name == "bots.example.org")
        #expect(pair.summary.names == ["bots.example.org", "192.0.2.7", "2001:db8::7"])
        #expect(pair.summary.isSelfSigned && pair.summary.isOurs && pair.summary.chainLength == 0)
        #expect(pair.summary.fingerprint.split(separator: ":").count == 32)
        #expect(!"\(pair)".contains("PRIVATE"), "the key is shown")
    }

    /// What stands in the place of a file, and what is said of it.
    struct Fault: Sendable, CustomTestStringConvertible {
        enum Contents: Sendable {
            case nothing, folder, key, certificate, cutCertificate
            case text(String)
        }

        var testDescription: String
        var file: any KeyPath<CertificateFiles, String> & Sendable
        var contents: Contents
        var problem: @Sendable (CertificateFiles) -> CertificateProblem

        init(
            _ name: String,
            spoils file: any KeyPath<CertificateFiles, String> & Sendable,
            with contents: Contents = .nothing,
            _ problem: @escaping @Sendable (CertificateFiles) -> CertificateProblem
        ) {
            self.testDescription = name
            self.file = file
            self.contents = contents
            self.problem = problem
        }

        func spoil(_ folder: CertificateFolder) throws {
            let path = folder.files[keyPath: self.file]
            try FileManager.default.removeItem(atPath: path)
            switch self.contents {
            case .nothing: break
            case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            case .key: try folder.write(try CertificateFolder.make().privateKey, to: path)
            case .certificate: try folder.write(try CertificateFolder.make().certificate, to: path)
            case .cutCertificate:
                try folder.write(String(try CertificateFolder.make().certificate.prefix(200)), to: path)
            case .text(let text): try folder.write(text, to: path)
            }
        }
    }

    static let spoilt: [Fault] = [
        Fault("no certificate file", spoils: \.certificate, { .unreadable(file: $0.certificate, errno: ENOENT) }),
        Fault("no key file", spoils: \.privateKey, { .unreadable(file: $0.privateKey, errno: ENOENT) }),
        Fault("a folder", spoils: \.certificate, with: .folder, { .unreadable(file: $0.certificate, errno: EISDIR) }),
        Fault("empty", spoils: \.certificate, with: .text(""), { .noCertificate(file: $0.certificate) }),
        Fault("no PEM", spoils: \.certificate, with: .text("\u{0}\u{1}x"), { .noCertificate(file: $0.certificate) }),
        Fault("files mixed up", spoils: \.certificate, with: .key, { .noCertificate(file: $0.certificate) }),
        Fault("cut", spoils: \.certificate, with: .cutCertificate, { .noCertificate(file: $0.certificate) }),
        Fault(
            "another thing in PEM",
            spoils: \.certificate,
            with: .text(Self.block("CERTIFICATE")),
            { .badCertificate(file: $0.certificate) }
        ),
        Fault("certificate as key", spoils: \.privateKey, with: .certificate, { .noKey(file: $0.privateKey) }),
        Fault(
            "broken key",
            spoils: \.privateKey,
            with: .text(Self.block("PRIVATE KEY")),
            { .badKey(file: $0.privateKey) }
        ),
        Fault(
            "key with a pass phrase",
            spoils: \.privateKey,
            with: .text(Self.block("ENCRYPTED PRIVATE KEY")),
            { .keyIsEncrypted(file: $0.privateKey) }
        ),
        Fault(
            "another key",
            spoils: \.privateKey,
            with: .key,
            { .doesNotMatch(certificate: $0.certificate, key: $0.privateKey) }
        ),
        Fault(
            "too large",
            spoils: \.certificate,
            with: .text(String(repeating: "x", count: 1 << 21)),
            { .tooLarge(file: $0.certificate) }
        ),
    ]

    private static func block(_ name: String) -> String { "-----BEGIN \(name)-----\nAAAA\n-----END \(name)-----\n" }

    @Test("What cannot be used is refused with the file to blame", arguments: Self.spoilt)
    func faults(_ fault: Fault) throws {
        let folder = try CertificateFolder()
        try folder.write()
        try fault.spoil(folder)
        #expect(throws: fault.problem(folder.files)) { try CertificatePair(folder.files, validAt: Date()) }
    }

    @Test("One that has expired, or is not valid yet, is taken only where that is wanted")
    func validity() throws {
        let folder = try CertificateFolder()
        let expired = try folder.write(from: -30, until: -1)
        #expect(throws: CertificateProblem.expired(file: folder.files.certificate, at: expired.validUntil)) {
            try CertificatePair(folder.files, validAt: Date())
        }
        #expect(try CertificatePair(folder.files, validAt: nil).summary == expired)
        let early = try folder.write(from: 3, until: 30)
        #expect(throws: CertificateProblem.notYetValid(file: folder.files.certificate, from: early.validFrom)) {
            try CertificatePair(folder.files, validAt: Date())
        }
    }

    @Test("A file with the chain behind the certificate, and parameters before the key, is taken")
    func chain() throws {
        let folder = try CertificateFolder()
        let made = try CertificateFolder.make()
        let other = try CertificateFolder.make()
        try folder.write("a comment\n" + made.certificate + other.certificate, to: folder.files.certificate)
        let parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
        try folder.write(parameters + made.privateKey, to: folder.files.privateKey)
        let pair = try CertificatePair(folder.files, validAt: Date())
        #expect(pair.summary.chainLength == 1)
        try folder.write(made.certificate, to: folder.files.certificate)
        #expect(try CertificatePair(folder.files, validAt: nil).summary.fingerprint == pair.summary.fingerprint)
    }
}

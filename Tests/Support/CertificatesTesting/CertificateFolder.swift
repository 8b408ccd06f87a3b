package import Certificates
import Foundation
import TerminalTesting

/// A self-signed certificate and its key, in PEM.
package struct MadeCertificate: Sendable {
    package let certificate: String
    package let privateKey: String
}

/// A folder of its own with certificates for a test; gone when nobody holds it any more.
package final class CertificateFolder: Sendable {
    /// The helper program is not built, or failed.
    package struct NotMade: Error {}

    package let path: String
    package let files: CertificateFiles

    package init() throws {
        self.path = NSTemporaryDirectory() + "onebot-certificates-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
        self.files = CertificateFiles(
            certificate: self.path + "/certificate.pem",
            privateKey: self.path + "/private_key.pem"
        )
    }

    deinit {
        // A temporary folder that cannot be removed is the system's to remove.
        try? FileManager.default.removeItem(atPath: self.path)
    }

    /// Writes a new certificate in the place of whatever is there.
    ///
    /// - Parameters:
    ///   - from: Days from now until it is valid; below zero where it is already.
    ///   - until: Days from now until it ends.
    /// - Returns: It, as it is read back.
    @discardableResult
    package func write(
        names: [String] = ["localhost", "127.0.0.1", "::1"],
        from: Double = 0,
        until: Double = 30
    ) throws -> CertificateSummary {
        let made = try Self.make(names: names, from: from, until: until)
        try self.write(made.privateKey, to: self.files.privateKey)
        try self.write(made.certificate, to: self.files.certificate)
        return try CertificatePair(self.files, validAt: nil).summary
    }

    /// What stands in the certificate's file.
    package var certificate: String {
        get throws { try String(contentsOfFile: self.files.certificate, encoding: .utf8) }
    }

    package static func make(
        names: [String] = ["localhost", "127.0.0.1", "::1"],
        from: Double = 0,
        until: Double = 30
    ) throws -> MadeCertificate {
        guard let program = BuiltProgram.path("CertificateMaker") else { throw NotMade() }
        let now = Date().timeIntervalSince1970
        let times = ["\(now + from * 86_400)", "\(now + until * 86_400)"]
        let (exit, text) = try SpawnedProgram.run(program, times + names)
        guard exit == 0, let key = text.firstRange(of: "-----BEGIN PRIVATE KEY-----") else { throw NotMade() }
        return MadeCertificate(
            certificate: String(text[..<key.lowerBound]),
            privateKey: String(text[key.lowerBound...])
        )
    }

    package func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

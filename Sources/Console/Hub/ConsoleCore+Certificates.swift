import Certificates
import Endpoint
import Foundation
import Logging
import Settings
import Snapshot

extension ConsoleCore {
    /// Serves new connections with what the certificates' files are now; links stay. For the timer, for SIGHUP, and
    /// behind every change of settings.
    func reloadCertificates() async {
        for reload in await self.server.reloadCertificates() {
            switch reload.outcome {
            case .success(let summary):
                self.logger.info(
                    "certificate read again",
                    metadata: [
                        "file": "\(reload.files.certificate)", "sha256": "\(summary.fingerprint)",
                        "until": "\(CertificateFacts.day(summary.validUntil))",
                    ]
                )
            case .failure(let problem):
                self.logger.warning(
                    "changed certificate not served, the earlier one is",
                    metadata: ["reason": "\(CertificateTrouble(problem).sentence(.english))"]
                )
            }
        }
    }

    /// What a change of TLS is worth: whether certificate and key could be served.
    func judgeCertificate(_ change: SettingChange, _ phrases: EffectPhrases) async -> SettingJudgement.Verdict {
        // Judged good by itself just now.
        guard let after = try? SettingChange.preview(change, in: self.settingsInForce),
            let files = CertificateFiles(after.settings.endpoint.tls)
        else { return .accepted("") }
        do throws(CertificateProblem) {
            let facts = try await Self.read(files)
            return .accepted(phrases.certificate(facts))
        } catch {
            return .refused(CertificateTrouble(error).sentence(phrases.language))
        }
    }

    /// Reads off this actor: disks may be slow.
    @concurrent
    private static func read(_ files: CertificateFiles) async throws(CertificateProblem) -> CertificateFacts {
        let pair = try CertificatePair(files, validAt: Date())
        return CertificateFacts(pair.summary, file: files.certificate, problem: nil)
    }
}

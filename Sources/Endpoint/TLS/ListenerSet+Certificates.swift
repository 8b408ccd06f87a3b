import Certificates
import Foundation
import NIOCore

/// What the listeners show to TLS clients.
extension ListenerSet {
    /// Reads the certificates of new listeners; those in force stay as they are, whatever has become of their files.
    ///
    /// - Throws: ``ListenFailure/certificate(_:)``
    func certificates(
        of wanted: [EndpointConfiguration.Listener],
        validAt now: Date?
    ) async throws(ListenFailure) -> [CertificateFiles: ServedCertificate] {
        var found: [CertificateFiles: ServedCertificate] = [:]
        for listener in self.bound { if let served = listener.security.certificate { found[served.files] = served } }
        for files in wanted.compactMap(\.certificate) where found[files] == nil {
            do throws(CertificateProblem) {
                found[files] = try await ServedCertificate.load(files, validAt: now)
            } catch {
                throw .certificate(error)
            }
        }
        return found
    }

    /// Serves new connections with what the files of the certificates are now. Where they have not changed nothing is
    /// done; where they cannot be used the certificate that was served stays.
    ///
    /// - Returns: What came of it, where that is not what was known.
    func reloadCertificates() async -> [CertificateReload] {
        var done: [CertificateFiles: CertificateReload] = [:]
        for files in Set(self.bound.compactMap(\.wanted.certificate)) {
            let stamp = await CertificateStamp.taken(of: files)
            let served = self.bound.compactMap(\.security.certificate).filter { $0.files == files }
            guard !(self.tried[files].map { $0 == stamp } ?? served.allSatisfy { $0.stamp == stamp }) else { continue }
            do throws(CertificateProblem) {
                let fresh = try await ServedCertificate.load(files, validAt: Date())
                self.tried[files] = stamp
                done[files] = CertificateReload(files: files, outcome: .success(fresh.summary))
                for index in self.bound.indices where self.bound[index].security.certificate?.files == files {
                    self.bound[index].security.certificate = fresh
                    self.bound[index].reloadProblem = nil
                }
            } catch {
                if !error.mayPass { self.tried[files] = stamp }
                let isKnown = self.bound.contains { $0.wanted.certificate == files && $0.reloadProblem == error }
                if !isKnown { done[files] = CertificateReload(files: files, outcome: .failure(error)) }
                for index in self.bound.indices where self.bound[index].security.certificate?.files == files {
                    self.bound[index].reloadProblem = error
                }
            }
        }
        return Array(done.values)
    }
}

package import Certificates

/// What came of reading a certificate's files again.
package struct CertificateReload: Sendable {
    package var files: CertificateFiles
    package var outcome: Result<CertificateSummary, CertificateProblem>
}

extension EndpointServer {
    /// Looks whether the files of certificates have changed, and serves new connections with what they are now. Links
    /// stay. Cheap where nothing has changed: for a timer, and for a signal.
    ///
    /// - Returns: What was read again; a file that cannot be used leaves the earlier certificate in force.
    @discardableResult
    package func reloadCertificates() async -> [CertificateReload] {
        let reloads = await self.listeners.reloadCertificates()
        if !reloads.isEmpty { self.state.signal.changed() }
        return reloads
    }
}

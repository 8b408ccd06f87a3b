import Certificates
import CertificatesTesting
import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Synchronization

@testable import Endpoint

/// An endpoint that serves `wss://` on a free port.
struct TLSFixture {
    let endpoint: EndpointFixture
    let folder: CertificateFolder
    /// What is served at first.
    let made: CertificateSummary
    let certificate: String

    var server: EndpointServer { self.endpoint.server }
    var port: Int { self.endpoint.port }
    /// Trusts what is served at first, and it alone.
    var trusting: TestTLS { TestTLS(trusting: self.certificate, serverName: "localhost") }

    static func with(
        _ change: @escaping (inout EndpointConfiguration) -> Void = { _ in },
        _ body: (TLSFixture) async throws -> Void
    ) async throws {
        let folder = try CertificateFolder()
        let made = try folder.write()
        let certificate = try folder.certificate
        let limits = EndpointConfiguration.Change { configuration in
            configuration.listeners = [.init(host: "127.0.0.1", port: 0, certificate: folder.files)]
            change(&configuration)
        }
        try await EndpointFixture.with(limits: limits) { endpoint in
            try await body(TLSFixture(endpoint: endpoint, folder: folder, made: made, certificate: certificate))
        }
    }

    /// The configuration in force with other listeners.
    func configuration(
        _ listeners: [EndpointConfiguration.Listener]
    ) -> EndpointConfiguration {
        var configuration = self.server.state.guarded.withLock { $0.configuration }
        configuration.listeners = listeners
        return configuration
    }

    /// The one attempt that the ledger has got, or gets.
    func attempt(_ isWanted: @escaping (LedgerEntry) -> Bool = { _ in true }) async -> LedgerEntry? {
        _ = await eventually { self.server.ledger.entries.contains(where: isWanted) }
        return self.server.ledger.entries.last(where: isWanted)
    }
}

import Certificates
import CertificatesTesting
import EndpointTesting
import Foundation
import Testing

@testable import Endpoint

@Suite("OpenSSL's own client", .enabled(if: ClientProgram.openSSL.isAvailable))
struct OpenSSLTests {
    private func client(_ fixture: TLSFixture, _ arguments: [String]) async throws -> (exit: Int32, text: String) {
        try await ClientProgram.openSSL.run(["s_client", "-connect", "127.0.0.1:\(fixture.port)"] + arguments)
    }

    @Test("TLS 1.2 and 1.3 are agreed on, and the certificate holds", arguments: ["-tls1_2", "-tls1_3"])
    func agreed(_ version: String) async throws {
        try await TLSFixture.with { fixture in
            let trust = ["-CAfile", fixture.folder.files.certificate, "-verify_return_error"]
            for names in [["-verify_hostname", "localhost"], ["-verify_ip", "127.0.0.1"]] {
                let (exit, text) = try await self.client(fixture, [version] + trust + names)
                #expect(exit == 0 && text.contains("Verify return code: 0 (ok)"), "\(text)")
            }
        }
    }

    @Test("older ones are refused", arguments: ["-tls1", "-tls1_1"])
    func refused(_ version: String) async throws {
        try await TLSFixture.with { fixture in
            let (exit, text) = try await self.client(fixture, [version, "-cipher", "DEFAULT:@SECLEVEL=0"])
            #expect(exit != 0, "\(text)")
            let entry = await fixture.attempt { $0.tlsFault != nil }
            #expect(entry?.tlsFault == .oldVersion, "\(String(describing: entry))")
        }
    }

    @Test("a client that trusts nobody says so, by TLS 1.2 and 1.3", arguments: ["-tls1_2", "-tls1_3"])
    func untrusting(_ version: String) async throws {
        try await TLSFixture.with { fixture in
            let (exit, _) = try await self.client(fixture, [version, "-verify_return_error"])
            #expect(exit != 0)
            let entry = await fixture.attempt { $0.tlsFault != nil }
            #expect(entry?.cause == "TLS-03" && entry?.tlsFault == .unknownCA, "\(String(describing: entry))")
        }
    }

    @Test("another name than those of the certificate is not trusted")
    func otherName() async throws {
        try await TLSFixture.with { fixture in
            let trust = ["-CAfile", fixture.folder.files.certificate, "-verify_return_error"]
            let (exit, _) = try await self.client(fixture, trust + ["-verify_hostname", "bots.example.org"])
            #expect(exit != 0)
            let entry = await fixture.attempt { $0.tlsFault != nil }
            #expect(entry?.cause == "TLS-03", "\(String(describing: entry))")
        }
    }
}

/// NapCat's WebSocket library stands on Node's TLS, which looks at a certificate when all else is done.
@Suite("Node's client", .enabled(if: ClientProgram.node.isAvailable))
struct NodeTests {
    private func get(_ fixture: TLSFixture, verifies: Bool) async throws -> String {
        let script = """
            require("https").get(
              {host: "127.0.0.1", port: \(fixture.port), path: "/", rejectUnauthorized: \(verifies)},
              answer => { console.log(answer.statusCode); answer.resume(); }
            ).on("error", error => console.log(error.code));
            """
        return try await ClientProgram.node.run(["-e", script]).text
    }

    @Test("one that verifies leaves, and is told as one that does not trust us")
    func verifies() async throws {
        try await TLSFixture.with { fixture in
            let text = try await self.get(fixture, verifies: true)
            #expect(text.contains("SELF_SIGNED_CERT"), "\(text)")
            let entry = await fixture.attempt()
            #expect(entry?.cause == "TLS-03", "\(String(describing: entry))")
        }
    }

    @Test("one that does not verify is answered")
    func trusts() async throws {
        try await TLSFixture.with { fixture in
            let text = try await self.get(fixture, verifies: false)
            #expect(text.contains("426"), "\(text)")
            #expect(await fixture.attempt()?.status == 426)
        }
    }
}

import Foundation

/// OpenSSL's own server, with a certificate that nobody trusts; like NapCat's it stands on OpenSSL.
final class TLSServer: Sendable {
    struct Failed: Error {}

    private static let program = "/usr/bin/openssl"
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: Self.program) }

    private let server: HelperProgram
    private let folder: TestFolder
    let port: Int

    init() async throws {
        let folder = try TestFolder()
        let (key, certificate) = (folder.path("key.pem"), folder.path("cert.pem"))
        try await HelperProgram.run(
            Self.program,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
                "-out",
                certificate, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            ]
        )
        try folder.write("output", "")
        let output = folder.path("output")
        guard let handle = FileHandle(forWritingAtPath: output) else { throw Failed() }
        let server = try HelperProgram(
            Self.program,
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"],
            output: handle
        )
        var port: Int?
        _ = await WebUIServer.eventually {
            port = Self.port(in: output)
            return port != nil
        }
        guard let port else { throw Failed() }
        self.port = port
        self.server = server
        self.folder = folder
    }

    func stop() async {
        await self.server.stop()
    }

    /// Of the line `ACCEPT 127.0.0.1:40000`, once it is whole.
    private static func port(in output: String) -> Int? {
        let lines = (try? String(contentsOfFile: output, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.first { $0.hasPrefix("ACCEPT ") }?.split(separator: ":").last.flatMap { Int($0) }
    }
}

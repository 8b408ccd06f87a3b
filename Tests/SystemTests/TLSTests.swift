import Certificates
import CertificatesTesting
import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// TLS as an operator switches it on and off, and as bots meet it.
@Suite(.serialized)
struct TLSTests {
    @Test("switched on and off under connected bots, and every part follows")
    func switched() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let port = try await home.port()
            let key = try await home.key()
            let plain = try await TestBot.online(port: port, key: key)

            let made = try await home.run("tls", "self-signed", "--name", "bots.example.org")
            #expect(made.exit == 0, "\(made.errors)")
            #expect(made.output.contains("SHA-256") && made.output.contains("bots.example.org"))
            #expect(made.output.contains("verifyCertificate"))
            let mode = try FileManager.default.attributesOfItem(atPath: home.privateKeyFile)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let report = try await home.status()
            #expect(report.endpoint.listeners.map(\.tls) == [true] && report.ports == [port])
            #expect(try await home.run("status").output.contains("wss://127.0.0.1:\(port)"))

            let certificate = try String(contentsOfFile: home.certificateFile, encoding: .utf8)
            let trusting = TestTLS(trusting: certificate, serverName: "bots.example.org")
            let secure = try await TestBot.online(port: port, key: key, selfID: "1000010002", tls: trusting)
            try await plain.sendMessage("still there")
            try await home.status(until: "both bots") { status in
                status.bots.filter { $0.state == "online" }.count == 2 && status.bots.contains { $0.events == 2 }
            }
            #expect(try await handshake(port: port, key: key).status == 400)
            try await home.status(until: "TLS-02") { $0.findings.contains { $0.id == "TLS-02" } }

            let simulated = try await home.run("simulate", "--count", "3", "--rate", "50", "--self-id", "77001")
            #expect(simulated.exit == 0, "\(simulated.errors)")
            let url = "wss://127.0.0.1:\(port)/onebot/v11/ws"
            let doubtful = try await home.run("simulate", "--url", url, "--count", "1")
            #expect(doubtful.exit == 1 && doubtful.errors.contains("--insecure"), "\(doubtful.errors)")
            let insecure = try await home.run(
                "simulate",
                "--url",
                url,
                "--insecure",
                "--count",
                "1",
                "--self-id",
                "77002"
            )
            #expect(insecure.exit == 0, "\(insecure.errors)")

            let tested = try await home.run("doctor", "--json")
            #expect(!tested.output.contains("SYS-02"), "\(tested.output)")

            let off = try await home.run("config", "set", "endpoint.tls.enabled", "false")
            #expect(off.exit == 0 && off.errors.contains("ws://"), "\(off.errors)")
            try await secure.sendMessage("still there too", selfID: "1000010002")
            try await home.status(until: "the other message") { status in
                status.bots.contains { $0.selfID == "1000010002" && $0.events == 2 }
            }
            let last = try await TestBot.online(port: port, key: key, selfID: "1000010003")
            for bot in [plain, secure, last] { await bot.close() }
        }
    }

    @Test("what cannot be used is refused with the file and the reason, at a change and at a start")
    func refused() async throws {
        try await withConsoleHome { home in
            let folder = try CertificateFolder()
            try folder.write()
            let server = try await home.serve()
            for (name, path) in [("certificate", folder.files.certificate), ("private_key", folder.files.privateKey)] {
                #expect(try await home.run("config", "set", "endpoint.tls.\(name)", path).exit == 0)
            }
            try folder.write(try CertificateFolder.make().privateKey, to: folder.files.privateKey)
            let mixed = try await home.run("config", "set", "endpoint.tls.enabled", "true")
            #expect(mixed.exit == 1 && mixed.errors.contains(folder.files.privateKey), "\(mixed.errors)")
            #expect(try await home.status().endpoint.listeners.map(\.tls) == [false])
            try folder.write(from: -30, until: -1)
            let expired = try await home.run("config", "set", "endpoint.tls.enabled", "true", "--lang", "zh")
            #expect(expired.exit == 1 && expired.errors.contains("过期"), "\(expired.errors)")

            try folder.write()
            #expect(try await home.run("config", "set", "endpoint.tls.enabled", "true").exit == 0)
            #expect(try await home.run("stop").exit == 0)
            #expect(try await server.result().exit == 0)
            try folder.write("", to: folder.files.certificate)
            let start = try await home.run("run", "--headless")
            #expect(start.exit == 1 && start.errors.contains(folder.files.certificate), "\(start.errors)")
            #expect(start.errors.contains("endpoint.tls.enabled false"))
            #expect(try await home.run("doctor").output.contains("SYS-07"))
        }
    }

    @Test("a certificate of ours may be made anew while it is served, another's may not be replaced")
    func anew() async throws {
        try await withConsoleHome { home in
            #expect(try await home.run("tls", "self-signed", "--no-enable").exit == 0)
            #expect(try await home.run("config", "get", "endpoint.tls.enabled").output.hasPrefix("false"))
            #expect(try await home.run("tls", "self-signed", "--days", "10").exit == 0)
            _ = try await home.serve()
            let port = try await home.port()
            let key = try await home.key()
            try await home.status(until: "the end of the certificate") {
                $0.findings.contains { $0.id == "TLS-03" && $0.severity == "warning" }
            }
            let held = try await TestBot.online(port: port, key: key, tls: TestTLS())
            #expect(try await home.run("tls", "self-signed").exit == 0)
            try await home.status(until: "nothing to tell of it") { !$0.findings.contains { $0.id == "TLS-03" } }
            let fresh = try String(contentsOfFile: home.certificateFile, encoding: .utf8)
            let trusting = TestTLS(trusting: fresh, serverName: "localhost")
            let bot = try await TestBot.online(port: port, key: key, selfID: "1000010002", tls: trusting)
            try await held.sendMessage("still there")
            try await home.status(until: "the message") { $0.bots.contains { $0.events == 2 } }
            for bot in [held, bot] { await bot.close() }

            try "somebody's".write(toFile: home.certificateFile, atomically: true, encoding: .utf8)
            let refused = try await home.run("tls", "self-signed")
            #expect(refused.exit == 1 && refused.errors.contains("--force"), "\(refused.errors)")
            #expect(try String(contentsOfFile: home.certificateFile, encoding: .utf8) == "somebody's")
            #expect(try await home.run("tls", "self-signed", "--force").exit == 0)
            #expect(try await home.run("tls", "self-signed", "--days", "0").exit == 64)
            #expect(try await home.run("tls", "self-signed", "--name", "a b").exit == 64)
        }
    }

    @Test("another's certificate gives way to ours in one step, and to none that cannot be served")
    func replaced() async throws {
        try await withConsoleHome { home in
            #expect(try await home.run("tls", "self-signed", "--days", "20").exit == 0)
            let others = home.certificateFile + ".other"
            let othersKey = home.certificateFile.replacing("certificate.pem", with: "other_key.pem")
            let key = home.certificateFile.replacing("certificate.pem", with: "private_key.pem")
            try FileManager.default.moveItem(atPath: home.certificateFile, toPath: others)
            try FileManager.default.moveItem(atPath: key, toPath: othersKey)
            let files = ["endpoint.tls.certificate": others, "endpoint.tls.private_key": othersKey]
            let off = try await home.run("config", "set", "endpoint.tls.enabled", "false")
            #expect(off.exit == 0, "\(off.errors)")
            for (path, file) in files { #expect(try await home.run("config", "set", path, file).exit == 0) }
            #expect(try await home.run("config", "set", "endpoint.tls.enabled", "true").exit == 0)
            _ = try await home.serve()
            let port = try await home.port()

            #expect(try await home.run("tls", "self-signed").exit == 1)
            #expect(try await home.run("config", "get", "endpoint.tls.certificate").output.contains(others))
            #expect(try await home.run("tls", "self-signed", "--force").exit == 0)
            #expect(try await home.run("config", "get", "endpoint.tls.enabled").output.hasPrefix("true"))
            let fresh = try String(contentsOfFile: home.certificateFile, encoding: .utf8)
            let trusting = TestTLS(trusting: fresh, serverName: "localhost")
            let bot = try await TestBot.online(port: port, key: try await home.key(), tls: trusting)
            await bot.close()
        }
    }

    @Test("NapCat is given wss:// and the switch that it needs for a self-signed certificate")
    func napCat() async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            let napcat = try await NapCatProcess.start(home, [], files: [:])
            try home.writeSettings(ConsoleHome.settings(beside: napcat, dataFolder: true, token: nil))
            #expect(try await home.run("tls", "self-signed").exit == 0)
            _ = try await home.serve()
            let trial = try await home.run("napcat", "setup", "--dry-run")
            #expect(trial.output.contains("+ \"url\": \"wss://127.0.0.1:"), "\(trial.output)")
            #expect(trial.output.contains("+ \"verifyCertificate\": false"), "\(trial.output)")
        }
    }
}

import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// `upgrade` where something about the start or its end is out of the ordinary.
@Suite(.serialized)
struct UpgradeEdgeTests {
    @Test("relative paths mean the same files to the program that follows")
    func relativePaths() async throws {
        try await withConsoleHome { home in
            let name = try #require(home.folder.split(separator: "/").last.map { "\($0)-state" })
            // What a program in the root folder would take it for.
            let stray = "/" + name
            defer { try? FileManager.default.removeItem(atPath: stray) }
            let file = home.folder + "/own.yaml"
            try ConsoleHome.settings.write(toFile: file, atomically: false, encoding: .utf8)
            let server = try home.start("run", "--headless", "--config", "./own.yaml", "--state-dir", name)
            try await server.wait(forErrors: "listening") { $0.contains("listening on ws://") }
            func status() async throws -> StatusReport {
                let result = try await home.run("status", "--json", "--state-dir", name)
                try #require(result.exit == 0, "\(result.errors)")
                return try JSONDecoder().decode(StatusReport.self, from: Data(result.output.utf8))
            }
            let port = try #require(try await status().ports.first)
            let good = try String(contentsOfFile: file, encoding: .utf8)

            try "endpoint:\n  port: ninety\n".write(toFile: file, atomically: false, encoding: .utf8)
            let refused = try await home.run("upgrade", "--state-dir", name)
            #expect(refused.exit == 1)
            #expect(refused.errors.contains("endpoint.port"), "\(refused.errors)")
            #expect(!home.exists(stray))

            let moved = good.replacing("port: 0 ", with: "port: \(port) ").replacing("127.0.0.1", with: "127.0.0.2")
            try moved.write(toFile: file, atomically: false, encoding: .utf8)
            let upgraded = try await home.run("upgrade", "--state-dir", name)
            #expect(upgraded.exit == 0, "\(upgraded.errors)")
            let present = try await status()
            #expect(present.pid == server.process)
            #expect(present.endpoint.listeners.map(\.host) == ["127.0.0.2"])
            #expect(present.ports == [port])
            #expect(!home.exists(stray))
        }
    }

    @Test(
        "a program that fails once it has begun to serve ends its threads before it gives way",
        arguments: [("attach.sock", nil), ("control.sock", nil), ("control.sock", 64)]
    )
    func failsLate(socket: String, descriptors: Int?) async throws {
        try await withConsoleHome { home in
            let (server, program) = try await home.serveOwnProgram(
                environment: ["SUCCESSION_PROBE": socket],
                descriptors: descriptors
            )
            let port = try await home.port()
            let probe = try #require(BuiltProgram.path("SuccessionProbe"), "the probe is not built")
            try await home.put(probe, at: program)
            let failed = try await home.run("upgrade")
            #expect(failed.exit == 1)
            #expect(failed.errors.contains("This program is a probe; 0 event loops are left."), "\(failed.errors)")
            #expect(failed.errors.contains("serves again"), "\(failed.errors)")
            try await home.expectServing(server, port)
        }
    }

    @Test("so many listeners as can be handed over are, there and back; with one more the upgrade is refused")
    func manyListeners() async throws {
        try await withConsoleHome { home in
            let (server, program) = try await home.serveOwnProgram()
            let good = try home.settingsText() + "  extra_listeners:\n"
            func listen(on count: Int) async throws -> [Int] {
                let more = (2...count).map { "    - { host: 127.0.0.\($0), port: 0 }\n" }
                try home.writeSettings(good + more.joined())
                server.signal(SIGHUP)
                return try await home.status(until: "\(count) listeners") { $0.ports.count == count }.ports
            }
            let ports = try await listen(on: 61)
            let probe = try #require(BuiltProgram.path("SuccessionProbe"), "the probe is not built")
            try await home.put(probe, at: program)
            let failed = try await home.run("upgrade")
            #expect(failed.errors.contains("serves again"), "\(failed.errors)")
            #expect(try await home.status().ports.sorted() == ports.sorted())
            try await home.put(home.program, at: program)
            let upgraded = try await home.run("upgrade")
            #expect(upgraded.exit == 0, "\(upgraded.errors)")
            #expect(try await home.status().ports.sorted() == ports.sorted())

            _ = try await listen(on: 62)
            let refused = try await home.run("upgrade")
            #expect(refused.exit == 1)
            #expect(refused.errors.contains("listens on 62 addresses"), "\(refused.errors)")
            #expect(refused.errors.contains("61 at most"), "\(refused.errors)")
            let chinese = try await home.run("upgrade", "--lang", "zh")
            #expect(chinese.exit == 1)
            #expect(chinese.errors.contains("正在监听 62 个地址"), "\(chinese.errors)")
            let status = try await home.status()
            #expect(status.pid == server.process)
            #expect(status.ports.count == 62)
        }
    }
}

import Control
import Glibc
import OneBot
import Testing

@testable import Console

@Suite struct ServeCommandTests {
    /// Runs `serve` and gives its exit code with what it reported.
    private func serve(
        _ fixture: CommandFixture,
        settings: [String] = [],
        _ body: @escaping @Sendable (ServeOptions) async throws -> Int32
    ) async throws -> (code: Int32, report: ReadinessReport?) {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let command = ServeCommand(
            fixture.context,
            settings: settings,
            headless: false,
            readyDescriptor: ends[1],
            serve: body
        )
        let code = await command.run()
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(ends[0], &buffer, buffer.count)
        return (code, ReadinessReport(line: Array(buffer[..<max(0, count)])))
    }

    @Test("it serves with what the start was told, and the readiness is the server's to say")
    func serves() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let result = try await self.serve(fixture, settings: ["endpoint.port=0"]) { options in
                options.readiness.report(.ready)
                return options.settings == ["endpoint.port": "0"] && !options.headless ? 0 : 9
            }
            #expect(result.code == 0)
            #expect(result.report == .ready)
        }
    }

    private struct Unknown: Error, CustomStringConvertible {
        var description: String { "the disk is gone" }
    }

    @Test("whatever keeps it from serving is reported to whoever waits")
    func fails() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let refused = try await self.serve(fixture) { _ in throw CommandFailure("config.yaml:1:1: no.") }
            #expect(refused.report == .failed(sentence: "config.yaml:1:1: no.", exit: 1))
            #expect(refused.code == 1)
            let held = try await self.serve(fixture) { _ in throw StateFolderProblem.held(pid: 42) }
            #expect(held.report == .alreadyServed(pid: 42))
            #expect(held.code == 1)
            let socket = try await self.serve(fixture) { _ in throw ControlSocketProblem.notASocket }
            #expect(socket.report?.json["error"]?.string?.contains("control.sock") == true)
            let unknown = try await self.serve(fixture) { _ in throw Unknown() }
            #expect(unknown.report == .failed(sentence: "the disk is gone", exit: 1))
        }
    }

    @Test("a state folder that cannot be used is reported, too")
    func folder() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            makeFile(fixture.stateFolder)
            let result = try await self.serve(fixture) { _ in 0 }
            #expect(result.code == 1)
            #expect(result.report?.json["error"]?.string?.contains("is not a folder") == true)
        }
    }
}

import EndpointTesting
import Foundation
import Glibc
import Testing

extension ConsoleHome {
    /// A console whose program is a file of its own, which can be replaced.
    ///
    /// - Parameter descriptors: How many it may have; nil for as many as the test.
    func serveOwnProgram(
        environment: [String: String] = [:],
        descriptors: Int? = nil
    ) async throws -> (server: RunningCommand, program: String) {
        let program = self.folder + "/onebot-console"
        try await self.put(self.program, at: program)
        let command = (descriptors.map { ["/usr/bin/prlimit", "--nofile=\($0):\($0)"] } ?? []) + [program]
        let server = try self.start(
            command[0],
            command.dropFirst() + ["run", "--headless"],
            environment: environment
        )
        try await server.wait(forErrors: "listening") { $0.contains("listening on ws://") }
        return (server, program)
    }

    /// Puts a copy of a program in the place of another, or where there is none.
    func put(_ file: String, at program: String) async throws {
        // By another process: a file that is open for writing here is not run (ETXTBSY), and whatever is spawned
        // meanwhile holds it open for a moment longer.
        let copied = try await self.start("/bin/cp", [file, program + ".new"]).result()
        #expect(copied.exit == 0, "\(copied.errors)")
        #expect(rename(program + ".new", program) == 0)
    }

    func put(script: String, at program: String) throws {
        try "#!/bin/sh\n\(script)\n".write(toFile: program + ".new", atomically: false, encoding: .utf8)
        chmod(program + ".new", 0o755)
        #expect(rename(program + ".new", program) == 0)
    }

    /// That the process still serves at `port`, and has no children that ended or hang.
    func expectServing(_ server: RunningCommand, _ port: Int) async throws {
        let status = try await self.status()
        #expect(status.pid == server.process)
        #expect(status.ports == [port])
        let bot = try await TestBot.online(port: port, key: try await self.key())
        await bot.close()
        #expect(Self.children(of: server.process) == [])
    }

    private static func children(of process: Int32) -> [String] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.filter { Int32($0) != nil }.compactMap { name in
            // One that ends meanwhile is nobody's child.
            guard let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8) else { return nil }
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.dropFirst().first == "\(process)" ? stat : nil
        }
    }
}

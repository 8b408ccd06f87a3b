import CPlatform
import Foundation
import Glibc

/// The built console as a process of its own, with a home folder that outlives it.
final class ConsoleProcess {
    struct Failed: Error {
        var step: String
    }

    /// Where a console keeps its files; one after the other may use it.
    struct Home {
        let folder: String

        init() throws {
            self.folder = "/tmp/obc-bench-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(
                atPath: self.folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }

        var controlSocket: String { self.state + "/control.sock" }
        var journal: String { self.state + "/journal.sqlite" }
        var state: String { self.folder + "/state/onebot-console" }
        var settings: String { self.folder + "/config/onebot-console/config.yaml" }

        func remove() {
            // Left behind in /tmp at worst.
            try? FileManager.default.removeItem(atPath: self.folder)
        }
    }

    let home: Home
    let port: Int
    let program: String
    /// What it was started with.
    let environment: [String: String]
    private let process: Int32
    private var hasEnded = false

    /// Starts `run --headless` and waits until it listens.
    init(home: Home) throws {
        self.home = home
        self.program =
            URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("onebot-console").path
        self.environment = [
            "HOME": home.folder, "XDG_CONFIG_HOME": home.folder + "/config", "XDG_STATE_HOME": home.folder + "/state",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
            "ONEBOT_CONSOLE_ENDPOINT_PORT": "0", "ONEBOT_CONSOLE_ENDPOINT_HOST": "127.0.0.1",
            "ONEBOT_ACCESS_TOKEN": EndpointBench.key, "ONEBOT_CONSOLE_ENDPOINT_MAX_CONNECTIONS": "10000",
        ]
        var reading: Int32 = -1
        var writing: Int32 = -1
        guard cp_open_pipe(&reading, &writing) == 0 else { throw Failed(step: "pipe") }
        let arguments = Self.strings([self.program, "run", "--headless"])
        let variables = Self.strings(self.environment.map { "\($0.key)=\($0.value)" })
        defer { for string in arguments + variables { free(string) } }
        self.process = cp_spawn_detached(self.program, arguments, variables, -1, writing, home.folder)
        close(writing)
        do {
            guard self.process > 0 else { throw Failed(step: "start of \(self.program): errno \(-self.process)") }
            self.port = try Self.listeningPort(reading)
        } catch {
            close(reading)
            throw error
        }
        // What it logs from here on is of no interest, but must not fill the pipe.
        Thread.detachNewThread { [reading] in
            _ = Self.next(reading, while: { _ in true })
            close(reading)
        }
    }

    /// Copies for C, with the nil at the end.
    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    /// Reads texts as long as they are wanted; until the other end is closed at most.
    private static func next(_ descriptor: Int32, while isWanted: (String) -> Bool) -> String {
        var text = ""
        var chunk = [UInt8](repeating: 0, count: 4096)
        repeat {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            text = String(decoding: chunk[..<count], as: UTF8.self)
        } while isWanted(text)
        return text
    }

    private static func listeningPort(_ descriptor: Int32) throws -> Int {
        var said = ""
        _ = self.next(descriptor) { text in
            said += text
            return !said.contains("/onebot/v11/ws\n")
        }
        let line = said.split(separator: "\n").first { $0.contains("listening on ws://") } ?? ""
        guard let port = line.split(separator: ":").last?.split(separator: "/").first.flatMap({ Int($0) }) else {
            throw Failed(step: "start: \(said)")
        }
        return port
    }

    var gauge: ProcessGauge { ProcessGauge(process: self.process) }

    /// Ends it and waits.
    func stop() { self.end(SIGTERM) }

    /// Ends it in the middle of what it does, and waits.
    func kill() { self.end(SIGKILL) }

    private func end(_ signal: Int32) {
        guard !self.hasEnded else { return }
        self.hasEnded = true
        Glibc.kill(self.process, signal)
        var status: Int32 = 0
        while waitpid(self.process, &status, 0) < 0, errno == EINTR {}
    }
}

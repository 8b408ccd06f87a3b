import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// What libraries write to standard error while nobody's terminal is there.
@Suite
struct StandardErrorTests {
    @Test("a line on standard error stands in the Log panel and in the log file, harmless")
    func line() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            try Self.write("library: some\u{1B}[2J warning\n", to: try #require(home.servingProcess))
            screen.type("9")
            try await screen.wait(until: "the line") {
                $0.screen.text.contains("stderr") && $0.screen.text.contains("warning")
            }
            try await wait(until: "the file") { Self.log(home).contains("warning stderr: library: some") }
            #expect(!Self.log(home).contains("\u{1B}"))
            #expect(try await home.run("stop").exit == 0)
            #expect(try await screen.exit() == 0)
            // It ended in order: the log has it all.
            #expect(Self.crash(home, "").isEmpty)
        }
    }

    @Test("a flood of lines is bounded in log, file and memory, and its writer never waits")
    func flood() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let process = try #require(home.servingProcess)
            for _ in 0..<100 {
                try Self.write(String(repeating: "again and again and again\n", count: 2000), to: process)
            }
            try await wait(until: "what was left out is said") { Self.log(home).contains("lines left out") }
            #expect(Self.log(home).count < 1_000_000)
            #expect(Self.crash(home, "").utf8.count < 600_000)
            #expect(try await home.status().pid == process)
            screen.type("9")
            try await screen.wait(until: "the panel") { $0.screen.text.contains("again and again") }
        }
    }

    @Test("what a console said that did not end in order is kept, and the next one has it in its log")
    func lastWords() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let process = try #require(home.servingProcess)
            try Self.write("Fatal error: on purpose\n", to: process)
            try await wait(until: "the words") { Self.crash(home, "").contains("Fatal error: on purpose") }
            kill(process, SIGKILL)
            #expect(try await screen.exit() == 1)
            let again = try await home.screen()
            try await wait(until: "the last words") {
                Self.log(home).contains("error   crash: Fatal error: on purpose")
            }
            again.type("9")
            try await again.wait(until: "them in the panel") { $0.screen.text.contains("on purpose") }
            #expect(Self.crash(home, ".1").contains("Fatal error: on purpose"))
        }
    }

    @Test("no key that the last words hold comes into the log")
    func lastWordsWithKey() async throws {
        let key = "Xk29fhQmv7Lp3TzRw8Ny5BcD4gJh6KsA"
        let settings = ConsoleHome.settings + "  access_key: \(key)\n"
        try await withConsoleHome(settings: settings) { home in
            try FileManager.default.createDirectory(
                atPath: home.stateFolder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let words = Data("Fatal error: index \(key) out of range\n".utf8)
            #expect(FileManager.default.createFile(atPath: home.stateFolder + "/console.crash", contents: words))
            let screen = try await home.screen()
            try await wait(until: "the last words") { Self.log(home).contains("crash: Fatal error: index •") }
            #expect(!Self.log(home).contains(key))
            screen.type("q")
            // The file that the words stood in is as it was.
            try FileManager.default.removeItem(atPath: home.stateFolder + "/console.crash.1")
        }
    }

    private static func log(_ home: ConsoleHome) -> String {
        String(
            decoding: FileManager.default.contents(atPath: home.stateFolder + "/console.log") ?? Data(),
            as: UTF8.self
        )
    }

    private static func crash(_ home: ConsoleHome, _ ending: String) -> String {
        let path = home.stateFolder + "/console.crash" + ending
        return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// Writes to a process's standard error as the process itself would.
    private static func write(_ text: String, to process: Int32) throws {
        let descriptor = open("/proc/\(process)/fd/2", O_WRONLY | O_CLOEXEC | O_NONBLOCK)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        _ = text.withCString { Glibc.write(descriptor, $0, strlen($0)) }
    }
}

import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// What the console costs when nothing happens.
@Suite
struct QuietTests {
    @Test("attached and with nothing happening, no byte reaches the terminal and the serving process hardly wakes")
    func idle() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let server = try #require(home.servingProcess)
            let window = Duration.seconds(3)
            var silence = Silence(screen, switches: try Self.switches(of: server))
            var grown = 0
            // The minute in the header changes once a minute, and threads that the start has used end some seconds
            // after it: any quiet window does. A process that wakes all the time has none.
            try await screen.wait(until: "a window of \(window) with no output and next to no wake-ups") {
                if silence.isBroken(by: $0) { silence = Silence($0, switches: try Self.switches(of: server)) }
                guard silence.length >= window else { return false }
                grown = try Self.switches(of: server) - silence.switches
                if grown >= 3 + 3 { silence = Silence($0, switches: try Self.switches(of: server)) }
                return grown < 3 + 3
            }
        }
    }

    /// A time without output, and how often the serving process had woken when it began.
    private struct Silence {
        let bytes: Int
        let switches: Int
        let start = ContinuousClock.now

        init(_ screen: PtyChild, switches: Int) {
            self.bytes = screen.output.count
            self.switches = switches
        }

        var length: Duration { ContinuousClock.now - self.start }

        func isBroken(by screen: PtyChild) -> Bool { screen.output.count != self.bytes }
    }

    /// How often all threads of a process have waited for something (proc(5)).
    private static func switches(of process: Int32) throws -> Int {
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return try tasks.reduce(0) { sum, task in
            // A thread that has ended meanwhile is gone from the list.
            guard let status = try? String(contentsOfFile: "/proc/\(process)/task/\(task)/status", encoding: .utf8)
            else { return sum }
            let line = try #require(status.line(with: "\nvoluntary_ctxt_switches") ?? status.line(with: "voluntary"))
            return sum + (Int(line.filter(\.isNumber)) ?? 0)
        }
    }
}

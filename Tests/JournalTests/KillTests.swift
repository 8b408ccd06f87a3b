import Foundation
import GRDB
import Glibc
import Journal
import OneBot
import TerminalTesting
import Testing

@Suite("A process that is killed")
struct KillTests {
    @Test("Everything acknowledged before SIGKILL is there after it, and the file is whole")
    func kill() async throws {
        let folder = try TemporaryFolder()
        var acknowledged: Int64 = 0
        for round in 0..<8 {
            let probe = try JournalProbe(path: folder.journal)
            let enough = try probe.killAfter(lines: Int.random(in: 1...60), microseconds: UInt32.random(in: 0...20_000))
            acknowledged = max(acknowledged, enough)
            #expect(acknowledged > 0)

            let journal = try Journal(path: folder.journal)
            let highest = try await journal.page(limit: 1).records.last?.number ?? 0
            #expect(highest >= acknowledged, "round \(round)")
            let rows = try await journal.holdings().rows
            #expect(rows == Int(highest))
            // One process's marks begin at 0 and stand in order: a batch is there whole or not at all.
            try await journal.events(after: max(0, acknowledged - 500)) { chunk in
                for pair in zip(chunk, chunk.dropFirst()) where TestEvents.mark(pair.1) != 0 {
                    #expect(TestEvents.mark(pair.1) == TestEvents.mark(pair.0).map { $0 + 1 })
                }
            }
            try await journal.close()
            let check = try DatabaseQueue(path: folder.journal)
            #expect(try await check.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
            try check.close()
            acknowledged = highest
        }
    }
}

/// The child that appends without end.
private final class JournalProbe {
    struct Silent: Error {}

    private let process = Process()
    private let output = Pipe()

    init(path: String) throws {
        guard let program = BuiltProgram.path("JournalProbe") else { throw Silent() }
        self.process.executableURL = URL(fileURLWithPath: program)
        self.process.arguments = [path]
        self.process.standardOutput = self.output
        try self.process.run()
    }

    deinit {
        if self.process.isRunning { Glibc.kill(self.process.processIdentifier, SIGKILL) }
    }

    /// Kills it a moment after it has acknowledged so many batches.
    ///
    /// - Returns: The last number that it acknowledged.
    func killAfter(lines: Int, microseconds: UInt32) throws -> Int64 {
        let descriptor = self.output.fileHandleForReading.fileDescriptor
        var text: [UInt8] = []
        let newline = UInt8(ascii: "\n")
        while text.count(where: { $0 == newline }) < lines {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 30_000) == 1, Self.read(descriptor, into: &text) else { throw Silent() }
        }
        // The moment is random on purpose: anywhere in a batch, a commit or a checkpoint.
        usleep(microseconds)
        Glibc.kill(self.process.processIdentifier, SIGKILL)
        while Self.read(descriptor, into: &text) {}
        self.process.waitUntilExit()
        let complete = text[..<(text.lastIndex(of: newline) ?? 0)]
        let last = complete.split(separator: newline).last.map { String(decoding: $0, as: UTF8.self) }
        guard let number = last.flatMap({ Int64($0) }) else { throw Silent() }
        return number
    }

    private static func read(_ descriptor: CInt, into text: inout [UInt8]) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        guard count > 0 else { return false }
        text += chunk[..<count]
        return true
    }
}

import Foundation
import Glibc
import TerminalTesting
import Testing

/// The probe that serves in a network of its own; ends with this.
final class ServingProbe {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var bytes: [UInt8] = []

    init(in network: TestNetwork, interface: String? = nil) throws {
        let probe = try #require(BuiltProgram.path("HostProbe"))
        self.process.executableURL = URL(fileURLWithPath: try #require(TestNetwork.tool("ip")))
        self.process.arguments =
            ["netns", "exec", network.serving, probe, "serve", "\(TestNetwork.port)"] + (interface.map { [$0] } ?? [])
        self.process.standardInput = self.input
        self.process.standardOutput = self.output
        try self.process.run()
        try #require(try self.line() == "ready")
    }

    deinit {
        // Without input it ends.
        try? self.input.fileHandleForWriting.close()
        self.process.waitUntilExit()
    }

    /// What it knows now.
    func report() throws -> [String: String] {
        try self.input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        var facts: [String: String] = [:]
        for word in try self.line().split(separator: " ") {
            let sides = word.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { facts[String(sides[0])] = String(sides[1]) }
        }
        return facts
    }

    private func line() throws -> String {
        let descriptor = self.output.fileHandleForReading.fileDescriptor
        while true {
            if let end = self.bytes.firstIndex(of: 0x0A) {
                defer { self.bytes.removeSubrange(...end) }
                return String(decoding: self.bytes[..<end], as: UTF8.self)
            }
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            try #require(poll(&ready, 1, 30_000) == 1, "the probe is silent")
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &buffer, buffer.count)
            try #require(count > 0, "the probe has ended")
            self.bytes += buffer[..<count]
        }
    }
}

extension TestNetwork {
    /// Runs the probe where the callers are; returns what it wrote.
    func probe(_ words: [String]) throws -> String {
        self.call([try #require(BuiltProgram.path("HostProbe"), "HostProbe was not built")] + words)
    }
}

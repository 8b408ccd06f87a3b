import Foundation
import Glibc
import TerminalTesting
import Testing

/// Two networks of their own, joined by one cable: a machine that serves and one that calls it. Gone when this goes.
final class TestNetwork {
    static let server = "10.77.0.1"
    static let port = 8021

    let serving: String
    private let calling: String

    /// Why there can be none here; nil when there can.
    static let obstacle: String? = {
        guard TestNetwork.tool("ip") != nil else { return "the program ip is missing (Debian package iproute2)" }
        guard TestNetwork.tool("nft") != nil else { return "the program nft is missing (Debian package nftables)" }
        guard BuiltProgram.path("HostProbe") != nil else { return "HostProbe was not built" }
        let name = "obc-try-\(getpid())"
        guard TestNetwork.run(["ip", "netns", "add", name]).status == 0 else {
            return "this user may not make networks"
        }
        defer { _ = TestNetwork.run(["ip", "netns", "del", name]) }
        let table = TestNetwork.run(["ip", "netns", "exec", name, "nft", "add table inet probe"])
        return table.status == 0 ? nil : "the kernel has no nf_tables"
    }()

    init() throws {
        let mark = UUID().uuidString.prefix(8).lowercased()
        self.serving = "obc-s-\(mark)"
        self.calling = "obc-c-\(mark)"
        try Self.check(["ip", "netns", "add", self.serving])
        try Self.check(["ip", "netns", "add", self.calling])
        // The cable is made inside, so that it cannot stay behind.
        try Self.check([
            "ip", "-n", self.serving, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns",
            self.calling,
        ])
        try Self.check(["ip", "-n", self.serving, "address", "add", "\(Self.server)/24", "dev", "eth0"])
        try Self.check(["ip", "-n", self.calling, "address", "add", "10.77.0.2/24", "dev", "eth0"])
        for name in [self.serving, self.calling] {
            for link in ["lo", "eth0"] { try Self.check(["ip", "-n", name, "link", "set", link, "up"]) }
        }
    }

    deinit {
        _ = Self.run(["ip", "netns", "del", self.calling])
        _ = Self.run(["ip", "netns", "del", self.serving])
    }

    func nft(_ rules: String) throws {
        try Self.check(["ip", "netns", "exec", self.serving, "nft", rules])
    }

    /// Runs the probe where the callers are; returns what it wrote.
    func call(_ words: [String]) throws -> String {
        let probe = try #require(BuiltProgram.path("HostProbe"))
        return Self.run(["ip", "netns", "exec", self.calling, probe] + words).output
    }

    static func tool(_ name: String) -> String? {
        ["/usr/sbin", "/sbin", "/usr/bin", "/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func check(_ words: [String]) throws {
        let result = Self.run(words)
        try #require(result.status == 0, "\(words.joined(separator: " ")): \(result.output)")
    }

    private static func run(_ words: [String]) -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.tool(words[0]) ?? words[0])
        process.arguments = Array(words.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        guard (try? process.run()) != nil else { return (-1, "cannot be started") }
        // A pipe ends with the process, so that this does too.
        let output = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output ?? Data(), as: UTF8.self))
    }
}

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

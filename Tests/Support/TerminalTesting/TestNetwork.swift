import Foundation
import Glibc

/// Two networks of their own, joined by one cable: a machine that serves and one that calls it. Gone when this goes.
package final class TestNetwork {
    /// Why a network could not be made or changed.
    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    package static let server = "10.77.0.1"
    package static let port = 8021

    package let serving: String
    package let calling: String
    private let bridge: String?

    /// Why there can be none here; nil when there can.
    package static let obstacle: String? = {
        guard TestNetwork.tool("ip") != nil else { return "the program ip is missing (Debian package iproute2)" }
        guard TestNetwork.tool("nft") != nil else { return "the program nft is missing (Debian package nftables)" }
        let name = "obc-try-\(getpid())"
        guard TestNetwork.run(["ip", "netns", "add", name]).status == 0 else {
            return "this user may not make networks"
        }
        defer { _ = TestNetwork.run(["ip", "netns", "del", name]) }
        let table = TestNetwork.run(["ip", "netns", "exec", name, "nft", "add table inet probe"])
        return table.status == 0 ? nil : "the kernel has no nf_tables"
    }()

    /// - Parameter bridge: A bridge of this name stands between the cable and the serving machine, as an engine makes one
    ///   for its containers.
    package init(bridge: String? = nil) throws {
        let mark = UUID().uuidString.prefix(8).lowercased()
        self.serving = "obc-s-\(mark)"
        self.calling = "obc-c-\(mark)"
        self.bridge = bridge
        try Self.check(["ip", "netns", "add", self.serving])
        try Self.check(["ip", "netns", "add", self.calling])
        // The cable is made inside, so that it cannot stay behind.
        try Self.check([
            "ip", "-n", self.serving, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns",
            self.calling,
        ])
        if let bridge {
            try Self.check(["ip", "-n", self.serving, "link", "add", bridge, "type", "bridge"])
            try Self.check(["ip", "-n", self.serving, "link", "set", "eth0", "master", bridge])
            try Self.check(["ip", "-n", self.serving, "link", "set", bridge, "up"])
        }
        try Self.check(["ip", "-n", self.serving, "address", "add", "\(Self.server)/24", "dev", bridge ?? "eth0"])
        try Self.check(["ip", "-n", self.calling, "address", "add", "10.77.0.2/24", "dev", "eth0"])
        for name in [self.serving, self.calling] {
            for link in ["lo", "eth0"] { try Self.check(["ip", "-n", name, "link", "set", link, "up"]) }
        }
    }

    deinit {
        _ = Self.run(["ip", "netns", "del", self.calling])
        _ = Self.run(["ip", "netns", "del", self.serving])
    }

    package func nft(_ rules: String) throws {
        try Self.check(["ip", "netns", "exec", self.serving, "nft", rules])
    }

    /// Pulls the cable, or puts it in again.
    package func connect(_ isConnected: Bool) throws {
        try Self.check(["ip", "-n", self.calling, "link", "set", "eth0", isConnected ? "up" : "down"])
    }

    /// Runs a program where the callers are; returns what it wrote.
    package func call(_ words: [String]) -> String {
        Self.run(["ip", "netns", "exec", self.calling] + words).output
    }

    package static func tool(_ name: String) -> String? {
        ["/usr/sbin", "/sbin", "/usr/bin", "/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func check(_ words: [String]) throws {
        let result = Self.run(words)
        guard result.status == 0 else {
            throw Failed(description: "\(words.joined(separator: " ")): \(result.output)")
        }
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

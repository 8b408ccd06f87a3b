import Foundation
import NIOCore
import NIOPosix
import TerminalTesting
import Testing

/// A port that this process holds.
struct TakenPort {
    let number: Int
    private let channel: any Channel

    init() async throws {
        self.channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        self.number = try #require(self.channel.localAddress?.port)
    }

    func release() async throws { try await self.channel.close() }

    /// What the system calls this process: at most 15 bytes.
    static var owner: String {
        get throws {
            try String(contentsOfFile: "/proc/self/comm", encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// A port on which nobody listens, below those that the system gives out. Not found by binding one: a child that
    /// is just being started would hold it a moment longer than we do.
    static func free() async throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 20_000..<32_000)
            if await !isOpen(port) { return port }
        }
        throw TookTooLong("no port is free")
    }
}

/// Whether anybody listens on a loopback port.
func isOpen(_ port: Int) async -> Bool {
    do {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.close()
        return true
    } catch {
        return false
    }
}

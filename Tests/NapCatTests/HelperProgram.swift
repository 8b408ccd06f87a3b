import Foundation
import Glibc

/// A program beside a test, of which no thread waits: those that all tests share are as few as the machine has cores.
final class HelperProgram: Sendable {
    struct Failed: Error {}

    private let process: Process
    private let ends: AsyncStream<Int32>

    /// - Parameter output: Where what it prints goes; nowhere by default.
    init(_ path: String, _ arguments: [String], output: FileHandle = .nullDevice) throws {
        let (ends, continuation) = AsyncStream.makeStream(of: Int32.self)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = {
            continuation.yield($0.terminationStatus)
            continuation.finish()
        }
        try process.run()
        self.process = process
        self.ends = ends
    }

    /// Runs one to its end.
    static func run(_ path: String, _ arguments: [String], output: FileHandle = .nullDevice) async throws {
        let program = try HelperProgram(path, arguments, output: output)
        guard await program.ends.first(where: { _ in true }) == 0 else { throw Failed() }
    }

    /// Ends it; it is gone then.
    func stop() async {
        // A program that is started from a thread of the pool has all signals blocked, but for this one.
        kill(self.process.processIdentifier, SIGKILL)
        _ = await self.ends.first { _ in true }
    }

    deinit {
        if self.process.isRunning { kill(self.process.processIdentifier, SIGKILL) }
    }
}

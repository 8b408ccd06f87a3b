import Foundation
import TerminalTesting

/// A TLS client that nobody here wrote.
struct ClientProgram: Sendable {
    let path: String

    static let openSSL = ClientProgram(path: "/usr/bin/openssl")
    /// What NapCat runs on.
    static let node = ClientProgram(path: "/usr/bin/node")

    var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: self.path) }

    /// Runs it to its end, without input.
    func run(_ arguments: [String]) async throws -> (exit: Int32, text: String) {
        let path = self.path
        return try await withCheckedThrowingContinuation { continuation in
            // Reading waits for the end of the program: on a thread of its own.
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try SpawnedProgram.run(path, arguments, takesErrors: true) }
                        .map { (exit: $0.exit, text: $0.output) }
                )
            }
        }
    }
}

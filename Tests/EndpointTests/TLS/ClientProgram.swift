import Foundation

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
                let process = Process()
                process.executableURL = URL(fileURLWithPath: path)
                process.arguments = arguments
                let output = Pipe()
                process.standardInput = FileHandle.nullDevice
                process.standardOutput = output
                process.standardError = output
                do {
                    try process.run()
                    let data = try Self.everything(from: output.fileHandleForReading)
                    process.waitUntilExit()
                    continuation.resume(returning: (process.terminationStatus, String(decoding: data, as: UTF8.self)))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    /// Foundation's own way to the end stops the process when a signal comes between.
    private static func everything(from pipe: FileHandle) throws -> Data {
        var data = Data()
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(pipe.fileDescriptor, &part, part.count)
            if count == 0 { return data }
            if count > 0 { data += part.prefix(count) }
            if count < 0, errno != EINTR { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        }
    }
}

import Foundation

/// The child process that makes the load.
struct LoadProcess {
    struct Failed: Error {}

    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()

    init(_ load: Load) throws {
        self.process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        self.process.arguments = ["load", String(decoding: try JSONEncoder().encode(load), as: UTF8.self)]
        self.process.standardOutput = self.output
        self.process.standardInput = self.input
        try self.process.run()
    }

    /// Waits for the first line and leaves the child running.
    func waitForReady() throws -> LoadResult {
        var line = Data()
        while let byte = try self.output.fileHandleForReading.read(upToCount: 1), byte.first != UInt8(ascii: "\n") {
            line.append(byte)
        }
        return try JSONDecoder().decode(LoadResult.self, from: line)
    }

    /// Lets a child that holds its connections go.
    func release() {
        // The child may have ended by itself.
        try? self.input.fileHandleForWriting.close()
    }

    func finish() throws -> LoadResult {
        let data = try self.output.fileHandleForReading.readToEnd() ?? Data()
        self.process.waitUntilExit()
        guard self.process.terminationStatus == 0 else { throw Failed() }
        return try JSONDecoder().decode(LoadResult.self, from: data)
    }
}

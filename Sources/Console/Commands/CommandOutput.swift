import Glibc

/// Where a command writes.
package protocol CommandOutput: Sendable {
    /// A line of what was asked for, on standard output.
    func line(_ text: String)
    /// A line of what was asked for as bytes, without its end, on standard output.
    ///
    /// - Returns: Whether it was written; if not, nobody reads any more.
    func write(_ line: [UInt8]) -> Bool
    /// A line for the operator, on standard error.
    func notice(_ text: String)
}

/// The process's own standard output and error, without buffers.
package struct StandardStreams: CommandOutput {
    package init() {}

    package func line(_ text: String) {
        // A reader that has gone away (`| head`) wants no more.
        _ = SmallFile.writeAll(Array((text + "\n").utf8), to: STDOUT_FILENO)
    }

    package func write(_ line: [UInt8]) -> Bool {
        SmallFile.writeAll(line + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
    }

    package func notice(_ text: String) {
        // With standard error closed there is nobody to tell.
        _ = SmallFile.writeAll(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}

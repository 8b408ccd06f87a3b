import Foundation

/// The lines of standard input.
enum InputLines {
    /// Ends with the input.
    static func stream() -> AsyncStream<String> {
        AsyncStream { continuation in
            // Reading blocks: not on a thread that others share.
            Thread.detachNewThread {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
        }
    }
}

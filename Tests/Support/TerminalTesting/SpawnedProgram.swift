import Foundation
import Glibc

/// A program that is run to its end, without input. By posix_spawn(3) itself: Foundation's `Process` and `FileHandle`
/// broke down where many were run at the same time.
package enum SpawnedProgram {
    package struct Failed: Error {
        package let code: Int32
    }

    /// Waits for its end; on a thread that may wait.
    ///
    /// - Parameter takesErrors: Whether what it says on standard error belongs to its output.
    /// - Returns: The exit code, or minus the signal that ended it.
    package static func run(
        _ path: String,
        _ arguments: [String],
        takesErrors: Bool = false
    ) throws -> (exit: Int32, output: String) {
        // Without a name at once: it is gone with its descriptor.
        var name = Array((NSTemporaryDirectory() + "/output-XXXXXX").utf8CString)
        let output = mkstemp(&name)
        guard output >= 0 else { throw Failed(code: errno) }
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        defer { close(output) }
        unlink(name)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        if takesErrors {
            posix_spawn_file_actions_adddup2(&actions, output, 2)
        } else {
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        }
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, nil, &words, &variables)
        guard code == 0 else { throw Failed(code: code) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw Failed(code: errno) }
        }
        let signal = status & 0x7F
        return (signal == 0 ? status >> 8 & 0xFF : -signal, String(decoding: try Self.contents(output), as: UTF8.self))
    }

    private static func contents(_ descriptor: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(descriptor, &part, part.count, off_t(bytes.count))
            if count == 0 { return bytes }
            if count > 0 { bytes += part.prefix(count) }
            if count < 0, errno != EINTR { throw Failed(code: errno) }
        }
    }
}

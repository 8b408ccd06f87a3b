import CPlatform
import Glibc

/// Why a program did not tell what it was asked.
package enum ToolFailure: Error, Equatable, Sendable {
    case notStarted(errno: Int32)
    /// It did not end in time and was ended.
    case tooSlow
    /// It wrote more than is read.
    case tooMuch
    case ended(status: Int32)
}

/// Runs programs of the system's that only look.
enum ToolRun {
    static let folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]
    static let mostBytes = 4 << 20
    static let longest = Duration.seconds(2)

    /// The first of the folders that has the program; nil when it is not installed.
    static func path(of name: String, in folders: [String]) -> String? {
        folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// What the program writes to its standard output. Blocks until it ends, `limit` at most and some milliseconds.
    ///
    /// It has nothing to read, no other descriptor of ours, and an environment of its own.
    static func output(
        of path: String,
        _ arguments: [String],
        limit: Duration = Self.longest
    ) -> Result<[UInt8], ToolFailure> {
        let deadline = ContinuousClock.now + limit
        var reading: Int32 = -1
        var writing: Int32 = -1
        let code = cp_open_pipe(&reading, &writing)
        guard code == 0 else { return .failure(.notStarted(errno: -code)) }
        let process = Self.withStrings([path] + arguments) { argv in
            Self.withStrings(["PATH=\(Self.folders.joined(separator: ":"))", "LC_ALL=C"]) { envp in
                cp_spawn_with_output(path, argv, envp, writing)
            }
        }
        close(writing)
        defer { close(reading) }
        guard process > 0 else { return .failure(.notStarted(errno: -process)) }
        let bytes = Self.read(reading, until: deadline)
        let status = Self.wait(for: process, until: deadline, isWanted: (try? bytes.get()) != nil)
        if case .failure = bytes { return bytes }
        guard let status else { return .failure(.tooSlow) }
        return status == 0 ? bytes : .failure(.ended(status: status))
    }

    private static func read(
        _ descriptor: Int32,
        until deadline: ContinuousClock.Instant
    ) -> Result<[UInt8], ToolFailure> {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            guard left > 0 else { return .failure(.tooSlow) }
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, Int32(left.rounded(.up))) > 0 else { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return .success(bytes) }
            guard count > 0 else {
                if errno == EINTR { continue }
                return .failure(.notStarted(errno: errno))
            }
            guard bytes.count + count <= Self.mostBytes else { return .failure(.tooMuch) }
            bytes += buffer[..<count]
        }
    }

    /// The status with which it ended, negative for a signal; nil when it had to be ended or that is not to be known.
    private static func wait(for process: Int32, until deadline: ContinuousClock.Instant, isWanted: Bool) -> Int32? {
        if isWanted, let status = Self.status(of: process, until: deadline) { return status }
        kill(-process, SIGKILL)
        // What does not end then is stuck in the kernel, and stays behind.
        _ = Self.status(of: process, until: .now + .milliseconds(200))
        return nil
    }

    private static func status(of process: Int32, until deadline: ContinuousClock.Instant) -> Int32? {
        var status: Int32 = 0
        while true {
            let result = waitpid(process, &status, WNOHANG)
            if result == process { return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F) }
            if result < 0, errno != EINTR { return nil }
            guard ContinuousClock.now < deadline else { return nil }
            usleep(500)
        }
    }

    private static func withStrings<Result>(
        _ strings: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            // An array that ends with nil is not empty, so it has an address.
            body(buffer.baseAddress!)
        }
    }
}

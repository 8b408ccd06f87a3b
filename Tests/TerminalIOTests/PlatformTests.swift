import CPlatform
import Foundation
import Glibc
import TerminalTesting
import Testing

@Suite struct PlatformTests {
    @Test("a detached process has a session, no terminal, clean signals, and the descriptors it was given alone")
    func spawnDetached() async throws {
        let folder = URL(fileURLWithPath: "/tmp/spawn-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let said = folder.appendingPathComponent("said").path
        let errors = open(said, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        var ready: [Int32] = [-1, -1]
        try #require(pipe(&ready) == 0)
        // Of its own: what follows would pass without these.
        let leaked = open("/dev/null", O_RDONLY)
        defer { for descriptor in [errors, leaked, ready[0]] { close(descriptor) } }

        let script = """
            input=$(readlink /proc/$$/fd/0); output=$(readlink /proc/$$/fd/1)
            echo $input >&2; echo $output >&2; pwd >&2
            n=0; while [ $n -lt 100 ]; do [ -e /proc/$$/fd/$n ] && echo fd $n >&2; n=$((n + 1)); done
            read -r pid name state parent group session rest < /proc/$$/stat
            [ $session = $$ ] && echo own session >&2
            grep -E 'Sig(Blk|Ign)' /proc/self/status >&2
            echo ready >&3
            """
        let process = withCStrings(["sh", "-c", script]) {
            cp_spawn_detached("/bin/sh", $0, [nil], ready[1], errors, folder.path)
        }
        close(ready[1])
        try #require(process > 0)
        var status: Int32 = -1
        try await wait(until: "its end") { waitpid(process, &status, WNOHANG) == process }
        var line = [UInt8](repeating: 0, count: 16)
        let count = read(ready[0], &line, line.count)
        #expect(String(decoding: line.prefix(max(0, count)), as: UTF8.self) == "ready\n")
        let lines = try String(contentsOfFile: said, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.prefix(3) == ["/dev/null", "/dev/null", folder.path])
        #expect(lines.filter { $0.hasPrefix("fd ") } == ["fd 0", "fd 1", "fd 2", "fd 3"])
        #expect(lines.contains("own session"))
        #expect(lines.contains("SigBlk:\t0000000000000000"))
        // The C library ignores its own two signals, 32 and 33, in what it spawns.
        #expect(lines.contains { $0 == "SigIgn:\t0000000000000000" || $0 == "SigIgn:\t0000000180000000" })
    }

    @Test("descriptors are left to no other program, also where the kernel must be told of each", arguments: [0, 1])
    func closeOnExec(oneByOne: Int32) {
        let below = fcntl(STDERR_FILENO, F_DUPFD, 400)
        let above = fcntl(STDERR_FILENO, F_DUPFD, 500)
        defer { for descriptor in [below, above] { close(descriptor) } }
        cp_close_on_exec(above, oneByOne)
        #expect(fcntl(above, F_GETFD) == FD_CLOEXEC)
        #expect(fcntl(below, F_GETFD) == 0)
    }

    @Test("what a dying process wrote into its own pipe is not lost with it", arguments: ["trap", "abort"])
    func lastWords(how: String) async throws {
        let folder = URL(fileURLWithPath: "/tmp/words-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let said = folder.appendingPathComponent("said").path
        let errors = open(said, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(errors) }
        let probe = try #require(BuiltProgram.path("TerminalProbe"))
        let process = withCStrings([probe, "errors", how]) { arguments in
            withCStrings(["SWIFT_BACKTRACE=enable=no"]) { variables in
                cp_spawn_detached(probe, arguments, variables, -1, errors, folder.path)
            }
        }
        try #require(process > 0)
        var status: Int32 = 0
        try await wait(until: "its end") { waitpid(process, &status, WNOHANG) == process }
        #expect([SIGILL, SIGTRAP, SIGABRT].contains(status & 0x7F))
        let text = try String(contentsOfFile: said, encoding: .utf8)
        #expect(text.contains("last words\n"))
        #expect(text.contains("on purpose") == (how == "trap"))
        #expect(!text.contains("xxx"))
    }

    @Test("a program that does not exist is an error and no process")
    func spawnNothing() {
        #expect(cp_spawn_detached("/no/such/program", [nil], [nil], -1, 2, nil) == -ENOENT)
        #expect(cp_spawn_detached("/bin/true", [nil], [nil], 1, 2, nil) == -EINVAL)
    }

    @Test("the peer of a socket is known")
    func peer() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { for end in ends { close(end) } }
        var user = uid_t.max
        var process: pid_t = 0
        #expect(cp_peer(ends[0], &user, &process) == 0)
        #expect(user == getuid())
        #expect(process == getpid())
        #expect(cp_peer(-1, &user, &process) == -EBADF)
    }

    @Test("the soft limit of descriptors becomes the hard one")
    func limit() {
        var limit: UInt64 = 0
        #expect(cp_raise_descriptor_limit(&limit) == 0)
        var now = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &now)
        #expect(limit == now.rlim_cur)
        #expect(now.rlim_cur == now.rlim_max)
    }

    @Test("what is no terminal has no size and takes no settings")
    func noTerminal() {
        var columns: UInt16 = 0
        var rows: UInt16 = 0
        let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        #expect(cp_window_size(file, &columns, &rows) == -ENOTTY)
        #expect(cp_install_crash_guard(file, [], 0) == -ENOTTY)
        #expect(cp_install_crash_guard(file, [], 1000) == -EINVAL)
    }
}

import EndpointTesting
import Foundation
import Testing

@testable import Alarms

@Suite struct CommandTests {
    /// Patience enough for a machine under load, for commands that are to end by themselves.
    private static var patient: AlarmLimits {
        var limits = AlarmLimits()
        limits.time = .seconds(60)
        return limits
    }

    /// For commands that do not end.
    private static var impatient: AlarmLimits {
        var limits = AlarmLimits()
        limits.time = .milliseconds(500)
        limits.grace = .milliseconds(300)
        return limits
    }

    private func run(
        _ argv: [String],
        _ input: String = "{}\n",
        limits: AlarmLimits = Self.patient,
        environment: [String: String] = ["PATH": "/usr/bin:/bin"]
    ) async -> AttemptResult {
        await CommandAction(argv: argv, environment: environment, limits: limits).run(input: Array(input.utf8))
    }

    @Test func inputAndArgumentsArriveAsTheyAre() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let hostile = ["a b", "$HOME", "; touch x", "*", "", "\"'`", "键"]
        let script =
            #"cat > "$0/input"; for a in "$@"; do printf '<%s>' "$a"; done > "$0/arguments"; pwd > "$0/folder""#
        let result = await self.run(["/bin/sh", "-c", script, folder.path] + hostile, "{\"text\":\"你好\"}\n")
        #expect(result.failure == nil)
        #expect(folder.text("input") == "{\"text\":\"你好\"}\n")
        #expect(folder.text("arguments") == hostile.map { "<\($0)>" }.joined())
        #expect(folder.text("folder") == "/\n")
    }

    @Test func seesLittleOfOurEnvironment() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let ours = [
            "PATH": "/usr/bin:/bin", "HOME": "/home/me", "LANG": "C.UTF-8", "ONEBOT_ACCESS_TOKEN": "sesame",
            "ONEBOT_CONSOLE_ENDPOINT_ACCESS_KEY": "sesame", "NEKRO_DATA_DIR": "/d",
        ]
        let result = await self.run(
            folder.script(#"env > "$0/environment""#),
            environment: CommandAction.environment(from: ours)
        )
        #expect(result.failure == nil)
        let names = Set(folder.lines("environment").map { String($0.prefix { $0 != "=" }) })
        #expect(names.isSuperset(of: ["PATH", "HOME", "LANG"]))
        // What a shell sets by itself.
        #expect(names.subtracting(["PWD", "OLDPWD", "SHLVL", "_"]) == ["PATH", "HOME", "LANG"])
    }

    @Test func hasASessionOfItsOwnAndNoneOfOurDescriptors() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        // Neither is closed on exec by itself.
        var pair: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        let pipe = Pipe()
        defer {
            for descriptor in pair { close(descriptor) }
            try? pipe.fileHandleForReading.close()
        }
        let script =
            #"echo $$ > "$0/process"; cut -d ' ' -f 6 /proc/$$/stat > "$0/session"; ls /proc/self/fd > "$0/open""#
        #expect(await self.run(folder.script(script)).failure == nil)
        #expect(folder.number("process") == folder.number("session"))
        // The last is the folder that `ls` reads.
        #expect(folder.lines("open") == ["0", "1", "2", "3"])
    }

    @Test func saysHowItEnded() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let exit = await self.run(folder.script("echo out; echo err >&2; exit 3"))
        #expect(exit.failure == .exit(code: 3))
        #expect(exit.output == "out err")
        #expect(await self.run(folder.script("kill -9 $$")).failure == .killedBySignal(9))
    }

    @Test func saysWhyItDidNotStart() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        #expect(await self.run([]).failure == .couldNotStart(errno: ENOENT))
        #expect(await self.run([folder.path("none")]).failure == .couldNotStart(errno: ENOENT))
        try folder.write("plain", "x", mode: 0o600)
        #expect(await self.run([folder.path("plain")]).failure == .couldNotStart(errno: EACCES))
        #expect(await self.run([folder.path]).failure == .couldNotStart(errno: EACCES))
        try folder.write("lost", "#!/none/interpreter\n", mode: 0o700)
        #expect(await self.run([folder.path("lost")]).failure == .couldNotStart(errno: ENOENT))
        // No shell runs what does not name one.
        try folder.write("bare", "touch \(folder.path("touched"))\n", mode: 0o700)
        #expect(await self.run([folder.path("bare")]).failure == .couldNotStart(errno: ENOEXEC))
        #expect(folder.text("touched") == nil)
    }

    @Test func aCommandNeedNotReadItsInput() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let megabyte = String(repeating: "x", count: 1 << 20)
        #expect(await self.run(folder.script("exit 0"), megabyte).failure == nil)
        #expect(await self.run(folder.script("exec 0<&-; echo closed; exit 4"), megabyte).failure == .exit(code: 4))
        let stuck = await self.run(folder.script("exec sleep 100"), megabyte, limits: Self.impatient)
        #expect(stuck.failure == .timedOut(after: .milliseconds(500)))
    }

    @Test func muchOutputIsReadAndLittleKept() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let script = "head -c 5000000 /dev/zero | tr '\\0' x; printf '\\nTHE END\\n'; exit 3"
        let result = await self.run(folder.script(script))
        #expect(result.failure == .exit(code: 3))
        #expect(result.output.hasSuffix("x THE END"))
        #expect(result.output.utf8.count <= 4096 + "…".utf8.count)
    }

    /// Scripts that do not end by themselves; each writes the processes that must be gone afterwards.
    @Test(arguments: [
        "echo $$ > \"$0/a\"; cp \"$0/a\" \"$0/b\"; exec sleep 100",
        // Deaf to SIGTERM.
        "trap '' TERM; echo $$ > \"$0/a\"; cp \"$0/a\" \"$0/b\"; while :; do sleep 0.1; done",
        // The leader heeds it, its child does not.
        "sh -c 'trap \"\" TERM; echo $$ > \"$0/b\"; while :; do sleep 0.1; done' \"$0\" & echo $$ > \"$0/a\"; wait",
        // Without output, but alive.
        "exec >/dev/null 2>&1; echo $$ > \"$0/a\"; sleep 100 & echo $! > \"$0/b\"; wait",
    ])
    func isEndedWithAllItStarted(_ script: String) async throws {
        let folder = try Folder()
        defer { folder.remove() }
        var limits = Self.impatient
        limits.time = .seconds(4)
        let result = await self.run(folder.script(script), limits: limits)
        #expect(result.failure == .timedOut(after: .seconds(4)))
        for name in ["a", "b"] {
            let process = try #require(folder.number(name))
            #expect(await eventually { !isAlive(process) })
        }
        // Not a zombie of ours, either.
        let leader = try #require(folder.number("a"))
        #expect(kill(leader, 0) != 0)
    }

    @Test(arguments: ["sleep 1000", "yes"])
    func whatIsLeftRunningDoesNotHoldItUp(_ child: String) async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let result = await self.run(folder.script("\(child) & echo $! > \"$0/child\"; exit 0"))
        #expect(result.failure == nil)
        let process = try #require(folder.number("child"))
        defer { kill(process, SIGKILL) }
        // It may go on, if it does not write to us.
        if child != "yes" { #expect(isAlive(process)) }
    }

    @Test func cancellingEndsIt() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let script = "trap '' TERM; sleep 1000 & echo $$ > \"$0/a\"; wait; while :; do sleep 0.1; done"
        let task = Task { await self.run(folder.script(script)) }
        #expect(await eventually { folder.number("a") != nil })
        task.cancel()
        #expect(await task.value.failure == .stopped)
        let process = try #require(folder.number("a"))
        #expect(!isAlive(process))
    }

    @Test func leavesNoDescriptorsBehind() async throws {
        func open() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
        _ = await self.run(["/bin/true"])
        let before = try open()
        for index in 0..<300 { _ = await self.run(index % 2 == 0 ? ["/bin/true"] : ["/none"]) }
        // Other tests open some of their own meanwhile.
        #expect(try open() < before + 200)
    }
}

import Glibc
import Snapshot
import Testing

@testable import Console

@Suite struct LauncherTests {
    /// Starts a shell script in the serving process's place.
    private func launch(
        _ script: String,
        in folder: String,
        environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        deadline: Duration = .seconds(10)
    ) async throws -> LaunchOutcome {
        let state = try StateFolder.prepare(at: folder)
        return await Launcher(
            program: "/bin/sh",
            arguments: ["sh", "-c", script],
            environment: environment,
            folder: state,
            deadline: deadline
        ).launch()
    }

    @Test(
        "what the process reports is how the start went",
        arguments: [
            (#"{"ready":true}"#, LaunchOutcome.ready),
            (#"{"error":"Port 8021 is in use.","exit":1}"#, .failed(sentence: "Port 8021 is in use.", exit: 1)),
            (#"{"error":"No."}"#, .failed(sentence: "No.", exit: 1)),
            (#"{"served_by":42}"#, .alreadyServed(pid: 42)),
            (#"{"served_by":null}"#, .alreadyServed(pid: nil)),
            ("nonsense", .died),
            ("", .died),
        ]
    )
    func reports(line: String, outcome: LaunchOutcome) async throws {
        try await withTemporaryFolder { folder in
            let result = try await self.launch("echo '\(line)' >&3", in: folder)
            #expect(result == outcome)
        }
    }

    @Test(
        "every report is read back as it was written",
        arguments: [
            ReadinessReport.ready, .alreadyServed(pid: 7), .alreadyServed(pid: nil),
            .failed(sentence: "第 3 行\n\"x\"", exit: 2),
        ]
    )
    func roundTrip(report: ReadinessReport) throws {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let readiness = Readiness(descriptor: ends[1])
        readiness.report(report)
        readiness.report(.failed(sentence: "too late", exit: 9))
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(ends[0], &buffer, buffer.count)
        #expect(ReadinessReport(line: Array(buffer[..<max(0, count)])) == report)
        #expect(read(ends[0], &buffer, buffer.count) == 0, "the end of the file follows")
    }

    @Test("a process that says nothing is not waited for longer than the deadline")
    func silent() async throws {
        try await withTemporaryFolder { folder in
            let outcome = try await self.launch("echo $$ >&2; exec sleep 60", in: folder, deadline: .milliseconds(300))
            #expect(outcome == .timedOut)
            let pid = try #require(pid_t(contents(folder + "/console.crash").filter { !$0.isNewline }))
            kill(pid, SIGKILL)
            var status: CInt = 0
            waitpid(pid, &status, 0)
        }
    }

    @Test(
        "one that is only tried is gone afterwards, whatever it does",
        arguments: [
            (#"echo '{"ready":true}' >&3"#, LaunchOutcome.ready),
            (#"echo '{"ready":true}' >&3; exec 3>&-; sleep 600 & wait"#, .ready),
            ("sleep 600 & wait", .timedOut), ("exec 3>&-; exec sleep 600", .died), ("exit 1", .died),
        ]
    )
    func rehearsed(script: String, outcome: LaunchOutcome) async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            let launcher = Launcher(
                program: "/bin/sh",
                arguments: ["sh", "-c", "echo $$ >&2; \(script)"],
                environment: ["PATH": "/usr/bin:/bin"],
                folder: state,
                deadline: outcome == .timedOut ? .milliseconds(500) : .seconds(20)
            )
            #expect(await launcher.rehearse() == outcome)
            let pid = try #require(pid_t(contents(folder + "/console.crash").filter { !$0.isNewline }))
            #expect(waitpid(pid, nil, WNOHANG) == -1 && errno == ECHILD, "it is no zombie")
        }
    }

    @Test("a rehearsal has the arguments of the start that is meant, and knows what it would be given")
    func rehearsalArguments() {
        #expect(
            Launcher.rehearsal(
                of: ["onebot-console", "serve", "--ready-fd", "3", "--set", "endpoint.port=1"],
                held: ["[::]:8021"],
                .chinese
            ) == [
                "onebot-console", "serve", "--set", "endpoint.port=1", "--ready-fd", "3", "--rehearse", "--held",
                "[::]:8021", "--lang", "zh",
            ]
        )
    }

    @Test("a program that is not there is not started")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            let state = try StateFolder.prepare(at: folder)
            let launcher = Launcher(program: "/nonexistent", arguments: ["x"], environment: [:], folder: state)
            #expect(await launcher.launch() == .notStarted(errno: ENOENT))
        }
    }

    @Test("the process has a session of its own, no terminal, and a runtime that asks nothing")
    func surroundings() async throws {
        try await withTemporaryFolder { folder in
            let script = """
                out=$(readlink /proc/$$/fd/1)
                { cut -d' ' -f6 /proc/$$/stat; echo $$; readlink /proc/$$/fd/0; echo $out; pwd
                echo "$SWIFT_BACKTRACE $MINE"; } >&2
                echo '{"ready":true}' >&3
                """
            let environment = ["PATH": "/usr/bin:/bin", "MINE": "yes", "SWIFT_BACKTRACE": "interactive=yes"]
            let result = try await self.launch(script, in: folder, environment: environment)
            #expect(result == .ready)
            let lines = contents(folder + "/console.crash").split(separator: "\n").map(String.init)
            try #require(lines.count == 6)
            #expect(lines[0] == lines[1], "session and process are the same number")
            #expect(lines[2...] == ["/dev/null", "/dev/null", "/", "interactive=no,color=no yes"])
            #expect(mode(folder + "/console.crash") == 0o600)
        }
    }

    @Test("a crash file that has grown too large is put aside before the next start")
    func crashFile() async throws {
        try await withTemporaryFolder { folder in
            makeFile(folder + "/console.crash", String(repeating: "x", count: 300_000))
            let result = try await self.launch(#"echo last words >&2; echo '{"ready":true}' >&3"#, in: folder)
            #expect(result == .ready)
            #expect(contents(folder + "/console.crash") == "last words\n")
            #expect(contents(folder + "/console.crash.1").count == 300_000)
        }
    }

    @Test("the arguments say everything that the start was told")
    func arguments() async throws {
        try await withTemporaryFolder { folder in
            let options = ServeOptions(
                settingsFile: "/etc/console.yaml",
                stateFolder: try StateFolder.prepare(at: folder),
                language: .chinese,
                settings: ["endpoint.port": "9000", "endpoint.host": "a=b"]
            )
            #expect(
                Launcher.arguments(for: options) == [
                    "onebot-console", "serve", "--ready-fd", "3", "--config", "/etc/console.yaml", "--state-dir",
                    folder, "--lang", "zh", "--set", "endpoint.host=a=b", "--set", "endpoint.port=9000",
                ]
            )
        }
    }
}

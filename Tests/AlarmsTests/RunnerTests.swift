import EndpointTesting
import Foundation
import NIOPosix
import OneBot
import Snapshot
import Testing

@testable import Alarms

@Suite struct RunnerTests {
    private func runner(
        _ rules: [AlarmRule],
        _ log: CollectedLog = CollectedLog(),
        limits change: (inout AlarmLimits) -> Void = { _ in }
    ) -> AlarmRunner {
        var limits = AlarmLimits()
        limits.time = .seconds(60)
        limits.shutDown = .seconds(60)
        change(&limits)
        return AlarmRunner(
            rules: rules,
            language: .english,
            group: .singletonMultiThreadedEventLoopGroup,
            logger: log.logger,
            limits: limits,
            host: "box",
            environment: ["PATH": "/usr/bin:/bin", "ONEBOT_ACCESS_TOKEN": "sesame"]
        )
    }

    private func rule(_ argv: [String], on: [String] = ["LIVE", "AUTH"]) -> AlarmRule {
        AlarmRule(on: on, action: .command(argv))
    }

    private func settled(_ runner: AlarmRunner) async -> Bool {
        await eventually { await runner.status().allSatisfy { $0.pending == 0 } }
    }

    @Test func rulesGetWhatConcernsThemInOrder() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let first = #"cat >> "$0/first""#
        let second = #"cat >> "$0/second""#
        let runner = self.runner([
            self.rule(folder.script(first)), self.rule(folder.script(second), on: ["LIVE-08"]),
        ])
        let notices = (0..<6).map { AlarmNotice.appeared($0 % 2 == 0 ? "LIVE-08" : "AUTH-01", "\($0)") }
        await runner.send(notices + [.appeared("NET-01")])
        #expect(await self.settled(runner))
        func subjects(_ name: String) -> [String] {
            folder.lines(name).compactMap { line in
                (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["subject"] as? String
            }
        }
        #expect(subjects("first") == ["0", "1", "2", "3", "4", "5"])
        #expect(subjects("second") == ["0", "2", "4"])
        await runner.shutDown()
    }

    @Test func onePerRuleAndFewAtOnce() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        // Each holds on until it may go, and notes who runs beside it.
        let script = #"echo x > "$0/run-$1-$$"; while [ ! -e "$0/go" ]; do sleep 0.02; done; rm "$0/run-$1-$$""#
        let rules = (0..<6).map { self.rule(folder.script(script, "\($0)")) }
        let runner = self.runner(rules)
        func running() -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasPrefix("run-") }
        }
        await runner.send((0..<3).map { .appeared("LIVE-08", "\($0)") })
        #expect(await eventually { running().count == 4 })
        #expect(await runner.status().map(\.pending) == [3, 3, 3, 3, 3, 3])
        #expect(Set(running().map { $0.split(separator: "-")[1] }).count == 4)
        try folder.write("go", "")
        #expect(await self.settled(runner))
        #expect(running().isEmpty)
        await runner.shutDown()
    }

    @Test func dropsTheOldestAndSaysSo() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let script = #"while [ ! -e "$0/go" ]; do sleep 0.02; done; cat >> "$0/told""#
        let log = CollectedLog()
        let runner = self.runner([self.rule(folder.script(script))], log)
        await runner.send([.appeared("LIVE-08", "first")])
        await runner.send((0..<70).map { .appeared("LIVE-08", "\($0)") })
        let status = await runner.status()[0]
        #expect(status.pending == 65 && status.dropped == 6)
        #expect(log.lines.filter { $0.contains("dropped") && $0.contains("count=6") }.count == 1)
        try folder.write("go", "")
        #expect(await self.settled(runner))
        #expect(folder.lines("told").count == 65)
        await runner.shutDown()
    }

    @Test func failuresAreLoggedWithOutputButWithoutArguments() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let log = CollectedLog()
        let script = folder.script("echo it went wrong; echo second line >&2; exit 3", "secret-argument")
        let runner = self.runner([self.rule(script), self.rule(["/bin/sh", "-c", "echo quiet"])], log)
        await runner.send([.appeared()])
        #expect(await self.settled(runner))
        let status = await runner.status()
        #expect(status[0].last?.result == .failed(.exit(code: 3)))
        #expect(status[0].last?.id == "LIVE-08" && status[0].last?.change == .appeared)
        let line = try #require(log.lines.first { $0.contains("alarm not told") })
        #expect(line.contains("output=it went wrong second line") && line.contains("rule=1"))
        #expect(line.contains("The command ended with code 3."))
        #expect(log.lines.contains { $0.contains("alarm told") && $0.contains("rule=2") })
        for line in log.lines {
            #expect(!line.contains("secret-argument") && !line.contains("quiet") && !line.contains("sesame"))
        }
        await runner.shutDown()
    }

    @Test func testTellsAtOnce() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let script = #"m=$(cat); case $m in *'"change":"test"'*) echo "$m" > "$0/test"; exit 5;; esac; sleep 1000"#
        let runner = self.runner([self.rule(folder.script(script))]) { limits in
            limits.together = 1
            limits.shutDown = .milliseconds(10)
        }
        await runner.send([.appeared()])
        let outcome = await runner.test(rule: 0)
        #expect(outcome?.result == .failed(.exit(code: 5)))
        #expect(outcome?.change == .test)
        #expect(await runner.status()[0].last == outcome)
        #expect(folder.text("test")?.contains("\"text\":\"[box] Test: This alarm works.") == true)
        #expect(await runner.test(rule: 1) == nil)
        #expect(await runner.test(rule: -1) == nil)
        await runner.shutDown()
        #expect(await runner.test(rule: 0) == nil)
    }

    @Test func reloadKeepsWhatStaysAndDropsWhatGoes() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let script = #"while [ ! -e "$0/go" ]; do sleep 0.02; done; cat >> "$0/$1""#
        let stays = self.rule(folder.script(script, "stays"))
        let goes = self.rule(folder.script(script, "goes"))
        let comes = self.rule(folder.script(script, "comes"))
        let runner = self.runner([goes, stays])
        await runner.send((0..<3).map { .appeared("LIVE-08", "\($0)") })
        await runner.reload([comes, stays], language: .chinese)
        #expect(await runner.status().map(\.pending) == [0, 3])
        await runner.send([.appeared("LIVE-08", "3")])
        try folder.write("go", "")
        #expect(await self.settled(runner))
        #expect(folder.lines("stays").count == 4)
        #expect(folder.lines("comes").count == 1)
        // What was under way ends by itself.
        #expect(await eventually { folder.lines("goes").count == 1 })
        await runner.shutDown()
        #expect(folder.lines("goes").count == 1)
        #expect(folder.text("stays")?.contains("【box】") == true)
    }

    @Test func shutDownWaitsForWhatEndsSoon() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let script = #"echo $$ > "$0/started"; sleep 0.3; echo y > "$0/ended""#
        let runner = self.runner([self.rule(folder.script(script))])
        await runner.send([.appeared(), .appeared("LIVE-07")])
        #expect(await eventually { folder.number("started") != nil })
        await runner.shutDown()
        #expect(folder.text("ended") == "y\n")
        guard case .done = await runner.status()[0].last?.result else {
            Issue.record("not told")
            return
        }
        await runner.send([.appeared()])
        #expect(await runner.status()[0].pending == 0)
    }

    @Test func shutDownEndsWhatDoesNotEnd() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let server = try await WebhookServer([.hang])
        let script = #"trap '' TERM; sleep 1000 & echo $! > "$0/child"; echo $$ > "$0/a"; while :; do sleep 0.1; done"#
        let log = CollectedLog()
        let webhook = AlarmRule(on: ["LIVE"], action: .webhook(Secret(server.url("t0ken"))))
        let runner = self.runner([self.rule(folder.script(script)), webhook], log) { $0.shutDown = .milliseconds(200) }
        await runner.send([.appeared()])
        #expect(await eventually { folder.number("a") != nil && server.requests.count == 1 })
        let start = ContinuousClock.now
        await runner.shutDown()
        #expect(ContinuousClock.now - start < .seconds(30))
        for name in ["a", "child"] {
            let process = try #require(folder.number(name))
            #expect(await eventually { !isAlive(process) })
        }
        #expect(await runner.status().map { $0.last?.result } == [.failed(.stopped), .failed(.stopped)])
        await server.stop()
    }
}

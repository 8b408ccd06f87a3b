import AsyncHTTPClient
import Glibc
package import Logging
package import NIOCore
import OneBot
package import Snapshot

import struct Foundation.Date
import class Foundation.ProcessInfo

/// Carries out the operator's alarms: runs commands and calls webhooks for the notices it is given.
///
/// Each rule does one thing at a time and keeps the order; a few work at once. A command runs once; a webhook that
/// cannot be reached, is overrun (429) or has trouble of its own (5xx) is tried again with growing pauses, while
/// later notices of that rule wait. Webhook addresses and commands' arguments never reach the log.
///
/// Call ``shutDown()`` before letting go of it.
package actor AlarmRunner {
    private let group: any EventLoopGroup
    private let log: AlarmLog
    private let limits: AlarmLimits
    private let host: String
    private let environment: [String: String]
    private var language: Language

    /// In the order of the rules.
    private var lanes: [AlarmLane] = []
    private var nextLane = 0
    /// Lanes that wait for a place, first come, first served.
    private var ready: [Int] = []
    /// What is under way, by lane; also of rules that are no more.
    private var running: [Int: Task<Void, Never>] = [:]
    /// Tests under way, by lane.
    private var tests: [Int: Task<AlarmOutcome, Never>] = [:]
    /// Made with the first webhook.
    private var client: HTTPClient?
    private var isDown = false

    /// - Parameters:
    ///   - group: For webhooks.
    ///   - host: The name of this machine in messages.
    ///   - environment: Ours; commands see a small part of it.
    package init(
        rules: [AlarmRule],
        language: Language,
        group: any EventLoopGroup,
        logger: Logger,
        limits: AlarmLimits = AlarmLimits(),
        host: String = AlarmRunner.hostName(),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.language = language
        self.group = group
        self.log = AlarmLog(logger: logger)
        self.limits = limits
        self.host = host
        self.environment = CommandAction.environment(from: environment)
        for rule in rules {
            self.lanes.append(AlarmLane(id: self.nextLane, rule: rule, limit: limits.queue))
            self.nextLane += 1
        }
    }

    /// The name of this machine, without asking the network.
    package static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: - For the console

    /// Hands over what is to be told; returns at once.
    package func send(_ notices: [AlarmNotice]) {
        guard !self.isDown else { return }
        for index in self.lanes.indices {
            var dropped = 0
            for notice in notices where self.lanes[index].rule.matches(notice.finding.id) {
                dropped += self.lanes[index].queue.append(notice)
            }
            if dropped > 0 {
                self.log.dropped(dropped, inAll: self.lanes[index].queue.dropped, number: index + 1)
            }
            if self.lanes[index].isIdle, !self.lanes[index].queue.isEmpty { self.makeReady(index) }
        }
        self.startReady()
    }

    /// How the rules fare, in their order.
    package func status() -> [AlarmStatus] {
        self.lanes.map(\.status)
    }

    /// Tells one rule of nothing in particular, at once and once, whatever else waits.
    ///
    /// - Parameter rule: Its place in the list, from 0.
    /// - Returns: How it went; nil when there is no such rule, or the end has come.
    package func test(rule: Int) async -> AlarmOutcome? {
        guard self.lanes.indices.contains(rule), !self.isDown else { return nil }
        let lane = self.lanes[rule]
        // Impatience does not start a second one.
        if let test = self.tests[lane.id] { return await test.value }
        let phrases = AlarmPhrases(self.language)
        let now = Date()
        let notice = AlarmNotice(
            AlarmFinding(
                id: "TEST",
                severity: "notice",
                subject: "",
                title: phrases.testTitle,
                evidence: phrases.testEvidence,
                fix: [],
                since: now,
                last: now,
                count: 1
            ),
            .test
        )
        let test = Task {
            let outcome = await self.attempt(notice, rule: lane.rule, lane: lane.id) { _ in nil }
            self.tests[lane.id] = nil
            if let index = self.index(of: lane.id) { self.lanes[index].last = outcome }
            return outcome
        }
        self.tests[lane.id] = test
        return await test.value
    }

    /// Takes new rules. A rule that stays as it was keeps what waits for it; what waits for one that is no more is
    /// dropped, and what is under way for it ends by itself.
    package func reload(_ rules: [AlarmRule], language: Language) {
        guard !self.isDown else { return }
        self.language = language
        var former = self.lanes
        self.lanes = rules.map { rule in
            if let index = former.firstIndex(where: { $0.rule == rule }) { return former.remove(at: index) }
            defer { self.nextLane += 1 }
            return AlarmLane(id: self.nextLane, rule: rule, limit: self.limits.queue)
        }
        for lane in former {
            self.ready.removeAll { $0 == lane.id }
            if case .waiting(let pause) = lane.state { pause.cancel() }
        }
    }

    /// Waits a little for what runs, ends what does not end, and lets go of everything. What waits is dropped.
    package func shutDown() async {
        guard !self.isDown else { return }
        self.isDown = true
        self.ready = []
        for index in self.lanes.indices {
            self.lanes[index].queue.clear()
            if case .waiting(let pause) = self.lanes[index].state {
                pause.cancel()
                self.lanes[index].state = .idle
                self.lanes[index].current = nil
            }
        }
        let running = Array(self.running.values)
        let tests = Array(self.tests.values)
        let limit = self.limits.shutDown
        await withTaskGroup { group in
            group.addTask {
                for task in running { await task.value }
                for test in tests { _ = await test.value }
            }
            group.addTask {
                guard (try? await Task.sleep(for: limit)) != nil else { return }
                for task in running { task.cancel() }
                for test in tests { test.cancel() }
            }
            await group.next()
            group.cancelAll()
        }
        // It fails only when it is called twice.
        try? await self.client?.shutdown()
        self.client = nil
    }

    // MARK: - Work

    private func index(of lane: Int) -> Int? {
        self.lanes.firstIndex { $0.id == lane }
    }

    private func makeReady(_ index: Int) {
        self.lanes[index].state = .ready
        self.ready.append(self.lanes[index].id)
    }

    private func startReady() {
        while !self.isDown, self.running.count < self.limits.together, !self.ready.isEmpty {
            let id = self.ready.removeFirst()
            guard let index = self.index(of: id), let notice = self.lanes[index].begin() else { continue }
            let rule = self.lanes[index].rule
            self.running[id] = Task {
                let outcome = await self.attempt(notice, rule: rule, lane: id) { result in
                    self.retry(result, lane: id)
                }
                self.ended(id, outcome)
            }
        }
    }

    /// - Parameter retry: When it is to be tried again after what came of it.
    private func attempt(
        _ notice: AlarmNotice,
        rule: AlarmRule,
        lane: Int,
        retry: (AttemptResult) -> Duration?
    ) async -> AlarmOutcome {
        let message = AlarmMessage(notice: notice, host: self.host, language: self.language)
        let clock = ContinuousClock()
        let start = clock.now
        let result: AttemptResult
        switch rule.action {
        case .command(let argv):
            let action = CommandAction(argv: argv, environment: self.environment, limits: self.limits)
            result = await action.run(input: message.bytes)
        case .webhook(let url):
            let client = self.client ?? WebhookAction.client(on: self.group)
            self.client = client
            result = await WebhookAction(client: client, url: url, limits: self.limits).post(message.bytes)
        }
        let outcome = AlarmOutcome(
            time: Date(),
            id: notice.finding.id,
            subject: notice.finding.subject,
            change: notice.change,
            result: result.failure.map { .failed($0) } ?? .done(milliseconds: Self.milliseconds(clock.now - start)),
            retry: retry(result)
        )
        self.log.attempted(outcome, output: result.output, rule: rule, number: self.index(of: lane).map { $0 + 1 })
        return outcome
    }

    /// How long a rule pauses after a failure before it tries again; nil: it does not.
    private func retry(_ result: AttemptResult, lane: Int) -> Duration? {
        guard let failure = result.failure, failure.isPassing, !self.isDown, let index = self.index(of: lane),
            self.lanes[index].failures < self.limits.retries.count
        else { return nil }
        let pause = self.limits.retries[self.lanes[index].failures]
        return max(pause, min(result.retryAfter ?? .zero, self.limits.longestRetryAfter))
    }

    private func ended(_ lane: Int, _ outcome: AlarmOutcome) {
        self.running[lane] = nil
        if let index = self.index(of: lane) {
            self.lanes[index].last = outcome
            if let pause = outcome.retry {
                self.lanes[index].failures += 1
                self.lanes[index].state = .waiting(
                    Task {
                        guard (try? await Task.sleep(for: pause)) != nil else { return }
                        self.wake(lane)
                    }
                )
            } else {
                self.lanes[index].failures = 0
                self.lanes[index].current = nil
                self.lanes[index].state = .idle
                if !self.lanes[index].queue.isEmpty { self.makeReady(index) }
            }
        }
        self.startReady()
    }

    private func wake(_ lane: Int) {
        guard !self.isDown, let index = self.index(of: lane) else { return }
        self.makeReady(index)
        self.startReady()
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration / .milliseconds(1))
    }
}

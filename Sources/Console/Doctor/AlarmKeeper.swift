import Alarms
import Doctor
import Foundation
import Logging
import NIOCore
import OneBot
import ServiceLifecycle
import Settings
import Snapshot

/// Tells the operator's commands and webhooks of findings that appear and clear.
actor AlarmKeeper: Service {
    private let runner: AlarmRunner
    private let redactor: Redactor
    private let changed: @Sendable () -> Void
    private var plan = AlarmPlan()
    private var language: Language
    private let rules: [AlarmRule]
    private var latest: [AlarmFinding] = []
    private var timer: Task<Void, Never>?

    init(
        settings: Settings,
        language: Language,
        group: any EventLoopGroup,
        logger: Logger,
        redactor: Redactor,
        environment: [String: String],
        changed: @escaping @Sendable () -> Void
    ) {
        self.rules = settings.alarms.map(AlarmRule.init)
        self.runner = AlarmRunner(
            rules: self.rules,
            language: language,
            group: group,
            logger: logger,
            environment: environment
        )
        self.redactor = redactor
        self.language = language
        self.changed = changed
    }

    func run() async throws {
        // Cancelled without a graceful shutdown: what runs is ended all the same.
        try? await gracefulShutdown()
        self.timer?.cancel()
        await self.runner.shutDown()
    }

    /// What stands now, and in which language to tell it.
    func observe(_ diagnosis: Diagnosis, language: Language) async {
        guard !self.rules.isEmpty else { return }
        if language != self.language {
            self.language = language
            await self.runner.reload(self.rules, language: language)
        }
        let offset = TimeZone.current.secondsFromGMT(for: diagnosis.takenAt)
        // A finding that only the list has no room for is not over.
        self.latest = diagnosis.everything.map { finding in
            let text = diagnosis.text(of: finding, self.language, utcOffset: offset)
            return AlarmFinding(
                id: finding.id.rawValue,
                severity: finding.severity.rawValue,
                subject: self.redactor.redact(finding.subject.text),
                title: self.redactor.redact(text.title),
                evidence: self.redactor.redact(text.evidence),
                fix: text.steps.map(self.redactor.redact),
                since: finding.since,
                last: finding.last,
                count: finding.count
            )
        }
        await self.tell()
    }

    /// Sends what is due now, and looks again when the next is.
    private func tell() async {
        let notices = self.plan.observe(self.latest, at: .now)
        self.timer?.cancel()
        if let next = self.plan.nextLook {
            self.timer = Task { [weak self] in
                // Cancelled by a newer look.
                guard (try? await Task.sleep(until: next)) != nil else { return }
                await self?.tell()
            }
        }
        guard !notices.isEmpty else { return }
        await self.runner.send(notices)
        self.changed()
    }

    // MARK: - For the screen

    func facts() async -> [AlarmFacts] {
        guard !self.rules.isEmpty else { return [] }
        let phrases = AlarmPhrases(self.language)
        return await self.runner.status().enumerated().map { AlarmFacts($0.element, index: $0.offset, phrases) }
    }

    /// - Returns: How it went; nil when there is no such alarm.
    func test(_ index: Int) async -> AlarmOutcome? {
        let outcome = await self.runner.test(rule: index)
        self.changed()
        return outcome
    }
}

extension AlarmRule {
    init(_ settings: AlarmSettings) {
        switch settings.action {
        case .command(let words): self.init(on: settings.on, action: .command(words))
        case .webhook(let url): self.init(on: settings.on, action: .webhook(url))
        }
    }
}

extension AlarmFacts {
    fileprivate init(_ status: AlarmStatus, index: Int, _ phrases: AlarmPhrases) {
        let isCommand: Bool
        let target: String
        switch status.rule.action {
        case .command(let words):
            isCommand = true
            target = words.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
        case .webhook(let url):
            isCommand = false
            // The rest of the address may hold a token.
            target = URL(string: url.exposed)?.host() ?? ""
        }
        let state: State =
            switch status.last.map({ ($0.time, $0.result) }) {
            case nil: .never
            case (let time, .done(let milliseconds))?: .done(at: time, milliseconds: Double(milliseconds))
            case (let time, .failed(let failure))?: .failed(at: time, reason: phrases.failure(failure))
            }
        self.init(
            index: index,
            on: status.rule.on,
            isCommand: isCommand,
            target: target,
            state: state,
            pending: status.pending
        )
    }
}

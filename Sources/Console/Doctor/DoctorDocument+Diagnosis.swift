import Control
import Doctor
import Snapshot

import struct Foundation.Date
import struct Foundation.TimeZone

extension DoctorDocument {
    /// - Parameters:
    ///   - safe: Takes our keys out of a text: what peers send may hold them.
    init(
        _ diagnosis: Diagnosis,
        selfTest: SelfTestFacts?,
        isRunning: Bool,
        language: Language,
        safe: (String) -> String
    ) {
        let offset = TimeZone.current.secondsFromGMT(for: diagnosis.takenAt)
        let phrases = SelfTestPhrases(language: language)
        self.init(
            isRunning: isRunning,
            checkedAt: diagnosis.takenAt,
            findings: diagnosis.findings.map { finding in
                FindingDocument(
                    finding,
                    diagnosis.text(of: finding, language, utcOffset: offset),
                    safe: safe
                )
            },
            checks: diagnosis.checks.map { Check(id: $0.kind.rawValue, state: $0.state.rawValue, detail: $0.detail) },
            selfTest: (selfTest?.checks ?? []).map { check in
                SelfCheck(
                    address: check.address,
                    port: check.port,
                    question: check.question.rawValue,
                    passed: check.passed,
                    answer: phrases.answer(check)
                )
            }
        )
    }
}

extension FindingDocument {
    init(_ finding: Finding, _ text: FindingText, safe: (String) -> String) {
        self.init(
            id: finding.id.rawValue,
            severity: Severity(rawValue: finding.severity.rawValue) ?? .notice,
            subject: safe(finding.subject.text),
            title: safe(text.title),
            evidence: safe(text.evidence),
            fix: text.steps.map(safe),
            since: finding.since,
            last: finding.last,
            count: finding.count,
            certainty: finding.certainty.rawValue,
            clears: safe(text.clears)
        )
    }
}

import Control
import Terminal

/// The doctor's findings as a person reads them on standard output.
struct DoctorText {
    private let phrases: CommandPhrases
    /// Where lines are wrapped: what every terminal has.
    private static let width = 79

    init(_ phrases: CommandPhrases) {
        self.phrases = phrases
    }

    func lines(_ document: DoctorDocument) -> [String] {
        var lines: [String] = []
        if !document.isRunning { lines += self.paragraph("", self.phrases.doctorOffline()) + [""] }
        if document.findings.isEmpty {
            lines += self.paragraph("", self.phrases.nothingFound())
        }
        for finding in document.findings {
            lines += self.paragraph("\(Self.sign(finding.severity)) \(finding.id)  ", finding.title)
            lines += self.paragraph("  \(self.label(self.phrases.seenLabel()))", finding.evidence)
            let certainty = self.phrases.certainty(finding.certainty)
            if !certainty.isEmpty { lines += self.paragraph("  \(self.label(""))", certainty) }
            for (index, step) in finding.fix.enumerated() {
                let label = self.label(index == 0 ? self.phrases.doLabel() : "")
                lines += self.paragraph("  \(label)\(index + 1). ", step)
            }
            lines += self.paragraph("  \(self.label(self.phrases.clearsLabel()))", finding.clears)
            lines.append("")
        }
        lines += self.paragraph("\(self.phrases.checkedLabel())  ", self.checks(document))
        for check in document.selfTest where !check.passed {
            lines += self.paragraph("  \(check.address):\(check.port)  ", check.answer)
        }
        return lines
    }

    private func checks(_ document: DoctorDocument) -> String {
        document.checks.map { check in
            let sign =
                switch check.state {
                case "good": "✓"
                case "bad": "✗"
                default: "·"
                }
            let detail = check.detail.isEmpty ? "" : " \(displaySafe(check.detail))"
            return "\(sign) \(self.phrases.checkName(check.id))\(detail)"
        }.joined(separator: "  ")
    }

    private func label(_ text: String) -> String { TextWidth.padded(text, to: 8) }

    static func sign(_ severity: FindingDocument.Severity) -> String {
        switch severity {
        case .error: "✗"
        case .warning: "⚠"
        case .notice: "·"
        }
    }

    /// `text` behind `lead`, wrapped; what goes on stands below where it began.
    private func paragraph(_ lead: String, _ text: String) -> [String] {
        let indent = TextWidth.width(of: lead)
        return wrapped(displaySafe(text, limit: 4000), to: max(20, Self.width - indent)).enumerated().map {
            ($0.offset == 0 ? lead : String(repeating: " ", count: indent)) + $0.element
        }
    }
}

import Control
import Snapshot
import Terminal

/// NapCat's state and a change of its configuration, as a person reads them on standard output.
struct NapCatText {
    private static let width = 79
    private let phrases: CommandPhrases

    init(_ phrases: CommandPhrases) {
        self.phrases = phrases
    }

    func lines(_ report: NapCatReport) -> [String] {
        let version = report.version.map { " \($0)" } ?? ""
        var lines = ["NapCat\(displaySafe(version, limit: 40))  \(displaySafe(report.webUI, limit: 200))"]
        let column = (report.steps.map { TextWidth.width(of: $0.label) }.max() ?? 0) + 2
        for step in report.steps {
            let label = TextWidth.padded(displaySafe(step.label, limit: 80), to: column)
            lines.append("\(Self.sign(step.state)) \(step.number) \(label)\(displaySafe(step.evidence, limit: 200))")
        }
        for step in report.steps where !step.explanation.isEmpty && step.state != "waiting" {
            lines.append("")
            lines += self.paragraph("\(step.number)  ", step.explanation)
        }
        if let code = report.code {
            lines += ["", "\(self.phrases.loginCodeLabel())  \(displaySafe(code, limit: 500))"]
        }
        if let address = report.address {
            lines += ["", "\(self.phrases.napCatAddressLabel())  \(displaySafe(address, limit: 500))"]
        }
        return lines
    }

    func lines(_ preview: ConnectionPreview) -> [String] {
        guard !preview.lines.isEmpty else { return self.paragraph("", self.phrases.nothingToChange(preview.entry)) }
        var lines = self.paragraph("", self.phrases.changeOf(preview))
        for line in preview.lines {
            let sign =
                switch line.kind {
                case .added: "+"
                case .removed: "-"
                case .kept: " "
                }
            lines.append("\(sign) \(displaySafe(line.text, limit: 1000))")
        }
        if let command = preview.restartCommand {
            lines += self.paragraph("", self.phrases.mustRestart(displaySafe(command, limit: 400)))
        }
        return lines
    }

    private static func sign(_ state: String) -> String {
        switch state {
        case "done": "✓"
        case "warning": "⚠"
        case "failed": "✗"
        default: "·"
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

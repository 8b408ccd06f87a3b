package import Doctor

/// Findings, on the Overview and in the Doctor.
package protocol DoctorPhrases {
    var findingsTitle: String { get }
    func findingLabel(_ label: FindingLabel) -> String
    func severity(_ severity: Severity) -> String
    /// How far the evidence carries, as a word behind the severity.
    func certainty(_ certainty: Certainty) -> String
    /// How often and when last, behind a finding; nil for what is not known.
    func times(_ count: Int, lastAgo: String?) -> String
    func since(_ time: String, ago: String) -> String
    func lastSeen(_ time: String, ago: String) -> String
    /// On a page whose finding has gone.
    var findingGone: String { get }
    /// In the place of findings where there are none, a paragraph each.
    func nothingFound(at time: String) -> [String]
    var notYetExamined: [String] { get }
    func checkedTitle(at time: String?) -> String
    var examining: String { get }
    var writingReport: String { get }
}

/// What the parts of a finding are called.
package enum FindingLabel: CaseIterable, Sendable {
    case what
    case seen
    case steps
    case remedy
    case clears
    case times
}

extension EnglishPhrases {
    package var findingsTitle: String { "Findings" }

    package func findingLabel(_ label: FindingLabel) -> String {
        switch label {
        case .what: "What"
        case .seen: "Seen"
        case .steps: "Do"
        case .remedy: "Or"
        case .clears: "Clears"
        case .times: "When"
        }
    }

    package func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .notice: "notice"
        }
    }

    package func certainty(_ certainty: Certainty) -> String {
        switch certainty {
        case .proved: "proved"
        case .likely: "likely"
        case .unseen: "cannot be seen from here"
        }
    }

    package func times(_ count: Int, lastAgo: String?) -> String {
        switch (count, lastAgo) {
        case (...1, nil): ""
        case (...1, let ago?): ago
        case (_, nil): "\(groupedText(count)) times"
        case (_, let ago?): "\(groupedText(count)) times, last \(ago)"
        }
    }

    package func since(_ time: String, ago: String) -> String { "since \(time) (\(ago))" }
    package func lastSeen(_ time: String, ago: String) -> String { "last \(time) (\(ago))" }
    package var findingGone: String { "It has gone: the doctor finds it no more." }

    package func nothingFound(at time: String) -> [String] {
        [
            "Nothing is wrong that can be seen from here.",
            "Looked at \(time). A provider's firewall (security group) cannot be seen from this machine.",
        ]
    }

    package var notYetExamined: [String] { ["Not looked at yet.", "r looks now."] }
    package func checkedTitle(at time: String?) -> String { time.map { "Checked \($0)" } ?? "Checked" }
    package var examining: String { "Looking at everything again …" }
    package var writingReport: String { "Writing the report …" }
}

extension ChinesePhrases {
    package var findingsTitle: String { "诊断结果" }

    package func findingLabel(_ label: FindingLabel) -> String {
        switch label {
        case .what: "问题"
        case .seen: "现象"
        case .steps: "处理"
        case .remedy: "或者"
        case .clears: "解除"
        case .times: "时间"
        }
    }

    package func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "错误"
        case .warning: "警告"
        case .notice: "提示"
        }
    }

    package func certainty(_ certainty: Certainty) -> String {
        switch certainty {
        case .proved: "已证实"
        case .likely: "很可能"
        case .unseen: "本机无法看到"
        }
    }

    package func times(_ count: Int, lastAgo: String?) -> String {
        switch (count, lastAgo) {
        case (...1, nil): ""
        case (...1, let ago?): ago
        case (_, nil): "\(groupedText(count)) 次"
        case (_, let ago?): "\(groupedText(count)) 次，最近 \(ago)"
        }
    }

    package func since(_ time: String, ago: String) -> String { "始于 \(time)（\(ago)）" }
    package func lastSeen(_ time: String, ago: String) -> String { "最近 \(time)（\(ago)）" }
    package var findingGone: String { "该问题已解除。" }

    package func nothingFound(at time: String) -> [String] {
        ["从本机能看到的范围内没有发现问题。", "检查时间 \(time)。云厂商防火墙（安全组）在本机无法看到。"]
    }

    package var notYetExamined: [String] { ["尚未检查。", "按 r 立即检查。"] }
    package func checkedTitle(at time: String?) -> String { time.map { "检查项 \($0)" } ?? "检查项" }
    package var examining: String { "正在重新检查 …" }
    package var writingReport: String { "正在生成报告 …" }
}

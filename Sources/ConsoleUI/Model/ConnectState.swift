import Doctor
import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

/// The parts of the Connect panel, in the order that Tab goes through.
enum ConnectBox: Int, CaseIterable {
    case steps
    case values
}

/// The Connect panel as one terminal looks at it.
struct ConnectState: Equatable {
    var focus = ConnectBox.steps
    /// Where the cursor was moved to; nil follows the first step that is not done.
    var step: ConnectStep.Kind?
    /// The place of the bot that was chosen, and its address; nil leaves it to the guide.
    var place: BotPlace?
    var url: String?
    /// First line of the places in sight.
    var top = 0
    var guide = GuideSteps()
    /// The preview that this terminal waits for.
    var plan: PendingPlan?
    /// The change that this terminal has had begun.
    var change: RunningChange?
    /// When this terminal last had NapCat's entry changed: it may take a moment to come.
    var changedAt: Date?
    /// How the last thing that was asked for ended, while that is true.
    var outcome: KeptOutcome?

    /// The outcome where the last line cannot hold it.
    var said: Flash? { self.outcome.flatMap { $0.isWhole ? nil : $0.flash } }
}

/// The six steps, kept between two snapshots: many places ask for them.
struct GuideSteps: Equatable {
    /// Tells one set of what the steps are judged from from another.
    struct Source: Equatable {
        var generation: Int
        var examinations: Int
        var language: Language
        var changedAt: Date?
    }

    private(set) var steps: [ConnectStep] = []
    private var source: Source?

    /// Judges the steps anew where what they are judged from is another than before.
    mutating func refresh(
        _ snapshot: Snapshot,
        _ findings: [Finding],
        _ source: Source,
        utcOffset: Int
    ) {
        guard source != self.source else { return }
        self.source = source
        let safe = SafeText(for: snapshot)
        let guide = ConnectGuide(
            snapshot,
            language: source.language,
            utcOffset: utcOffset,
            findings: findings,
            changedAt: source.changedAt
        )
        self.steps = guide.steps.map { step in
            var step = step
            step.evidence = safe(step.evidence)
            step.explanation = safe(step.explanation, limit: 2048)
            return step
        }
    }
}

extension ConnectStep.Offer {
    /// What its key does.
    package var command: ConsoleCommand {
        switch self {
        case .apply: .applyConnection
        case .typeToken: .typeToken
        case .typeCode: .typeCode
        // The same key: where NapCat has no code to show, it is asked for one.
        case .showQRCode, .refreshQRCode: .showQRCode
        case .restart: .restartNapCat
        case .strongToken: .strongToken
        case .freePort: .freePort
        case .panelPort: .panelPort
        }
    }
}

/// What is asked for in a field on top of the Connect panel.
package enum ConnectField: CaseIterable, Equatable, Sendable {
    /// The token of NapCat's WebUI.
    case token
    /// The code of NapCat's second factor.
    case code
}

/// A field on top of the Connect panel. What is typed is a secret.
package struct OpenConnectField: Equatable, Sendable {
    var field: ConnectField
    var editor = LineEditor(maximumLength: 256)
    /// Whether it is on its way into force.
    var isPending = false
    /// Why it was refused.
    var problem: String?
}

import Doctor
import Snapshot

import struct Foundation.Date

/// A change that NapCat was asked for and that has not come yet.
struct PendingPlan: Equatable {
    struct Target: Equatable {
        var url: String
        /// Whether messages and key go over the internet in the clear.
        var isInTheClear: Bool
    }

    /// What it is worked out for.
    var asked: Target
    /// What shall be shown; nil where it was called off.
    var wanted: Target?
}

/// A change of NapCat that is being made.
struct RunningChange: Equatable {
    var since: Date
    /// What was asked for meanwhile: its end is told by the same kind of message.
    var others = 0

    /// Seconds after which it is given up, should its end never be told.
    static let longest = 60.0
}

/// How the last thing that was asked for on the Connect panel ended.
struct KeptOutcome: Equatable {
    var flash: Flash
    /// Whether the last line holds all of it.
    var isWhole: Bool
    /// Whether it says why no change could be worked out: a step may say the same.
    var isRefusal: Bool

    /// Whether the steps have become such that it is true no more: a failure once anything is better, what is still to be
    /// done once the bot has come.
    func isOver(_ former: [ConnectStep], _ steps: [ConnectStep]) -> Bool {
        let better = zip(former, steps).filter { $0.state.rank < $1.state.rank }.map { $1.kind }
        return self.flash.level == .error ? !better.isEmpty : better.contains(.connected)
    }
}

extension ConnectStep.State {
    fileprivate var rank: Int {
        switch self {
        case .failed, .waiting: 0
        case .warning: 1
        case .done: 2
        }
    }
}

/// A change of NapCat's configuration that waits for its yes.
package struct OpenPreview: Equatable, Sendable {
    /// Seconds for which the box stands without the change and without its yes.
    ///
    /// The change comes when NapCat has answered, not when a key is pressed. A key that is on its way then was meant for
    /// what was there before, and takes less than this; who has seen the change has pressed later.
    package static let delay = 0.3

    /// Its texts safe for the screen.
    var preview: ConnectionPreview
    var shownAt: Date
    /// Whether messages and key will go over the internet in the clear.
    var isInTheClear = false
    var top = 0
    /// The marked one of its choices.
    var choice = 0

    var readyAt: Date { self.shownAt.addingTimeInterval(Self.delay) }

    /// Whether the change is in sight, and can be made. A clock that was set back counts as long enough.
    func isReady(at now: Date) -> Bool { now >= self.readyAt || now < self.shownAt }
}

extension ConsoleModel {
    var applyUnavailable: Unavailable? {
        if self.connect.change != nil { return .changeRuns }
        return self.chosenURL == nil ? .noAddress : nil
    }

    /// Whether a change can come of it, as far as was seen: through the WebUI that lets us in, or in a file. Before the
    /// first look nothing speaks against it.
    var canApply: Bool {
        guard let look = self.look else { return true }
        if case .up = look.webUI, look.trouble == nil { return true }
        if case .file = look.configuration?.source { return true }
        return false
    }
}

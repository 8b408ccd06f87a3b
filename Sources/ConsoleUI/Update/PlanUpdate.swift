import Doctor
import OneBot
import Snapshot

import struct Foundation.Date

/// The change of NapCat: asked for, shown, made.
extension ConsoleModel {
    mutating func plan(at now: Date) -> [ConsoleEffect] {
        guard let entry = self.chosenEntry else { return [] }
        // As it came: what is drawn is cut and made safe.
        let advice = self.diagnosis.advice
        let isAdvised = advice.indices.contains(entry)
        guard let url = isAdvised ? advice[entry].url : self.addressForBots else { return [] }
        let isOutside = isAdvised && advice[entry].place == .internet
        let target = PendingPlan.Target(url: url, isInTheClear: isOutside && url.hasPrefix("ws://"))
        guard let pending = self.connect.plan else { return self.askForPlan(target, at: now) }
        guard pending.wanted != target else { return [] }
        // NapCat is asked one thing after the other.
        self.connect.plan?.wanted = target
        self.say(self.phrases.planning, at: now)
        return []
    }

    private mutating func askForPlan(_ target: PendingPlan.Target, at now: Date) -> [ConsoleEffect] {
        self.connect.plan = PendingPlan(asked: target, wanted: target)
        return self.told(.planConnection(url: target.url), self.phrases.planning, at: now)
    }

    /// Calls off the change that is awaited.
    ///
    /// - Returns: Whether there was one.
    mutating func dropPlan(at now: Date) -> Bool {
        guard self.connect.plan?.wanted != nil else { return false }
        self.connect.plan?.wanted = nil
        self.say(self.phrases.planDropped, at: now)
        return true
    }

    /// Takes in the change that was asked for. It has just been asked for, so Enter makes it.
    ///
    /// - Returns: What follows: another one that is wanted by now.
    mutating func take(_ preview: ConnectionPreview, at now: Date) -> [ConsoleEffect] {
        guard let plan = self.connect.plan else { return [] }
        self.connect.plan = nil
        guard let wanted = plan.wanted else { return [] }
        guard wanted == plan.asked else { return self.askForPlan(wanted, at: now) }
        guard !preview.lines.isEmpty else {
            self.say(self.phrases.nothingToChange, at: now)
            return []
        }
        switch self.popup {
        case nil where self.panel == .connect && self.commandLine == nil, .connectStep:
            let safe = self.safeText(preview)
            self.popup = .preview(OpenPreview(preview: safe, shownAt: now, isInTheClear: wanted.isInTheClear))
            // It was read: the keys of the question take the line.
            self.flash = nil
        default: self.say(self.phrases.previewMissed, at: now)
        }
        return []
    }

    /// Takes in that something failed, which may have been the change.
    ///
    /// - Returns: What follows: another change that is wanted by now.
    mutating func takeFailure(_ text: String, at now: Date) -> [ConsoleEffect] {
        let plan = self.connect.plan
        self.connect.plan = nil
        self.connect.changedAt = nil
        self.endChange()
        self.sayOutcome(text, .error, isRefusal: plan != nil, at: now)
        guard let plan, let wanted = plan.wanted, wanted != plan.asked else { return [] }
        return self.askForPlan(wanted, at: now)
    }

    /// Takes in that something has ended, which may have been the change.
    mutating func endChange() {
        guard let change = self.connect.change else { return }
        if change.others > 0 { self.connect.change?.others -= 1 } else { self.connect.change = nil }
    }

    // MARK: - The question

    /// The choices of a preview in the order in which they are shown.
    static let previewChoices = KeyTable.bindings(in: .previewDialog)

    mutating func performOnPreview(_ command: ConsoleCommand, _ open: OpenPreview, at now: Date) -> [ConsoleEffect] {
        let choices = Self.previewChoices
        var open = open
        switch command {
        case .nextChoice, .previousChoice:
            open.choice = (open.choice + (command == .nextChoice ? 1 : choices.count - 1)) % choices.count
            self.popup = .preview(open)
        case .choose:
            guard choices.indices.contains(open.choice) else { break }
            return self.performOnPreview(choices[open.choice].command, open, at: now)
        case .applyPreview:
            guard open.isReady(at: now) else { break }
            self.popup = nil
            self.connect.changedAt = now
            let effects = self.told(
                .applyConnection(number: open.preview.number),
                self.phrases.applyingChange,
                at: now
            )
            self.connect.change = RunningChange(since: now)
            return effects
        case .cancel: self.popup = nil
        default: break
        }
        return []
    }
}

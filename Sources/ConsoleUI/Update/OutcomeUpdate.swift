import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// Bytes of an outcome at most: as many as of a step's explanation, which it may repeat.
    private static let outcomeLimit = 2048

    /// Takes in how an effect ended.
    ///
    /// - Returns: What follows from it.
    mutating func take(_ outcome: ConsoleOutcome, at now: Date) -> [ConsoleEffect] {
        let safe = self.safeText
        switch outcome {
        case .settingApplied(let path, let text):
            if self.settings.open?.field.path == path { self.settings.open = nil }
            if !text.isEmpty { self.say(safe(text), at: now) }
            return self.closeTokenField(after: path)
        case .settingRefused(let path, let reason):
            if self.settings.open?.field.path == path {
                self.settings.open?.pending = false
                self.settings.open?.verdict = .refused(safe(reason))
            } else if !self.refuseToken(path, safe(reason)) {
                self.say(safe(reason), .error, at: now)
            }
        case .keyAdded(let name, let text): self.takeAddedKey(name, safe(text), at: now)
        case .keyRefused(let reason): self.takeRefusedKey(safe(reason), at: now)
        case .done(let text):
            self.endChange()
            self.sayOutcome(safe(text, limit: Self.outcomeLimit), .info, at: now)
        case .failed(let text):
            // It may have been the self-test, the preview that could not be made, or the change.
            self.doctor.isTesting = false
            return self.takeFailure(safe(text, limit: Self.outcomeLimit), at: now)
        }
        return []
    }

    /// Takes in a judgement, unless the field holds another text by now.
    mutating func take(_ judgement: SettingJudgement) {
        guard let open = self.settings.open, open.field.path == judgement.path, !open.pending,
            open.editor.text == judgement.text
        else { return }
        let safe = self.safeText
        self.settings.open?.verdict =
            switch judgement.verdict {
            case .accepted(let text): .accepted(safe(text))
            case .acceptedWithWarning(let text): .acceptedWithWarning(safe(text))
            case .refused(let text): .refused(safe(text))
            }
    }

    /// Takes in a snapshot; the cursors stay on what they were on.
    mutating func take(_ snapshot: Snapshot, at now: Date) {
        // Seen now, while the old order still stands, for when the selected one is gone.
        if let row = self.selectedBotRow { self.bots.row = row }
        let keyWasKnown = self.selectedKey != nil
        if snapshot.knownSecrets != self.snapshot.knownSecrets { self.safeText = SafeText(for: snapshot) }
        self.snapshot = SafeSnapshot.made(
            from: snapshot,
            after: self.snapshot,
            bots: self.rawBots,
            self.safeText
        )
        self.rawBots = snapshot.bots
        self.generation += 1
        if keyWasKnown, self.selectedKey == nil { self.settings.keys.selected = nil }
        self.closeScannedCode(at: now)
        guard let detail = self.bots.detail, !self.snapshot.bots.contains(where: { $0.identity == detail.bot }) else {
            return
        }
        self.bots.detail = nil
        self.say(self.phrases.botGone(detail.bot), .warning, at: now)
        if case .question(.disconnect, _) = self.popup { self.popup = nil }
    }
}

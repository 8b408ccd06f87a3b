package import struct Foundation.Date

extension ConsoleModel {
    /// Takes in what happened.
    ///
    /// Pure and total: every message is defined in every state, and the same model, message and time give the same
    /// result.
    ///
    /// - Parameters:
    ///   - message: What happened.
    ///   - now: When; decides how long messages stay.
    /// - Returns: What shall be done, in order.
    package mutating func update(_ message: ConsoleMessage, at now: Date) -> [ConsoleEffect] {
        self.expire(at: now)
        let (opened, said) = (self.popup?.sort, self.flash)
        let effects: [ConsoleEffect]
        switch message {
        case .input(let event):
            effects = self.take(event, at: now)
        case .resized(let size):
            self.terminal.size = size
            effects = []
        case .snapshot(let snapshot):
            self.take(snapshot, at: now)
            effects = []
        case .ticked:
            effects = []
        case .judged(let judgement):
            self.take(judgement)
            effects = []
        case .finished(let outcome):
            effects = self.take(outcome, at: now)
        case .events(let page):
            self.take(page)
            effects = []
        case .called(let id, let outcome):
            self.take(outcome, ofCall: id, at: now)
            effects = []
        case .diagnosed(let diagnosis):
            self.take(diagnosis)
            effects = []
        case .selfTested(let facts):
            self.take(facts, at: now)
            effects = []
        case .connectionPlanned(let preview):
            effects = self.take(preview, at: now)
        case .journalFound(let found):
            self.take(found, at: now)
            effects = []
        }
        // What was said before leaves the line to the keys of what has been opened.
        if let popup = self.popup, popup.sort != opened, self.flash == said { self.flash = nil }
        self.settle(at: now)
        return self.allowed(effects)
    }

    /// Takes away what has had its time.
    mutating func expire(at now: Date) {
        if let until = self.flash?.until, now >= until { self.flash = nil }
        if case .bare(let until) = self.popup, now >= until { self.leaveBare() }
        if let change = self.connect.change, now.timeIntervalSince(change.since) >= RunningChange.longest {
            self.connect.change = nil
        }
    }
}

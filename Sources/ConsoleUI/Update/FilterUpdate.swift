import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// The filter that the panel in sight has; its bots' for those without one.
    private var filter: FilterState {
        get {
            switch self.panel {
            case .log: self.log.filter
            case .events: self.events.filter
            case .api: self.api.filter
            case .doctor: self.doctor.filter
            case .overview, .connect, .bots, .settings: self.bots.filter
            }
        }
        set {
            switch self.panel {
            case .log: self.log.filter = newValue
            case .events: self.events.filter = newValue
            case .api: self.api.filter = newValue
            case .doctor: self.doctor.filter = newValue
            case .overview, .connect, .bots, .settings: self.bots.filter = newValue
            }
        }
    }

    mutating func openFilter() {
        self.popup = nil
        if self.panel == .settings || self.panel == .connect { self.panel = .bots }
        if self.panel == .bots { self.bots.detail = nil }
        if self.panel == .overview { self.overview.focus = .bots }
        if self.panel == .api { self.api.focus = .actions }
        if self.panel == .doctor { self.doctor.focus = .findings }
        self.filter.editor = LineEditor(text: self.filter.text, maximumLength: 64)
    }

    /// Narrows as it is typed.
    mutating func editFilter(_ change: (inout LineEditor) -> Void) {
        guard var editor = self.filter.editor else { return }
        change(&editor)
        self.filter.editor = editor
        self.filter.text = editor.text
    }

    mutating func keepFilter(at now: Date) -> [ConsoleEffect] {
        self.filter.editor = nil
        if self.panel == .api { self.keepActionFilter() }
        return self.searchAnew(at: now)
    }

    mutating func clearFilter(at now: Date) -> [ConsoleEffect] {
        self.filter = FilterState()
        return self.searchAnew(at: now)
    }

    /// What the journal was searched with may be another filter now.
    private mutating func searchAnew(at now: Date) -> [ConsoleEffect] {
        guard self.panel == .events, let journal = self.events.journal, journal.view != self.events.view else {
            return []
        }
        return self.searchJournal(at: now)
    }
}

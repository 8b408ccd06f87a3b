import Terminal

extension ConsoleModel {
    /// The filter that the panel in sight has; its bots' for those without one.
    private var filter: FilterState {
        get { self.panel == .log ? self.log.filter : self.bots.filter }
        set {
            if self.panel == .log { self.log.filter = newValue } else { self.bots.filter = newValue }
        }
    }

    mutating func openFilter() {
        self.popup = nil
        if self.panel == .settings { self.panel = .bots }
        if self.panel == .bots { self.bots.detail = nil }
        if self.panel == .overview { self.overview.focus = .bots }
        self.filter.editor = LineEditor(text: self.filter.text, maximumLength: 64)
    }

    /// Narrows as it is typed.
    mutating func editFilter(_ change: (inout LineEditor) -> Void) {
        guard var editor = self.filter.editor else { return }
        change(&editor)
        self.filter.editor = editor
        self.filter.text = editor.text
    }

    mutating func closeFilter(keeping: Bool) {
        self.filter.editor = nil
        if !keeping { self.filter.text = "" }
    }
}

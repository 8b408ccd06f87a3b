package import Terminal

/// The filter of a list: what it narrows to, and the field while it is typed.
package struct FilterState: Equatable, Sendable {
    package var text = ""
    /// Open while the operator types.
    package var editor: LineEditor?

    package var isActive: Bool { !self.text.isEmpty || self.editor != nil }

    /// Whether one of `fields` contains the text, in either case; a leading `!` turns the answer round.
    package func matches(_ fields: [String]) -> Bool {
        let inverted = self.text.hasPrefix("!")
        let wanted = (inverted ? String(self.text.dropFirst()) : self.text).lowercased()
        guard !wanted.isEmpty else { return true }
        return fields.contains { $0.lowercased().contains(wanted) } != inverted
    }
}

import OneBot
import Terminal

/// The list of keys as one terminal looks at it.
struct KeyPageState: Equatable, Sendable {
    /// What the cursor is on; nil: the access key.
    var selected: String?
    /// Lines scrolled beyond what the cursor needs.
    var extra = 0
    var form = KeyForm()
    /// The key that is shown bare from here; the list comes back afterwards.
    var shown: ShownKey?
}

/// A key on the bare screen.
struct ShownKey: Equatable, Sendable {
    /// Nil: the access key.
    var name: String?
}

/// What is asked for a key that shall be added.
struct KeyForm: Equatable, Sendable {
    enum Field: Int, CaseIterable, Sendable {
        case name, selfID, from
    }

    var editors = Field.allCases.map { _ in LineEditor(maximumLength: 256) }
    var focus = Field.name
    /// Whether it is on its way into force.
    var isPending = false
    /// Why it was refused.
    var problem: String?

    func text(_ field: Field) -> String { self.editors[field.rawValue].text.trimmedBlanks }

    /// The address ranges, which stand with commas or blanks between them.
    var ranges: [String] {
        self.text(.from).split { $0 == "," || $0 == "，" || $0.isWhitespace }.map(String.init)
    }
}

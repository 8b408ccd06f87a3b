/// What the console would change in NapCat's configuration, shown before it is done.
package struct ConnectionPreview: Equatable, Sendable {
    package enum Way: Equatable, Sendable {
        /// At once, through the WebUI.
        case webUI
        /// In the file; NapCat reads it when it starts.
        case file(path: String)
    }

    /// One line of the change, tokens masked.
    package struct Line: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            case kept, removed, added
        }

        package var kind: Kind
        package var text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Told back to have it done; a preview that has been overtaken is refused.
    package var number: Int
    package var way: Way
    package var account: String?
    package var entry: String
    /// The entry is made; otherwise it is mended.
    package var isNew: Bool
    /// It is switched off and on again: NapCat leaves an orphaned connection behind otherwise.
    package var reconnects: Bool
    /// Empty: nothing is to be changed.
    package var lines: [Line]
    /// How NapCat is restarted, where that is needed; a command to paste.
    package var restartCommand: String?

    package init(
        number: Int,
        way: Way,
        account: String?,
        entry: String,
        isNew: Bool,
        reconnects: Bool,
        lines: [Line],
        restartCommand: String? = nil
    ) {
        self.number = number
        self.way = way
        self.account = account
        self.entry = entry
        self.isNew = isNew
        self.reconnects = reconnects
        self.lines = lines
        self.restartCommand = restartCommand
    }
}

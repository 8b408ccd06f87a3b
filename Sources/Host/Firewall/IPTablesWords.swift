/// The words of a line of `iptables-save`, in which quoted ones may have spaces and escapes.
struct IPTablesWords {
    private var rest: Substring

    init(_ line: Substring) {
        self.rest = line
    }

    mutating func next() -> String? {
        self.rest = self.rest.drop { $0 == " " || $0 == "\t" }
        guard let first = self.rest.first else { return nil }
        guard first == "\"" else {
            let word = self.rest.prefix { $0 != " " && $0 != "\t" }
            self.rest = self.rest[word.endIndex...]
            return String(word)
        }
        self.rest.removeFirst()
        var word = ""
        while let letter = self.rest.popFirst(), letter != "\"" {
            if letter == "\\", let escaped = self.rest.popFirst() {
                word.append(escaped)
            } else {
                word.append(letter)
            }
        }
        return word
    }

    /// Passes over the values of an option that is not known: all until the next option.
    mutating func skipValues() {
        while true {
            self.rest = self.rest.drop { $0 == " " || $0 == "\t" }
            guard let first = self.rest.first, first != "-", first != "!" else { return }
            _ = self.next()
        }
    }
}

/// Texts out of rules, which anybody may have written, made fit to be shown.
enum FirewallText {
    static func clean(_ text: Substring) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(200).map { $0.value < 32 || $0.value == 127 ? " " : $0 }
            )
        )
    }
}

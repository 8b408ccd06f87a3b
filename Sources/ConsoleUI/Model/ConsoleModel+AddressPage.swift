import Doctor
import Snapshot
import Terminal

extension ConsoleModel {
    /// What the adviser says, place by place; before it has looked, the address that the Overview has.
    var addressEntries: [AddressEntry] { self.addresses.entries }

    /// Makes the entries anew where what they are made from is another than before.
    mutating func refreshAddresses() {
        let source = AddressBook.Source(
            generation: self.generation,
            examinations: self.examinations,
            language: self.language
        )
        guard source != self.addresses.source else { return }
        self.addresses = AddressBook(entries: self.madeAddressEntries, source: source)
    }

    private var madeAddressEntries: [AddressEntry] {
        guard !self.diagnosis.advice.isEmpty else {
            let note = AddressNote.notLookedYet.text(self.language)
            return [AddressEntry(label: self.phrases.address, url: self.addressForBots, notes: [note])]
        }
        let safe = self.safeText
        return self.diagnosis.advice.map { advice in
            // On this host nothing lies between that could be in the way.
            let isSure = advice.place == .sameHost || advice.url == nil
            return AddressEntry(
                place: advice.place,
                label: safe(advice.place.label(self.language), limit: 64),
                certainty: isSure ? nil : self.phrases.addressCertainty(advice.certainty),
                url: safe(advice.url, limit: 512),
                notes: advice.notes.map { safe($0.text(self.language), limit: 1024) }
            )
        }
    }

    /// The entry that the cursor is on; nil where no place has an address.
    func entry(of page: AddressPage, in entries: [AddressEntry]) -> Int? {
        if let held = entries.firstIndex(where: { $0.url != nil && $0.place == page.place && $0.url == page.url }) {
            return held
        }
        let offered = entries.indices.filter { entries[$0].url != nil }
        return offered.last { $0 <= page.entry } ?? offered.first
    }

    /// The address under the cursor of the page.
    var selectedURL: String? {
        guard case .addresses(let page) = self.popup else { return nil }
        let entries = self.addressEntries
        return self.entry(of: page, in: entries).flatMap { entries[$0].url }
    }

    /// All lines of the page: a place, its address whole, what to know of it, and under the cursor an implementation's
    /// fields. A place without an address takes what is said of it alone.
    func addressLines(_ page: AddressPage, _ entries: [AddressEntry], width: Int) -> [AddressLine] {
        let selected = self.entry(of: page, in: entries)
        return entries.enumerated().flatMap { index, entry in
            var lines = self.addressHead(entry, width: width)
            for note in entry.url == nil ? [] : entry.notes {
                lines += self.paragraph(Piece(note, .dim), indent: 3, width: width).map(\.pieces)
            }
            if index == selected, let fields = page.fields, let url = entry.url {
                lines += self.fieldLines(fields, url: url, width: width)
            }
            let urls = entry.url.map { self.urlLines($0, width: width).count } ?? 0
            return lines.enumerated().map { line, pieces in
                AddressLine(entry: index, isURL: line > 0 && line <= urls, pieces: pieces)
            }
        }
    }

    private func addressHead(_ entry: AddressEntry, width: Int) -> [[Piece]] {
        guard let url = entry.url else {
            let text = self.phrases.labelled(entry.label, entry.notes.joined(separator: " "))
            return self.paragraph(Piece(text, .dim), width: width).map(\.pieces)
        }
        let label = Piece(" " + entry.label, bold: true)
        let urls = self.urlLines(url, width: width)
        guard let certainty = entry.certainty else { return [[label]] + urls }
        let size = TextWidth.width(of: entry.label + certainty) + 4
        guard size > width else { return [[label, Piece("  \(certainty)", .dim)]] + urls }
        return [[label]] + urls + self.paragraph(Piece(certainty, .dim), indent: 3, width: width).map(\.pieces)
    }

    /// Cut nowhere: what is wider than the page goes on below.
    private func urlLines(_ url: String, width: Int) -> [[Piece]] {
        wrapped(url, to: max(8, width - 3)).map { [Piece("  "), Piece($0, .key, bold: true)] }
    }

    private func fieldLines(_ page: FieldsPage, url: String, width: Int) -> [[Piece]] {
        guard let (title, fields) = self.fields(page, url: url) else { return [] }
        var lines = self.paragraph(Piece(title, bold: true), indent: 3, width: width).map(\.pieces)
        let column = min((fields.map { TextWidth.width(of: $0.name) }.max() ?? 0) + 2, max(8, width / 2))
        let room = max(8, width - column - 5)
        for field in fields {
            let value: String =
                switch field.value {
                case .text(let text): text
                case .key: self.maskedKey(width: room)
                }
            for (index, line) in wrapped(value, to: room).enumerated() {
                let head = TextWidth.padded(index == 0 ? field.name : "", to: column)
                lines.append([Piece("    " + head, .dim), Piece(line)])
            }
        }
        return lines
    }

    /// What to enter, in the words of this terminal, and where.
    private func fields(_ page: FieldsPage, url: String) -> (title: String, fields: [ImplementationFields.Field])? {
        switch page {
        case .of(let implementation):
            let isWide = self.terminal.unicode
            guard let known = ImplementationFields(implementation, url: url) else { return nil }
            let location = self.phrases.implementationWord(known.location, inChinese: isWide)
            let fields = known.fields.map { field in
                ImplementationFields.Field(
                    self.phrases.implementationWord(field.name, inChinese: isWide),
                    field.value
                )
            }
            return (self.phrases.labelled(implementation.name, location), fields)
        case .others:
            return (self.phrases.othersTitle, self.phrases.othersFields(url: url))
        }
    }

    /// The lines that go with an address: its own and those of the places without one behind it, for the first those
    /// before it too.
    func segment(of entry: Int, _ entries: [AddressEntry], in lines: [AddressLine]) -> Range<Int> {
        let offered = entries.indices.filter { entries[$0].url != nil }
        guard !lines.isEmpty, let place = offered.firstIndex(of: entry) else { return 0..<lines.count }
        let start = place == 0 ? 0 : lines.firstIndex { $0.entry == entry } ?? 0
        guard place + 1 < offered.count else { return start..<max(start, lines.count) }
        return start..<max(start, lines.firstIndex { $0.entry == offered[place + 1] } ?? lines.count)
    }
}

extension PageLine {
    fileprivate var pieces: [Piece] {
        switch self {
        case .section(let title): [Piece(title)]
        case .text(let pieces, _): pieces
        }
    }
}

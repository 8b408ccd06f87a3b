import Doctor
import Snapshot
import Terminal

extension ConsoleModel {
    /// What to paste into NapCat, and where it lives.
    func drawValues(in rect: Rect, on canvas: inout Canvas) {
        let isFocused = self.connect.focus == .values
        let box = Box(rect: rect, focused: isFocused)
        let inside = box.inside
        let places = self.placeLines(width: inside.width)
        let height = self.placesHeight
        let entries = self.addressEntries
        let offered = entries.indices.filter { entries[$0].url != nil }
        let chosen = self.chosenEntry
        let place = chosen.flatMap { offered.firstIndex(of: $0) }.map { "\($0 + 1)/\(offered.count)" } ?? ""
        let note = places.count > height && !place.isEmpty ? [Piece(place, .dim)] : []
        box.draw(on: &canvas, title: self.phrases.pasteTitle, note: note)
        var row = inside.row
        for line in self.valueLines(width: inside.width) where row < inside.endRow {
            self.draw(line, row: row, in: inside, on: &canvas)
            row += 1
        }
        let shown = places.dropFirst(self.connect.top).prefix(height)
        for (index, line) in zip(shown.indices, shown) where row < inside.endRow {
            // What is cut is said whole elsewhere.
            let isCut =
                index == shown.endIndex - 1 && shown.endIndex < places.count && line.owner == nil && chosen != nil
            let pieces = isCut ? [Piece(" … \(self.phrases.otherFieldsShowAll)", .dim)] : line.pieces
            canvas.put(pieces, row: row, column: inside.column, width: inside.width - 1)
            if let entry = line.owner {
                let rect = Rect(column: inside.column, row: row, width: inside.width, height: 1)
                canvas.click(rect, .select(row: entry, of: .connectPlaces))
                let columns = inside.column..<inside.endColumn
                if entry == chosen, isFocused {
                    canvas.mark(row: row, columns: columns, marker: inside.column)
                }
            }
            row += 1
        }
    }

    /// A line of the values; at its right end the key that copies.
    struct ValueLine {
        var pieces: [Piece]
        var copy: Character?
    }

    private func draw(_ line: ValueLine, row: Int, in inside: Rect, on canvas: inout Canvas) {
        var width = inside.width - 1
        if let key = line.copy {
            let text = "\(key) \(self.phrases.copyWord)"
            let end = inside.endColumn - 1
            let start = canvas.putRight(text, row: row, end: end, width: width)
            canvas.put(String(key), row: row, column: start, width: 1, style: Style(.key, bold: true))
            canvas.click(Rect(column: start, row: row, width: end - start, height: 1), .press(.character(key)))
            width = start - inside.column - 1
        }
        canvas.put(line.pieces, row: row, column: inside.column, width: width)
    }

    /// URL, token, format and what must not be verified; on a small screen without their headings, so that the places have
    /// room.
    func valueLines(width: Int) -> [ValueLine] {
        let room = max(8, width - 2)
        let url =
            self.chosenURL.map { wrapped($0, to: room) } ?? wrapped(self.phrases.unavailable(.noAddress), to: room)
        let urls = url.map { ValueLine(pieces: [Piece(" "), Piece($0, bold: true)]) }
        let key = self.maskedKey(width: room)
        let verification =
            self.chosenIsSelfSigned ? [ValueLine(pieces: [Piece(" verifyCertificate ", .dim), Piece("false")])] : []
        guard self.tier != .single else {
            let copy = TextWidth.width(of: self.phrases.copyWord) + 4
            let head = Piece(" \(self.phrases.tokenLabel) ", .dim)
            let masked = self.maskedKey(width: max(4, room - copy - TextWidth.width(of: head.text)))
            return [ValueLine(pieces: [Piece(" URL", .dim)], copy: self.chosenURL == nil ? nil : "y")] + urls
                + [ValueLine(pieces: [head, Piece(masked)], copy: self.terminal.isReadOnly ? nil : "c")] + verification
        }
        let format = [Piece(" \(self.phrases.formatLabel)  ", .dim), Piece("Array")]
        let blank = ValueLine(pieces: [])
        return [ValueLine(pieces: [Piece(" URL", .dim)], copy: self.chosenURL == nil ? nil : "y")] + urls
            + [
                ValueLine(
                    pieces: [Piece(" \(self.phrases.tokenLabel)", .dim)],
                    copy: self.terminal.isReadOnly ? nil : "c"
                ),
                ValueLine(pieces: [Piece(" "), Piece(key)]), ValueLine(pieces: format),
            ] + verification + [blank, ValueLine(pieces: [Piece(" \(self.phrases.reachTitle)", .title)])]
    }

    /// The places that bots come from, one under the other, those that cannot with the reason in short where there is room
    /// for that; beneath them what to know of the one chosen. The first line of a place with an address belongs to it.
    func placeLines(width: Int) -> [OwnedLine<Int>] {
        let all = self.placeLines(width: width, offeredOnly: false)
        guard self.chosenEntry != nil, all.count > self.placesHeight else { return all }
        return self.placeLines(width: width, offeredOnly: true)
    }

    private func placeLines(width: Int, offeredOnly: Bool) -> [OwnedLine<Int>] {
        let entries = self.addressEntries
        let chosen = self.chosenEntry
        let room = max(8, width - 4)
        var lines: [OwnedLine<Int>] = []
        for (index, entry) in entries.enumerated() {
            guard entry.url != nil else {
                if offeredOnly { continue }
                let reason =
                    self.diagnosis.advice.indices.contains(index) ? self.diagnosis.advice[index].notes.first : nil
                let text =
                    reason.map { self.phrases.labelled(entry.label, self.phrases.shortReason($0)) } ?? entry.label
                lines += wrapped(text, to: room).enumerated().map { line, text in
                    OwnedLine(owner: nil, pieces: [Piece(line == 0 ? " – " : "   ", .dim), Piece(text, .dim)])
                }
                continue
            }
            let mark = index == chosen ? " • " : "   "
            lines.append(OwnedLine(owner: index, pieces: [Piece(mark), Piece(entry.label, bold: index == chosen)]))
        }
        guard let chosen, !entries[chosen].notes.isEmpty else { return lines }
        lines.append(OwnedLine(owner: nil, pieces: []))
        for note in entries[chosen].notes {
            lines += wrapped(note, to: max(8, width - 2)).map { OwnedLine(owner: nil, pieces: [Piece(" " + $0, .dim)]) }
        }
        return lines
    }
}

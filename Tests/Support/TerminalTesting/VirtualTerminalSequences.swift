import Terminal

/// What the sequences do to a ``VirtualTerminal`` (xterm's "Control Sequences", console_codes(4)).
extension VirtualTerminal {
    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x07: break
        case 0x08: self.place(column: self.cursor.column - 1, row: self.cursor.row)
        case 0x09: self.place(column: (self.cursor.column / 8 + 1) * 8, row: self.cursor.row)
        case 0x0A, 0x0B, 0x0C:
            self.wrapPending = false
            self.lineFeed()
        case 0x0D: self.place(column: 0, row: self.cursor.row)
        // The first character set, which is all that is known here.
        case 0x0F: break
        default: self.unknown.append("control \(byte)")
        }
    }

    mutating func escape(_ body: String) {
        switch body {
        case "7": self.savedCursor = self.cursor
        case "8": self.place(column: self.savedCursor.column, row: self.savedCursor.row)
        case "D", "E":
            self.lineFeed()
            if body == "E" { self.place(column: 0, row: self.cursor.row) }
        case "M":
            if self.cursor.row == self.margins.lowerBound {
                self.scroll(by: -1, from: self.margins.lowerBound)
            } else {
                self.place(column: self.cursor.column, row: self.cursor.row - 1)
            }
        // Designations of character sets, and keypad modes.
        case "(B", ")B", ")0", "=", ">": break
        default: self.unknown.append("ESC \(body)")
        }
    }

    mutating func string(_ kind: UInt8, _ text: String) {
        if kind == UInt8(ascii: "]"), text.hasPrefix("52;c;") {
            self.clipboard.append(String(text.dropFirst(5)))
        } else {
            self.unknown.append("string \(text)")
        }
    }

    mutating func perform(_ csi: SequenceReader.CSI) {
        let first = max(1, csi.number(0) ?? 1)
        let (column, row) = (self.cursor.column, self.cursor.row)
        switch csi.name {
        case "A": self.place(column: column, row: row - first)
        case "B": self.place(column: column, row: row + first)
        case "C": self.place(column: column + first, row: row)
        case "D": self.place(column: column - first, row: row)
        case "G", "`": self.place(column: first - 1, row: row)
        case "d": self.place(column: column, row: first - 1)
        case "H", "f": self.place(column: max(1, csi.number(1) ?? 1) - 1, row: first - 1)
        case "Z": self.place(column: (column - 1) / 8 * 8, row: row)
        case "J": self.eraseDisplay(csi.number(0) ?? 0)
        case "K": self.eraseLine(csi.number(0) ?? 0)
        case "X": self.erase(row: row, column..<column + first)
        case "b": for _ in 0..<first { if let scalar = self.lastScalar { self.write(scalar) } }
        case "@": self.shift(by: first)
        case "P": self.shift(by: -first)
        case "L": if self.margins.contains(row) { self.scroll(by: -first, from: row) }
        case "M": if self.margins.contains(row) { self.scroll(by: first, from: row) }
        case "S": self.scroll(by: first, from: self.margins.lowerBound)
        case "T": self.scroll(by: -first, from: self.margins.lowerBound)
        case "m": self.rendition(csi)
        case "r": self.setMargins(csi)
        case "?h", "?l": self.setModes(csi)
        // Questions and cursor shapes change nothing here.
        case "c", ">q", "?$p", "?c": break
        case "h" where csi.number(0) == 4: self.inserts = true
        case "l" where csi.number(0) == 4: self.inserts = false
        default: self.unknown.append("CSI \(csi.numbers) \(csi.name)")
        }
    }

    private mutating func eraseDisplay(_ part: Int) {
        let row = self.cursor.row
        if part != 1 { for below in row + (part == 0 ? 1 : 0)..<max(row + 1, self.size.rows) { self.eraseRow(below) } }
        if part != 0 { for above in 0..<row { self.eraseRow(above) } }
        self.eraseLine(part)
    }

    private mutating func eraseRow(_ row: Int) {
        if row < self.size.rows { self.erase(row: row, 0..<self.size.columns) }
    }

    private mutating func eraseLine(_ part: Int) {
        let (column, end) = (self.cursor.column, self.size.columns)
        switch part {
        case 0: self.erase(row: self.cursor.row, column..<end)
        case 1: self.erase(row: self.cursor.row, 0..<column + 1)
        default: self.erase(row: self.cursor.row, 0..<end)
        }
    }

    /// Inserts blanks at the cursor, or deletes cells when negative.
    mutating func shift(by count: Int) {
        let (row, column) = (self.cursor.row, self.cursor.column)
        var line = self.cells[row]
        let room = min(abs(count), self.size.columns - column)
        let blanks = Array(repeating: Cell.blank, count: room)
        if count > 0 {
            line.insert(contentsOf: blanks, at: column)
            line.removeLast(room)
        } else {
            line.removeSubrange(column..<column + room)
            line += blanks
        }
        self.cells[row] = line
    }

    private mutating func setMargins(_ csi: SequenceReader.CSI) {
        let top = max(1, csi.number(0) ?? 1) - 1
        let bottom = min(self.size.rows, csi.number(1) ?? self.size.rows) - 1
        guard top < bottom || self.size.rows == 1 else {
            self.unknown.append("margins \(top)–\(bottom)")
            return
        }
        self.margins = min(top, bottom)...max(top, bottom)
        self.place(column: 0, row: 0)
    }

    private mutating func setModes(_ csi: SequenceReader.CSI) {
        let on = csi.name == "?h"
        for mode in csi.numbers.compactMap(\.self) {
            switch mode {
            case 7: self.wraps = on
            case 25: self.cursorVisible = on
            case 1049:
                for row in 0..<self.size.rows { self.eraseRow(row) }
                fallthrough
            default: if on { self.modes.insert(mode) } else { self.modes.remove(mode) }
            }
        }
    }

    private mutating func rendition(_ csi: SequenceReader.CSI) {
        let numbers = csi.numbers.isEmpty ? [0] : csi.numbers.map { $0 ?? 0 }
        // A colour of the palette is told by three numbers.
        if numbers.count == 3, numbers[1] == 5, numbers[0] == 38 || numbers[0] == 48 {
            if numbers[0] == 38 { self.attributes.color = numbers[2] } else { self.attributes.background = numbers[2] }
            return
        }
        for number in numbers {
            switch number {
            case 0: self.attributes = Attributes()
            case 1: self.attributes.bold = true
            case 2: self.attributes.dim = true
            case 4: self.attributes.underlined = true
            case 7: self.attributes.reversed = true
            case 22: (self.attributes.bold, self.attributes.dim) = (false, false)
            case 24: self.attributes.underlined = false
            case 27: self.attributes.reversed = false
            // The Linux console's: primary font, and back.
            case 10, 11: break
            case 30...37: self.attributes.color = number - 30
            case 39: self.attributes.color = nil
            case 40...47: self.attributes.background = number - 40
            case 49: self.attributes.background = nil
            case 90...97: self.attributes.color = number - 82
            default: self.unknown.append("SGR \(number)")
            }
        }
    }
}

import Doctor
import Snapshot
import Terminal

extension ConsoleModel {
    /// The page of addresses: which one a bot must dial, by where it runs.
    func drawAddresses(_ page: AddressPage, on canvas: inout Canvas) {
        let box = Box(rect: self.popupArea, focused: true)
        let inside = box.inside
        let entries = self.addressEntries
        let lines = self.addressLines(page, entries, width: inside.width)
        let selected = self.entry(of: page, in: entries)
        let first = bounded(page.top, below: max(1, lines.count - inside.height + 1))
        let last = min(first + inside.height, lines.count)
        let note = lines.count > inside.height ? [Piece("\(last)/\(lines.count)", .dim)] : []
        canvas.grid.fill(box.rect)
        let title: String =
            switch page.fields {
            case .of(let implementation): self.phrases.fieldsTitle(implementation.name)
            case .others: self.phrases.fieldsTitle(nil)
            case nil: self.phrases.addressesTitle
            }
        box.draw(on: &canvas, title: title, note: note)
        for (offset, line) in lines[first..<max(first, last)].enumerated() {
            let row = inside.row + offset
            canvas.put(line.pieces, row: row, column: inside.column, width: inside.width - 1)
            guard line.isURL, line.entry == selected else { continue }
            canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
        }
    }
}

import Snapshot
import Terminal

extension ConsoleModel {
    /// What stands in the place of the first bot; how to bring it is nothing for an onlooker.
    private var emptyWords: [String] {
        self.terminal.isReadOnly ? Array(self.phrases.noBotYet.prefix(1)) : self.phrases.noBotYet
    }

    /// The table of bots, on the Overview and in its own panel.
    func drawBotTable(in rect: Rect, focused: Bool, on canvas: inout Canvas) {
        let box = Box(rect: rect, focused: focused)
        let count = self.botRows
        let selected = self.selectedBotRow
        let inside = box.inside
        let height = max(0, inside.height - 1)
        let note = self.tableNote(shown: count, selected: selected, height: height)
        let noteColumn = box.draw(on: &canvas, title: self.phrases.botsTitle, note: note)
        self.placeFilterCursor(self.bots.filter, note: note, at: noteColumn, row: rect.row, on: &canvas)

        guard count > 0 else {
            let none = self.snapshot.bots.isEmpty
            self.drawEmpty(none ? self.emptyWords : [self.phrases.nothingMatches], in: inside, on: &canvas)
            return
        }
        let columns = BotTableColumns(width: inside.width)
        self.drawHeadings(columns, in: inside, on: &canvas)
        let top = scrollTop(
            self.bots.top,
            showing: (selected ?? 0)..<((selected ?? 0) + 1),
            height: height,
            count: count
        )
        for line in 0..<height {
            guard let bot = self.bot(row: top + line) else { break }
            let row = inside.row + 1 + line
            self.draw(bot, columns, row: row, in: inside, on: &canvas)
            canvas.click(
                Rect(column: inside.column, row: row, width: inside.width, height: 1),
                .select(row: top + line, of: .bots)
            )
            if focused, top + line == selected {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
            }
        }
    }

    private func drawHeadings(_ columns: BotTableColumns, in inside: Rect, on canvas: inout Canvas) {
        for place in columns.places {
            var title = place.column == .state ? "" : self.phrases.botColumn(place.column)
            if place.column == self.bots.sort { title += self.bots.descending ? "↓" : "↑" }
            let style = Style(.title, bold: place.column == self.bots.sort)
            place.put(title, row: inside.row, from: inside.column, style: style, on: &canvas)
        }
    }

    private func draw(
        _ bot: BotFacts,
        _ columns: BotTableColumns,
        row: Int,
        in inside: Rect,
        on canvas: inout Canvas
    ) {
        let role: Role = bot.state == .lost ? .dim : .text
        for place in columns.places {
            var style = Style(role)
            let text: String
            switch place.column {
            case .state:
                let sign = stateSign(bot.state)
                text = sign.text
                style = sign.style
            case .account: text = bot.selfID.isEmpty ? self.phrases.unnamedBot : bot.selfID
            case .name: text = bot.name ?? "–"
            case .implementation: text = implementationText(bot, short: true) ?? "–"
            case .from: text = bot.peerAddress
            case .links: text = String(bot.links.count)
            case .events: text = String(bot.events.total)
            case .last: text = bot.lastSeenAt.map { canvas.age(of: $0) } ?? "–"
            case .rate: text = bot.state == .lost ? "–" : rateText(bot.eventsPerSecond)
            case .roundTrip:
                text = bot.state == .lost ? "–" : bot.roundTrip.map { millisecondsText($0.last) } ?? "–"
            }
            place.put(text, row: row, from: inside.column, style: style, on: &canvas)
        }
    }

    /// The filter with its counts, or the position in a list that does not fit.
    private func tableNote(shown: Int, selected: Int?, height: Int) -> [Piece] {
        if self.bots.filter.isActive {
            return filterNote(
                self.bots.filter,
                count: self.phrases.filterCount(shown, of: self.snapshot.bots.count)
            )
        }
        guard shown > height, let selected else { return [] }
        return [Piece("\(selected + 1)/\(shown)", .dim)]
    }

    /// Paragraphs in the place of a list that is empty.
    func drawEmpty(_ paragraphs: [String], in inside: Rect, on canvas: inout Canvas) {
        var row = inside.row
        for (index, paragraph) in paragraphs.enumerated() {
            for line in wrapped(paragraph, to: inside.width - 2) where row < inside.endRow {
                let style = Style(index == 0 ? .text : .dim)
                canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2, style: style)
                row += 1
            }
        }
    }

    /// Puts the terminal's cursor into the filter in a box's border while it is typed.
    func placeFilterCursor(
        _ filter: FilterState,
        note: [Piece],
        at column: Int?,
        row: Int,
        on canvas: inout Canvas
    ) {
        guard let editor = filter.editor, let column, self.popup == nil else { return }
        let before = note.dropLast().reduce(0) { $0 + TextWidth.width(of: $1.text) }
        let place = column + before + editor.window(width: filterWidth).cursorColumn
        canvas.cursor = Position(column: min(place, self.terminal.size.columns - 1), row: row)
    }
}

/// Columns of the filter in a border.
private let filterWidth = 20

/// Count and filter for the border of a list; the last piece is the filter's text.
func filterNote(_ filter: FilterState, count: String) -> [Piece] {
    let text = filter.editor.map { $0.window(width: filterWidth).text } ?? filter.text
    let shown = filter.editor == nil ? TextWidth.truncated(text, to: filterWidth) : text + " "
    return [Piece(count, .dim), Piece("  "), Piece("/", .key, bold: true), Piece(shown, .input)]
}

/// The sign of a state; each has a stand-in where there is no Unicode.
func stateSign(_ state: BotFacts.State) -> Piece {
    switch state {
    case .online: Piece("●", .ok)
    case .quiet: Piece("◐", .warning)
    case .offline: Piece("○", .error)
    case .lost: Piece("○", .dim)
    }
}

/// Name and version of the software that speaks for a bot.
///
/// - Parameter short: Without the `.Onebot` that some append to their name, for a table.
func implementationText(_ bot: BotFacts, short: Bool = false) -> String? {
    guard var name = bot.implementation, !name.isEmpty else { return nil }
    let suffix = ".onebot"
    if short, name.count > suffix.count, name.lowercased().hasSuffix(suffix) { name.removeLast(suffix.count) }
    return bot.implementationVersion.map { "\(name) \($0)" } ?? name
}

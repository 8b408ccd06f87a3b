import OneBot
import Snapshot
import Terminal

extension ConsoleModel {
    func drawEvents(on canvas: inout Canvas) {
        let box = Box(rect: self.panelArea, focused: true)
        let inside = box.inside
        let (title, note) = self.eventsHeading(width: box.rect.width - 8)
        let noteColumn = box.draw(on: &canvas, title: title, note: note)
        self.placeFilterCursor(self.events.filter, note: note, at: noteColumn, row: box.rect.row, on: &canvas)
        guard self.eventRows > 0 else {
            self.drawEmpty(self.noEventsText, in: inside, on: &canvas)
            return
        }
        let top = self.eventTop(height: inside.height)
        let selected = self.selectedEventRow
        let columns = EventColumns(
            width: inside.width,
            showsBot: self.showsBotColumn(width: inside.width),
            showsDay: self.events.journal != nil
        )
        for (offset, record) in self.eventsInSight(height: inside.height).enumerated() {
            let row = inside.row + offset
            self.draw(record, columns, row: row, in: inside, on: &canvas)
            let rect = Rect(column: inside.column, row: row, width: inside.width, height: 1)
            canvas.click(rect, .select(row: top + offset, of: .events))
            if top + offset == selected {
                canvas.mark(row: row, columns: inside.column..<inside.endColumn, marker: inside.column)
            }
        }
    }

    private func draw(
        _ record: EventRecord,
        _ columns: EventColumns,
        row: Int,
        in inside: Rect,
        on canvas: inout Canvas
    ) {
        let safe = self.safeText
        let summary = EventSummary(record, self.language.eventWords)
        let sign = eventSign(record.postType)
        for place in columns.places {
            let (text, style): (String, Style) =
                switch place.column {
                case .time: (self.timeText(record, width: place.width), Style(.dim))
                case .bot: (record.selfID ?? self.phrases.unnamedBot, Style(.dim))
                case .sign: (sign.text, sign.style)
                case .kind: (summary.kind, sign.style)
                case .place: (summary.place, Style(.dim))
                case .who: (summary.who, Style(sign.style.role == .dim ? .dim : .text))
                case .what: (summary.what, Style(sign.style.role == .dim ? .dim : .text))
                }
            let column = inside.column + place.start
            canvas.put(safe(text, limit: 1024), row: row, column: column, width: place.width, style: style)
        }
    }

    /// What comes is of today; the journal holds other days too.
    private func timeText(_ record: EventRecord, width: Int) -> String {
        let time = ClockTime(record.time, offset: self.terminal.utcOffset)
        guard self.events.journal != nil else { return time.time }
        return String("\(time.date.suffix(5)) \(time.time)".prefix(width < 14 ? 11 : 14))
    }

    /// Where several bots talk, each line says whose it is; elsewhere where there is room.
    private func showsBotColumn(width: Int) -> Bool {
        width >= 104 || (width >= 72 && self.snapshot.bots.count > 1)
    }

    /// Titles of the box, the fullest first.
    private var eventsTitles: [String] {
        let hidesMeta = self.events.hidesMeta
        guard let journal = self.events.journal else {
            let zone = ClockTime.zoneName(offset: self.terminal.utcOffset)
            return [
                self.phrases.eventsTitle(hidesMeta: hidesMeta, zone: zone),
                self.phrases.eventsTitle(hidesMeta: hidesMeta, zone: nil),
                self.phrases.eventsTitle(hidesMeta: false, zone: nil),
            ]
        }
        let back = journal.searchedBackTo.map { ClockTime($0, offset: self.terminal.utcOffset) }
        return [hidesMeta, false].map {
            self.phrases.journalTitle(back: back, isComplete: journal.isComplete, hidesMeta: $0)
        }
    }

    /// Title and what is said at its right: the filter, what waits, how many are newer, how many are missing. The last
    /// of these go first where there is no room for all, then the title becomes shorter.
    private func eventsHeading(width room: Int) -> (title: String, note: [Piece]) {
        var parts: [[Piece]] = []
        if self.events.filter.isActive { parts.append(self.eventFilterNote) }
        if let journal = self.events.journal {
            if journal.awaited != nil { parts.append([Piece(self.phrases.journalSearching, .warning, bold: true)]) }
        } else if self.events.pausedAt != nil {
            let waiting = groupedText(self.waitingEvents)
            let text = self.phrases.eventsPaused(waiting: waiting, more: self.pauseIsFull)
            parts.append([Piece(text, .warning, bold: true)])
        } else if self.eventCursor.selected != nil, let selected = self.selectedEventRow,
            selected < self.eventRows - 1
        {
            parts.append([Piece(self.phrases.eventsNewer(self.eventRows - 1 - selected), .dim)])
        }
        if !self.events.filter.isActive, self.eventRows > 0 { parts.append([Piece(groupedText(self.eventRows), .dim)]) }
        let missing = saturatingSum(self.events.skipped, self.events.list.dropped)
        if self.events.journal == nil, missing > 0 {
            parts.append([Piece(self.phrases.eventsNotShown(groupedText(missing)), .dim)])
        }
        func width(_ parts: some Sequence<[Piece]>) -> Int {
            parts.reduce(0) { $1.reduce($0 + 2) { $0 + TextWidth.width(of: $1.text) } }
        }
        let titles = self.eventsTitles
        let title = titles.first { TextWidth.width(of: $0) + width(parts.prefix(1)) <= room } ?? titles.last ?? ""
        while parts.count > 1, TextWidth.width(of: title) + width(parts) > room { parts.removeLast() }
        // The filter stands last, where its field is.
        return (title, Array(parts.reversed().joined(separator: [Piece("  ")])))
    }

    private var eventFilterNote: [Piece] {
        let all = self.eventList.records.count { !self.events.hidesMeta || $0.postType != .meta }
        let count = self.phrases.filterCount(self.eventRows, of: all)
        var note = filterNote(self.events.filter, count: count)
        if self.events.filter.editor?.isEmpty == true {
            note[note.count - 1] = Piece(self.phrases.eventFilterHint, .dim)
        }
        return note
    }

    private var noEventsText: [String] {
        let filtered = !self.events.filter.text.isEmpty
        if let journal = self.events.journal {
            return journal.awaited == nil
                ? self.phrases.journalHasNone(isComplete: journal.isComplete) : [self.phrases.journalSearching]
        }
        let hasJournal = self.snapshot.journal.state != .off
        if self.events.list.records.isEmpty {
            return self.phrases.noEvents(connected: self.connectedBots > 0, journal: hasJournal)
        }
        return filtered ? self.phrases.noEventMatches(journal: hasJournal) : self.phrases.onlyMetaEvents
    }

    // MARK: - One event

    func drawEvent(_ open: OpenEvent, on canvas: inout Canvas) {
        let box = Box(rect: self.popupArea, focused: true)
        let inside = box.inside
        canvas.grid.fill(box.rect)
        let head = self.eventHead(open.record, width: inside.width)
        let height = max(0, inside.height - head.count)
        let lines = open.text.lines
        let end = min(open.text.top + height, lines.count)
        let note = lines.count > height ? [Piece("\(end)/\(lines.count)", .dim)] : []
        box.draw(on: &canvas, title: self.phrases.eventTitle, note: note)
        for (offset, line) in head.prefix(inside.height).enumerated() {
            let row = inside.row + offset
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2, style: Style(.dim))
        }
        for (offset, line) in lines.dropFirst(open.text.top).prefix(height).enumerated() {
            let row = inside.row + head.count + offset
            canvas.put(line, row: row, column: inside.column + 1, width: inside.width - 2)
        }
    }

    /// When, of which bot, what kind, how large.
    func eventHead(_ record: EventRecord, width: Int) -> [String] {
        let time = ClockTime(record.time, offset: self.terminal.utcOffset)
        let zone = ClockTime.zoneName(offset: self.terminal.utcOffset)
        let original = record.length > record.bytes.count ? bytesText(record.length) : nil
        let size = self.phrases.eventSize(bytesText(record.bytes.count), original: original)
        let bot = record.selfID.map { self.safeText($0, limit: 64) }
        let kind = EventSummary(record, self.language.eventWords).kind
        let parts = ["\(time.date) \(time.time) \(zone)", bot ?? self.phrases.unnamedBot, kind, size]
        return wrapped(parts.joined(separator: "  "), to: max(1, width - 2))
    }
}

extension Language {
    /// The words of an event's line.
    fileprivate var eventWords: EventWords {
        switch self {
        case .english: .english
        case .chinese: .chinese
        }
    }
}

/// The sign of a kind of event; each has a stand-in where there is no Unicode.
func eventSign(_ kind: Envelope.PostType) -> Piece {
    switch kind {
    case .message: Piece(" ")
    case .messageSent: Piece("→", .ok)
    case .notice: Piece("•", .title)
    case .request: Piece("?", .warning)
    case .meta: Piece("·", .dim)
    case .other: Piece("✗", .error)
    }
}

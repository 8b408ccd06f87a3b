import OneBot
import Snapshot
import Terminal

import struct Foundation.Date

extension ConsoleModel {
    /// Events that one search in the journal brings at most.
    static let journalLimit = 200

    mutating func take(_ page: EventPage) {
        self.events.skipped = saturatingSum(self.events.skipped, max(0, page.skipped))
        self.events.list.append(page.records)
    }

    mutating func performOnEvents(_ command: ConsoleCommand, at now: Date) -> [ConsoleEffect] {
        switch command {
        case .meta:
            self.open(.events)
            self.events.hidesMeta.toggle()
            if self.events.journal != nil { return self.searchJournal(at: now) }
        case .write:
            return self.writeEvents()
        case .journal:
            self.open(.events)
            return self.searchJournal(at: now)
        case .earlierEvent: self.openNeighbour(-1)
        case .laterEvent: self.openNeighbour(1)
        case .botEvents:
            guard let bot = self.selectedBot else { break }
            self.openEvents(of: bot.selfID)
        default:
            break
        }
        return []
    }

    /// The panel with the events of one bot.
    mutating func openEvents(of selfID: String) {
        self.open(.events)
        self.events.journal = nil
        self.events.filter = FilterState(text: "bot:\(selfID)")
        self.events.cursor = EventCursor()
    }

    mutating func pauseEvents() {
        self.events.pausedAt = self.events.pausedAt == nil ? self.events.list.records.last?.number ?? .min : nil
    }

    private mutating func writeEvents() -> [ConsoleEffect] {
        if case .event(let open) = self.popup { return [.saveEvents([open.record])] }
        self.open(.events)
        let records = self.eventList.records(in: 0..<self.eventRows)
        return records.isEmpty ? [] : [.saveEvents(records)]
    }

    /// Puts the cursor on a row; on the newest of what comes it follows those to come.
    mutating func selectEvent(row: Int) {
        let rows = self.eventRows
        guard rows > 0 else { return }
        let row = bounded(row, below: rows)
        if self.eventCursor.selected == nil {
            self.eventCursor.topNumber = self.eventList[row: max(0, rows - self.pageHeight)].number
        }
        let follows = row == rows - 1 && self.events.journal == nil && self.events.pausedAt == nil
        self.eventCursor.selected = follows ? nil : self.eventList[row: row].number
    }

    // MARK: - One event

    mutating func openEvent() {
        guard let record = self.selectedEvent else { return }
        let safe = self.safeText
        let lines = JSONPretty.lines(record.bytes).map { safe($0, limit: .max) }
        self.popup = .event(OpenEvent(record: record, text: ScrolledText(lines)))
    }

    private mutating func openNeighbour(_ step: Int) {
        guard case .event(let open) = self.popup else { return }
        let row = self.eventList.firstRow(from: open.record.number)
        let isThere = row < self.eventRows && self.eventList[row: row].number == open.record.number
        // The one shown may have been dropped meanwhile: then the next one stands where it was.
        let next = isThere || step < 0 ? row + step : row
        guard (0..<self.eventRows).contains(next) else { return }
        self.popup = nil
        self.selectEvent(row: next)
        self.openEvent()
    }

    // MARK: - The journal

    /// Looks into the journal with the present filter; pressed again, further back.
    mutating func searchJournal(at now: Date) -> [ConsoleEffect] {
        if case .paused(let cause, _) = self.snapshot.journal.state {
            self.say(self.phrases.journalPausedShort(cause), .warning, at: now)
        }
        let view = self.events.view
        if self.events.journal?.view != view { self.events.journal = nil }
        guard let journal = self.events.journal else {
            self.events.journal = JournalState(view: view)
            return self.search(view, before: nil)
        }
        guard journal.awaited == nil else { return [] }
        guard !journal.isComplete else {
            self.say(self.phrases.journalHasNoOlder, at: now)
            return []
        }
        return self.search(view, before: journal.before)
    }

    private mutating func search(_ view: EventView, before: Int64?) -> [ConsoleEffect] {
        let search = JournalSearch(
            filter: view.filter,
            hidesMeta: view.hidesMeta,
            before: before,
            limit: Self.journalLimit
        )
        self.events.journal?.awaited = search
        return [.searchJournal(search)]
    }

    /// Moving up from the first row of the journal loads what is older.
    func reachesBeyondJournal(_ command: ConsoleCommand) -> Bool {
        guard self.panel == .events, self.popup == nil, let journal = self.events.journal, !journal.isComplete,
            journal.awaited == nil, self.selectedEventRow == 0
        else { return false }
        switch command {
        case .up, .pageUp, .halfPageUp, .first: return true
        default: return false
        }
    }

    /// Takes in what a search found, unless another one was begun since.
    mutating func take(_ found: JournalFound, at now: Date) {
        guard self.events.journal?.awaited == found.search else { return }
        self.events.journal?.awaited = nil
        self.events.journal?.list.prepend(found.records)
        if let oldest = found.searchedBackTo { self.events.journal?.searchedBackTo = oldest }
        if let before = found.continueBefore ?? found.records.first?.number { self.events.journal?.before = before }
        self.events.journal?.isComplete = found.isComplete
        if let problem = found.problem {
            self.say(self.safeText(problem), .error, at: now)
        }
    }

    // MARK: - The filter's completion

    /// Completes the last word of the filter: a name, or what may stand behind it. Pressed again where several fit,
    /// the next of them.
    mutating func completeEventFilter() {
        let accounts = self.knownAccounts
        self.editFilter { editor in
            let text = editor.text
            let start = text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex
            let word = String(text[start...])
            guard let completed = Self.completion(of: word, accounts: accounts) else { return }
            editor.replace(with: text[..<start] + completed)
        }
    }

    private static func completion(of word: String, accounts: [String]) -> String? {
        let names = EventsState.filterNames
        guard let name = names.first(where: { word.hasPrefix($0) }) else {
            return names.first { $0.hasPrefix(word) }
        }
        let values: [String] =
            switch name {
            case "bot:": accounts
            case "kind:": ["message", "sent", "notice", "request", "meta"]
            default: []
            }
        let typed = String(word.dropFirst(name.count))
        if let place = values.firstIndex(of: typed) { return name + values[(place + 1) % values.count] }
        return values.first { $0.hasPrefix(typed) }.map { name + $0 }
    }
}
